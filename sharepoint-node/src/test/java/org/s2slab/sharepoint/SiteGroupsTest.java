package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.TestCall;

/** The groups of a site collection: their data, their members, and the rights that they give. */
class SiteGroupsTest {
    private static final String SITE = "/sites/sales";
    private static final String WEB = SITE + "/_api/web/";
    private static final String DENIED = "-2147024891, System.UnauthorizedAccessException";
    private static final String NO_GROUP = "-2146232832, Microsoft.SharePoint.SPException";
    private static final String ACCOUNT = "i:0#.w|contoso\\";

    private SharePointLab lab;

    @BeforeEach
    void start(@TempDir Path folder) {
        lab = new SharePointLab(folder).withSales();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aGroupIsKeptWithItsMembersAndItsOwner() {
        JsonObject made = group("Planners");
        int bert = ensured("bert");
        change(
                "anna",
                "Planners",
                new JsonObject().put("Description", "They plan").put("AllowMembersEditMembership", true));
        done("anna", named("Planners") + "/users", login("bert"), 201);
        done("anna", named("Planners") + "/SetUserAsOwner(" + bert + ")", new JsonObject(), 200);
        lab.stop();
        lab.start();

        assertThat(made.getString("LoginName")).isEqualTo("Planners");
        assertThat(made.getString("OwnerTitle")).isEqualTo(got("currentuser").getString("Title"));
        for (String address : List.of(
                "(" + made.getInteger("Id") + ")",
                "/getById(" + made.getInteger("Id") + ")",
                "/getByName('planners')")) {
            JsonObject group = got("siteGroups" + address);
            assertThat(group.getString("Description")).isEqualTo("They plan");
            assertThat(group.getInteger("PrincipalType")).isEqualTo(8);
            assertThat(group.getBoolean("AllowMembersEditMembership")).isTrue();
            assertThat(group.getBoolean("OnlyAllowMembersViewMembership")).isTrue();
            assertThat(group.getString("OwnerTitle"))
                    .isEqualTo(got("getUserById(" + bert + ")").getString("Title"));
        }
        assertThat(all(named("Planners") + "/users", "Id")).containsExactly(bert);
        assertThat(got(named("Planners") + "/users/getById(" + bert + ")").getInteger("Id"))
                .isEqualTo(bert);
        assertThat(all("getUserById(" + bert + ")/groups", "Title")).containsExactly("Planners");
        assertThat(all("sitegroups?$filter=" + encoded("Description eq 'They plan'"), "Title"))
                .containsExactly("Planners");
    }

    @Test
    void aSiteHasItsAssociatedGroupsFromTheBeginning() {
        assertThat(got("associatedOwnerGroup").getString("Title")).isEqualTo("Sales Owners");
        assertThat(got("associatedMemberGroup").getString("OwnerTitle")).isEqualTo("Sales Owners");
        assertThat(got("AssociatedVisitorGroup").getString("Title")).isEqualTo("Sales Visitors");
        assertThat(all("associatedOwnerGroup/users", "Id")).isEmpty();
        assertThat(Stream.concat(all("sitegroups", "Id").stream(), all("siteusers", "Id").stream()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"Visitor, 403", "Member, 201", "Owner, 201"})
    void anAssociatedGroupGivesItsRightUntilThePersonLeaves(String role, int mayWrite) {
        String group = "associated" + role + "Group";
        assertThat(lab.as("carla").get(WEB).status()).isEqualTo(403);
        done("anna", group + "/users", login("carla"), 201);

        assertThat(lab.as("carla").get(WEB).status()).isEqualTo(200);
        String items = "lists/getByTitle('Announcements')/items";
        done("carla", items, new JsonObject().put("Title", "By Carla"), mayWrite);
        done("carla", "sitegroups", new JsonObject().put("Title", "New"), role.equals("Owner") ? 201 : 403);
        done(
                "anna",
                group + "/users/removeByLoginName(@v)?@v=" + encoded("'" + ACCOUNT + "carla'"),
                new JsonObject(),
                200);
        assertThat(lab.as("carla").get(WEB).status()).isEqualTo(403);
    }

    /** The trigger is another owner, who removes the person between the two steps of the request. */
    @Test
    void whoIsRemovedFromTheSiteMeanwhileJoinsNoGroup() {
        lab.createTrigger("CREATE TRIGGER meanwhile AFTER UPDATE OF removed ON site_users WHEN NEW.removed = 0 BEGIN"
                + " UPDATE site_users SET removed = 1 WHERE site_id = NEW.site_id AND number = NEW.number; END;");
        ensured("carla");
        done("anna", "associatedMemberGroup/users", login("carla"), 201);

        assertThat(lab.as("carla").get(WEB).status()).isEqualTo(403);
    }

    @Test
    void whoIsRemovedFromTheSiteLeavesItsGroups() {
        done("anna", "associatedMemberGroup/users", login("carla"), 201);
        lab.cmdlet("Remove-SPUser", "Identity", "carla@contoso.com", "Web", SharePointLab.SALES);
        assertThat(lab.as("carla").get(WEB).status()).isEqualTo(403);

        done("anna", "associatedMemberGroup/users", login("carla"), 201);
        done("anna", "siteusers/removeById(" + ensured("carla") + ")", new JsonObject(), 200);
        done("anna", "ensureuser", new JsonObject().put("logonName", ACCOUNT + "carla"), 200);
        assertThat(lab.as("carla").get(WEB).status()).isEqualTo(403);
        assertThat(all("associatedMemberGroup/users", "Id")).isEmpty();
    }

    @Test
    void aRemovedGroupGivesNoRightAndItsNumberIsNotUsedAgain() {
        done("anna", "associatedVisitorGroup/users", login("carla"), 201);
        int visitors = got("associatedVisitorGroup").getInteger("Id");
        done("anna", "sitegroups/removeById(" + visitors + ")", new JsonObject(), 200);

        assertThat(lab.as("carla").get(WEB).status()).isEqualTo(403);
        assertThat(error(lab.as("anna").get(WEB + "sitegroups(" + visitors + ")"), 404))
                .isEqualTo(NO_GROUP);
        assertThat(lab.as("anna").get(WEB + "associatedVisitorGroup").json().getJsonObject("d"))
                .isEqualTo(new JsonObject().putNull("associatedvisitorgroup"));
        int next = group("Next").getInteger("Id");
        done("anna", "sitegroups/removeByLoginName('Next')", new JsonObject(), 200);
        assertThat(error(lab.as("anna").get(WEB + named("Next")), 404)).isEqualTo(NO_GROUP);
        assertThat(group("Next").getInteger("Id")).isGreaterThan(next);
    }

    @Test
    void onlySiteOwnersAndTheOwnerOfAGroupChangeIt() {
        group("Planners");
        int bert = ensured("bert");
        for (String address : List.of(
                "sitegroups",
                named("Planners") + "/users",
                named("Planners") + "/SetUserAsOwner(" + bert + ")",
                "sitegroups/removeByLoginName('Planners')",
                "createDefaultAssociatedGroups()")) {
            assertThat(error(posted("bert", address, new JsonObject()), 403))
                    .as(address)
                    .isEqualTo(DENIED);
        }
        assertThat(error(changed("bert", "Planners", new JsonObject()), 403)).isEqualTo(DENIED);
        assertThat(error(lab.as("bert").get(WEB + named("Planners") + "/users"), 403))
                .isEqualTo(DENIED);

        done("anna", named("Planners") + "/SetUserAsOwner(" + bert + ")", new JsonObject(), 200);
        done("bert", named("Planners") + "/users", login("carla"), 201);
        change("bert", "Planners", title("Renamed"));
        done("bert", "sitegroups/removeByLoginName('Renamed')", new JsonObject(), 200);
    }

    @Test
    void membersSeeEachOtherAndEditTheGroupIfItPermitsThat() {
        group("Planners");
        done("anna", named("Planners") + "/users", login("bert"), 201);

        assertThat(lab.as("bert").get(WEB + named("Planners") + "/users").status())
                .isEqualTo(200);
        assertThat(error(posted("bert", named("Planners") + "/users", login("carla")), 403))
                .isEqualTo(DENIED);
        change("anna", "Planners", new JsonObject().put("AllowMembersEditMembership", true));
        done("bert", named("Planners") + "/users", login("carla"), 201);
        assertThat(error(changed("bert", "Planners", new JsonObject()), 403)).isEqualTo(DENIED);
        done(
                "anna",
                named("Planners") + "/users/removeByLoginName(@v)?@v=" + encoded("'" + ACCOUNT + "bert'"),
                new JsonObject(),
                200);
        assertThat(error(lab.as("bert").get(WEB + named("Planners") + "/users"), 403))
                .isEqualTo(DENIED);
        change("anna", "Planners", new JsonObject().put("OnlyAllowMembersViewMembership", false));
        assertThat(lab.as("bert").get(WEB + named("Planners") + "/users").status())
                .isEqualTo(200);
    }

    @Test
    void whoMayNotSeeTheMembersLearnsNoMembership() {
        group("Planners");
        done("anna", named("Planners") + "/users", login("anna"), 201);
        done("anna", "associatedOwnerGroup/users", login("anna"), 201);
        String groups = "siteusers(@v)/groups?@v=" + encoded("'" + ACCOUNT + "anna'");

        assertThat(all(groups, "Title")).containsExactly("Sales Owners", "Planners");
        assertThat(all("currentuser/groups", "Title")).containsExactly("Sales Owners", "Planners");
        assertThat(lab.as("bert").get(WEB + groups).body())
                .contains("Sales Owners")
                .doesNotContain("Planners");
        done("anna", named("Planners") + "/users", login("bert"), 201);
        assertThat(lab.as("bert").get(WEB + groups).body()).contains("Planners");
    }

    @Test
    void aRefusalOfAGroupIsInTheJournal() {
        group("Planners");
        done("bert", named("Planners") + "/users", login("carla"), 403);

        assertThat(lab.hops())
                .anySatisfy(hop -> assertThat(hop.encode()).contains("\"REFUSED\"", "bert@contoso.com may Write"));
    }

    @Test
    void namesAreCheckedAsInTheProduct() {
        group("Planners");
        group("Others");
        String taken = "-2130575293, Microsoft.SharePoint.SPException";

        assertThat(error(posted("anna", "sitegroups", title("PLANNERS")), 500)).isEqualTo(taken);
        assertThat(error(changed("anna", "Others", title("planners")), 500)).isEqualTo(taken);
        for (String name : List.of("", "a/b", "a@b", "a\nb", "x".repeat(256))) {
            assertThat(error(posted("anna", "sitegroups", title(name)), 500))
                    .as(name)
                    .isEqualTo("-2130575281, Microsoft.SharePoint.SPException");
        }
        assertThat(error(posted("anna", "sitegroups", title("Long").put("Description", "x".repeat(513))), 500))
                .isEqualTo(NO_GROUP);
        assertThat(error(posted("anna", named("Others") + "/users", login("nobody")), 404))
                .isEqualTo(NO_GROUP);
        assertThat(all("sitegroups", "Title"))
                .containsExactly("Sales Owners", "Sales Members", "Sales Visitors", "Planners", "Others");
    }

    @Test
    void makesTheAssociatedGroupsThatAreMissing() {
        String make = "createDefaultAssociatedGroups(userLogin=@u,userLogin2=@v,groupNameSeed=@s)?@v=''&@u="
                + encoded("'" + ACCOUNT + "carla'") + "&@s=";
        for (String role : List.of("Owner", "Member")) {
            int id = got("associated" + role + "Group").getInteger("Id");
            done("anna", "sitegroups/removeById('" + id + "')", new JsonObject(), 200);
        }
        group("Board Members");
        assertThat(error(posted("anna", make + "'Board'", new JsonObject()), 500))
                .isEqualTo("-2130575293, Microsoft.SharePoint.SPException");
        assertThat(all("sitegroups", "Title")).containsExactly("Sales Visitors", "Board Members");

        done("anna", make + "'Team'", new JsonObject(), 200);
        done("anna", make + "'Again'", new JsonObject(), 200);
        assertThat(all("sitegroups", "Title"))
                .containsExactly("Sales Visitors", "Board Members", "Team Owners", "Team Members");
        assertThat(got("associatedMemberGroup").getString("OwnerTitle")).isEqualTo("Team Owners");
        assertThat(all("associatedOwnerGroup/users", "Email")).containsExactly("carla@contoso.com");
        done("carla", "sitegroups", title("By Carla"), 201);
    }

    @Test
    void aGroupWhoseNameComesFromTheTitleOfItsSiteCanBeChanged() {
        lab.cmdlet(
                "New-SPSite", "Url", SharePointLab.ROOT + "/sites/rd", "OwnerAlias", "contoso\\anna", "Name", "R: D");

        assertThat(lab.writingAs("anna", "/sites/rd")
                        .header("X-HTTP-Method", "MERGE")
                        .send(HttpMethod.POST, "/sites/rd/_api/web/associatedOwnerGroup", "{\"Description\":\"D\"}")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aTopLevelSiteInheritsNothing() {
        assertThat(error(
                        posted(
                                "anna",
                                "breakRoleInheritance(copyRoleAssignments=false,clearSubscopes=true)",
                                title("")),
                        500))
                .isEqualTo("-2146232832, Microsoft.SharePoint.SPException");
    }

    private static String named(String name) {
        return "siteGroups/getByName('" + encoded(name).replace("+", "%20") + "')";
    }

    private static JsonObject title(String name) {
        return new JsonObject().put("Title", name);
    }

    private static JsonObject login(String name) {
        return new JsonObject().put("LoginName", ACCOUNT + name);
    }

    private JsonObject group(String name) {
        TestCall.Answer answer = posted("anna", "siteGroups", title(name));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().getJsonObject("d");
    }

    private int ensured(String name) {
        return posted("anna", "ensureuser", new JsonObject().put("logonName", ACCOUNT + name))
                .json()
                .getJsonObject("d")
                .getInteger("Id");
    }

    private void done(String name, String address, JsonObject body, int status) {
        TestCall.Answer answer = posted(name, address, body);
        assertThat(answer.status()).as(address + " " + answer.body()).isEqualTo(status);
    }

    private void change(String name, String group, JsonObject body) {
        TestCall.Answer answer = changed(name, group, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private TestCall.Answer changed(String name, String group, JsonObject body) {
        return lab.writingAs(name, SITE)
                .header("X-HTTP-Method", "MERGE")
                .send(HttpMethod.POST, WEB + named(group), body.encode());
    }

    private TestCall.Answer posted(String name, String address, JsonObject body) {
        return lab.writingAs(name, SITE).post(WEB + address, body);
    }

    private JsonObject got(String address) {
        TestCall.Answer answer = lab.as("anna").get(WEB + address);
        assertThat(answer.status()).as(address + " " + answer.body()).isEqualTo(200);
        return answer.json().getJsonObject("d");
    }

    private List<Object> all(String address, String property) {
        Stream<Object> found = got(address).getJsonArray("results").stream();
        return found.map(one -> ((JsonObject) one).getValue(property)).toList();
    }

    private static String error(TestCall.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.json().getJsonObject("error").getString("code");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
