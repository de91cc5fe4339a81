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

/** The levels of a site, and the people and groups that have them. */
class SiteRolesTest {
    private static final String SITE = "/sites/sales";
    private static final String WEB = SITE + "/_api/web/";
    private static final int CONTRIBUTE = 1_073_741_827;
    private static final int READ = 1_073_741_826;
    private static final String NO_PRINCIPAL = "404 -2147024809, System.ArgumentException";

    private SharePointLab lab;

    @BeforeEach
    void start(@TempDir Path folder) {
        lab = new SharePointLab(folder).withSales();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @ParameterizedTest
    @CsvSource({"(1073741829)", "/getById(1073741829)", "/getByName('full%20control')", "/getByType(5)"})
    void aLevelIsFoundByEachOfItsKeys(String key) {
        JsonObject level = got("roledefinitions" + key);

        assertThat(level.getString("Name")).isEqualTo("Full Control");
        assertThat(level.getInteger("RoleTypeKind")).isEqualTo(5);
        assertThat(level.getJsonObject("BasePermissions").getString("Low")).isEqualTo("4294967295");
        assertThat(all("roledefinitions", "Name")).containsExactly("Full Control", "Design", "Contribute", "Read");
    }

    @ParameterizedTest
    @CsvSource({
        "(1073741830), '400 -2147024809, System.ArgumentException'",
        "/getByType(1), '400 -2147024809, System.ArgumentException'",
        "/getByName('Edit'), '404 -2146232832, Microsoft.SharePoint.SPException'"
    })
    void anUnknownLevelIsRefused(String key, String error) {
        assertThat(error(lab.as("anna").get(WEB + "roledefinitions" + key))).isEqualTo(error);
    }

    @Test
    void aGroupThatPeopleMadeGivesItsMembersTheRoleThatSomebodyAssigned() {
        int planners = group("Planners");
        done(posted("anna", "sitegroups(" + planners + ")/users", login("carla")), 201);
        assertThat(lab.as("carla").get(WEB).status()).isEqualTo(403);

        done(posted("anna", assign("add", planners, READ)), 200);
        assertThat(lab.as("carla").get(WEB).status()).isEqualTo(200);
        assertThat(itemBy("carla").status()).isEqualTo(403);
        done(posted("anna", assign("add", planners, CONTRIBUTE)), 200);
        done(posted("anna", assign("add", planners, CONTRIBUTE)), 200);
        lab.stop();
        lab.start();
        assertThat(itemBy("carla").status()).isEqualTo(201);
        String assignment = "roleassignments(" + planners + ")";
        assertThat(got(assignment + "?$expand=Member").getJsonObject("Member").getString("Title"))
                .isEqualTo("Planners");
        assertThat(all("roleassignments/getByPrincipalId(" + planners + ")/roledefinitionbindings", "Name"))
                .containsExactly("Contribute", "Read");
        assertThat(got(assignment
                                + "?$expand=Member,RoleDefinitionBindings&$select=Member/Title,RoleDefinitionBindings/Name")
                        .getJsonObject("RoleDefinitionBindings")
                        .getJsonArray("results"))
                .extracting(level -> ((JsonObject) level).getString("Name"))
                .containsExactly("Contribute", "Read");

        done(posted("anna", assign("remove", planners, CONTRIBUTE)), 200);
        assertThat(itemBy("carla").status()).isEqualTo(403);
        assertThat(all(assignment + "/roledefinitionbindings", "Name")).containsExactly("Read");
        done(
                lab.writingAs("anna", SITE)
                        .header("X-HTTP-Method", "DELETE")
                        .send(HttpMethod.POST, WEB + assignment, ""),
                200);
        assertThat(lab.as("carla").get(WEB).status()).isEqualTo(403);
        assertThat(error(lab.as("anna").get(WEB + assignment))).isEqualTo(NO_PRINCIPAL);
    }

    @Test
    void aPersonHasTheStrongestRole() {
        int bert = person("bert");
        String permissions = "getusereffectivepermissions(@u)?@u=" + encoded("'i:0#.w|contoso\\bert'");
        done(posted("anna", assign("add", bert, READ)), 200);
        assertThat(itemBy("bert").status()).isEqualTo(201);
        done(posted("anna", assign("remove", bert, CONTRIBUTE)), 200);

        assertThat(itemBy("bert").status()).isEqualTo(403);
        assertThat(got(permissions).getJsonObject("GetUserEffectivePermissions"))
                .isEqualTo(got("roledefinitions(" + READ + ")").getJsonObject("BasePermissions"));
        done(posted("anna", assign("remove", bert, READ)), 200);
        assertThat(got(permissions).getJsonObject("GetUserEffectivePermissions").getString("Low"))
                .isEqualTo("0");
        assertThat(lab.as("bert").get(WEB).status()).isEqualTo(403);
    }

    @Test
    void theOwnerOfTheSiteAndItsAssociatedGroupsHaveTheirRoles() {
        int anna = person("anna");
        assertThat(all("roleassignments?$expand=Member&$select=Member/Title,PrincipalId", "PrincipalId"))
                .contains(anna, got("associatedVisitorGroup").getInteger("Id"));
        done(posted("anna", assign("remove", anna, 1_073_741_829)), 200);
        assertThat(lab.as("anna").get(WEB + "roleassignments").status()).isEqualTo(200);

        int visitors = got("associatedVisitorGroup").getInteger("Id");
        done(posted("anna", "associatedVisitorGroup/users", login("carla")), 201);
        done(posted("anna", assign("remove", visitors, READ)), 200);
        assertThat(lab.as("carla").get(WEB).status()).isEqualTo(403);
        assertThat(got("associatedVisitorGroup").getInteger("Id")).isEqualTo(visitors);
    }

    @Test
    void whoIsGoneHasNoRoleAndGetsNone() {
        int planners = group("Planners");
        int bert = person("bert");
        done(posted("anna", assign("add", planners, READ)), 200);
        done(posted("anna", "sitegroups/removeById(" + planners + ")"), 200);
        done(posted("anna", "siteusers/removeById(" + bert + ")"), 200);

        assertThat(all("roleassignments", "PrincipalId")).doesNotContain(planners, bert);
        for (int number : List.of(planners, bert, 4711)) {
            assertThat(error(posted("anna", assign("add", number, READ)))).isEqualTo(NO_PRINCIPAL);
            assertThat(error(posted("anna", assign("remove", number, READ)))).isEqualTo(NO_PRINCIPAL);
        }
        done(posted("anna", "ensureuser", new JsonObject().put("logonName", "contoso\\bert")), 200);
        assertThat(lab.as("bert").get(WEB).status()).isEqualTo(403);
    }

    @Test
    void onlyFullControlSeesAndChangesRoles() {
        int bert = person("bert");
        String denied = "403 -2147024891, System.UnauthorizedAccessException";
        for (String address : List.of(
                "roleassignments",
                "roleassignments(" + bert + ")",
                "getusereffectivepermissions('bert@contoso.com')")) {
            assertThat(error(lab.as("bert").get(WEB + address))).as(address).isEqualTo(denied);
        }
        for (String function : List.of("add", "remove")) {
            assertThat(error(posted("bert", assign(function, bert, 1_073_741_829))))
                    .isEqualTo(denied);
        }
        assertThat(lab.as("bert").get(WEB + "roledefinitions").status()).isEqualTo(200);
    }

    private static String assign(String function, int principal, int level) {
        return "roleassignments/" + function + "roleassignment(principalid=" + principal + ",%20roledefid=" + level
                + ")";
    }

    private static JsonObject login(String name) {
        return new JsonObject().put("LoginName", "contoso\\" + name);
    }

    private int group(String title) {
        TestCall.Answer answer = posted("anna", "sitegroups", new JsonObject().put("Title", title));
        return answer.json().getJsonObject("d").getInteger("Id");
    }

    private int person(String name) {
        return got("siteusers/getByEmail('" + name + "@contoso.com')").getInteger("Id");
    }

    private TestCall.Answer itemBy(String name) {
        return posted(name, "lists/getByTitle('Announcements')/items", new JsonObject().put("Title", "By " + name));
    }

    private TestCall.Answer posted(String name, String address) {
        return posted(name, address, new JsonObject());
    }

    private TestCall.Answer posted(String name, String address, JsonObject body) {
        return lab.writingAs(name, SITE).post(WEB + address, body);
    }

    private static void done(TestCall.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    private JsonObject got(String address) {
        TestCall.Answer answer = lab.as("anna").get(WEB + address);
        done(answer, 200);
        return answer.json().getJsonObject("d");
    }

    private List<Object> all(String address, String property) {
        Stream<Object> found = got(address).getJsonArray("results").stream();
        return found.map(one -> ((JsonObject) one).getValue(property)).toList();
    }

    private static String error(TestCall.Answer answer) {
        return answer.status() + " " + answer.json().getJsonObject("error").getString("code");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
