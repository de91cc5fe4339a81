package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestCall;

/** Who may do what at a sub-web, which inherits the roles of its parent or has its own. */
class SubWebRolesTest {
    private static final String SITE = "/sites/sales";
    private static final String PLANS = SITE + "/Plans";
    private static final String DEEP = PLANS + "/Deep";
    private static final int FULL_CONTROL = 1_073_741_829;
    private static final int READ = 1_073_741_826;
    private static final String INHERITS = "500 -1, System.InvalidOperationException";
    private static final String BREAK = "web/breakroleinheritance(copyroleassignments=%s,%%20clearsubscopes=%s)";

    private SharePointLab lab;
    private SubWebs webs;

    @BeforeEach
    void start(@TempDir Path folder) {
        lab = new SharePointLab(folder).withSales();
        webs = new SubWebs(lab);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aWebThatInheritsHasTheRolesOfItsParent() {
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        webs.add("anna", PLANS, SubWebs.requested("Deep"));

        assertThat(owns(SITE) + " " + owns(DEEP)).isEqualTo("true false");
        assertThat(itemBy("bert", DEEP)).isEqualTo(201);
        assertThat(webs.status("carla", DEEP)).isEqualTo(404);
        assertThat(webs.got("anna", DEEP + "/_api/web/firstUniqueAncestorSecurableObject")
                        .getString("Url"))
                .isEqualTo(SharePointLab.SALES);
        assertThat(webs.all("anna", DEEP + "/_api/web/roleassignments", "PrincipalId"))
                .isEqualTo(webs.all("anna", SITE + "/_api/web/roleassignments", "PrincipalId"));
        for (String function : List.of("add", "remove")) {
            TestCall.Answer refused = webs.post("anna", DEEP, assign(function, number("bert"), READ), new JsonObject());
            assertThat(SubWebs.error(refused)).isEqualTo(INHERITS);
            assertThat(refused.body()).contains("not allowed on an object that inherits permissions");
        }
        TestCall.Answer removed = lab.writingAs("anna", DEEP)
                .header("X-HTTP-Method", "DELETE")
                .post(DEEP + "/_api/web/roleassignments(" + number("bert") + ")", new JsonObject());
        assertThat(SubWebs.error(removed)).isEqualTo(INHERITS);
        assertThat(itemBy("bert", DEEP)).isEqualTo(201);

        lab.cmdlet("New-SPUser", "UserAlias", "carla@contoso.com", "Web", SharePointLab.SALES);
        assertThat(webs.status("carla", DEEP)).isEqualTo(200);
    }

    @Test
    void aWebWithOwnRolesIsItsCreatorsAndUnknownToOthers() {
        lab.cmdlet(
                "New-SPUser",
                "UserAlias",
                "carla@contoso.com",
                "Web",
                SharePointLab.SALES,
                "PermissionLevel",
                "Full Control");
        JsonObject requested = SubWebs.requested("Plans");
        requested.remove("UseSamePermissionsAsParentSite");
        String id = webs.add("carla", SITE, requested).getString("Id");

        assertThat(owns(PLANS)).isTrue();
        assertThat(webs.all("carla", PLANS + "/_api/web/roleassignments", "PrincipalId"))
                .containsExactly(number("carla"));
        assertThat(webs.status("anna", PLANS))
                .as("the owner of the site collection")
                .isEqualTo(200);
        TestCall.Answer unknown = lab.as("bert").get(PLANS + "/_api/web");
        TestCall.Answer none = lab.as("bert").get(SITE + "/Nothing/_api/web");
        assertThat(unknown.status()).isEqualTo(none.status()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo(none.body().replace("Nothing", "Plans"));
        for (String collection : List.of(
                "webs",
                "webinfos",
                "getSubwebsFilteredForCurrentUser(nWebTemplateFilter=-1,nConfigurationFilter=-1)")) {
            assertThat(webs.all("bert", SITE + "/_api/web/" + collection, "Title"))
                    .isEmpty();
            assertThat(webs.all("carla", SITE + "/_api/web/" + collection, "Title"))
                    .containsExactly("Web Plans");
        }
        assertThat(webs.post("bert", SITE, "site/openWebById('" + id + "')", new JsonObject())
                        .status())
                .isEqualTo(404);
        assertThat(webs.got("bert", page(PLANS)).getString("GetWebUrlFromPageUrl"))
                .isEqualTo(SharePointLab.SALES);
        assertThat(webs.got("carla", page(PLANS)).getString("GetWebUrlFromPageUrl"))
                .isEqualTo(SharePointLab.ROOT + PLANS);
        JsonObject query =
                new JsonObject().put("query", new JsonObject().put("List", true).put("Add", true));
        assertThat(webs.post("bert", SITE, "site/getchanges", query).body()).doesNotContain(id);
        assertThat(webs.post("carla", SITE, "site/getchanges", query).body()).contains(id);
    }

    @Test
    void ownRolesAreCopiedOrThoseOfTheCaller() {
        lab.cmdlet(
                "New-SPUser",
                "UserAlias",
                "carla@contoso.com",
                "Web",
                SharePointLab.SALES,
                "PermissionLevel",
                "Full Control");
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        webs.add("anna", PLANS, SubWebs.requested("Deep"));
        webs.done("carla", PLANS, BREAK.formatted("true", "false"));

        assertThat(owns(PLANS) + " " + owns(DEEP)).isEqualTo("true false");
        assertThat(itemBy("bert", DEEP)).isEqualTo(201);
        webs.done("anna", SITE, assign("remove", number("bert"), 1_073_741_827));
        assertThat(webs.status("bert", SITE) + " " + itemBy("bert", DEEP)).isEqualTo("403 201");
        assertThat(webs.got("carla", DEEP + "/_api/web/firstUniqueAncestorSecurableObject")
                        .getString("Url"))
                .isEqualTo(SharePointLab.ROOT + PLANS);
        assertThat(webs.got("bert", PLANS + "/_api/web?$expand=ParentWeb").getValue("ParentWeb"))
                .as("a parent that the caller may not read")
                .isNull();
        assertThat(lab.as("bert").get(PLANS + "/_api/site/rootweb").status()).isEqualTo(403);
        assertThat(webs.got("bert", PLANS + "/_api/site?$expand=RootWeb").getValue("RootWeb"))
                .isNull();

        webs.done("carla", DEEP, BREAK.formatted("false", "false"));
        assertThat(webs.status("bert", DEEP)).isEqualTo(404);
        assertThat(webs.all("carla", DEEP + "/_api/web/roleassignments", "PrincipalId"))
                .containsExactly(number("carla"));
        webs.done("carla", DEEP, assign("add", number("bert"), READ));
        assertThat(webs.status("bert", DEEP)).isEqualTo(200);
        assertThat(itemBy("bert", DEEP)).isEqualTo(403);
    }

    @Test
    void websBeneathKeepTheirRolesUnlessTheyAreCleared() {
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        webs.add("anna", PLANS, SubWebs.requested("Deep"));
        webs.add("anna", SITE, SubWebs.requested("Plans2"));
        webs.done("anna", DEEP, "web/breakroleinheritance(true)");
        webs.done("anna", SITE + "/Plans2", BREAK.formatted("false", "false"));
        webs.done("anna", PLANS, BREAK.formatted("false", "false"));
        assertThat(webs.status("bert", PLANS) + " " + webs.status("bert", DEEP)).isEqualTo("404 200");

        webs.done("anna", PLANS, BREAK.formatted("false", "true"));
        assertThat(webs.status("bert", DEEP)).isEqualTo(404);
        webs.done("anna", DEEP, BREAK.formatted("false", "false"));
        assertThat(webs.status("bert", DEEP))
                .as("the roles before are forgotten")
                .isEqualTo(404);
        webs.done("anna", DEEP, "web/resetroleinheritance");
        assertThat(owns(DEEP)).isFalse();
        assertThat(webs.got("anna", DEEP + "/_api/web/firstUniqueAncestorSecurableObject")
                        .getString("Url"))
                .isEqualTo(SharePointLab.ROOT + PLANS);

        webs.done("anna", DEEP, BREAK.formatted("true", "false"));
        webs.done("anna", PLANS, "web/resetroleinheritance");
        webs.done("anna", PLANS, "web/resetroleinheritance");
        assertThat(owns(PLANS) + " " + owns(DEEP)).isEqualTo("false false");
        assertThat(itemBy("bert", DEEP)).isEqualTo(201);
        assertThat(webs.status("bert", SITE + "/Plans2")).as("not beneath it").isEqualTo(404);
    }

    @Test
    void aTopLevelWebInheritsNothing() {
        for (String function : List.of(BREAK.formatted("true", "true"), "web/resetroleinheritance")) {
            assertThat(SubWebs.error(webs.post("anna", SITE, function, new JsonObject())))
                    .isEqualTo("500 -2146232832, Microsoft.SharePoint.SPException");
        }
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        assertThat(SubWebs.error(webs.post("anna", PLANS, BREAK.formatted("1", "false"), new JsonObject())))
                .isEqualTo("400 -2147024809, System.ArgumentException");
        assertThat(SubWebs.error(webs.post("bert", PLANS, BREAK.formatted("true", "false"), new JsonObject())))
                .isEqualTo("403 -2147024891, System.UnauthorizedAccessException");
    }

    @Test
    void whoHasFullControlOfASubWebOnlyDoesNotAdministerPeopleAndGroups() {
        webs.add("anna", SITE, SubWebs.requested("Plans"));
        webs.done("anna", PLANS, BREAK.formatted("true", "false"));
        webs.done("anna", PLANS, assign("add", number("bert"), FULL_CONTROL));
        String denied = "403 -2147024891, System.UnauthorizedAccessException";
        String owners = "web/associatedOwnerGroup/users";
        JsonObject bert = new JsonObject().put("LoginName", "contoso\\bert");

        assertThat(webs.post("bert", PLANS, "web/lists", new JsonObject().put("Title", "By Bert"))
                        .status())
                .isEqualTo(201);
        assertThat(SubWebs.error(webs.post("bert", PLANS, owners, bert))).isEqualTo(denied);
        int refusals = refusals();
        assertThat(SubWebs.error(webs.post("bert", PLANS, "web/siteusers", bert)))
                .isEqualTo(denied);
        assertThat(SubWebs.error(webs.post("bert", PLANS, "web/sitegroups", new JsonObject().put("Title", "New"))))
                .isEqualTo(denied);
        assertThat(SubWebs.error(webs.post("bert", PLANS, "site/rootweb/lists", new JsonObject().put("Title", "x"))))
                .isEqualTo(denied);
        assertThat(refusals() - refusals).as("each is in the journal once").isEqualTo(3);
        assertThat(webs.post("anna", PLANS, owners, bert).status()).isEqualTo(201);
        assertThat(webs.post("anna", PLANS, "web/createDefaultAssociatedGroups", new JsonObject())
                        .status())
                .isEqualTo(404);
        assertThat(webs.post("anna", PLANS, "web/ensureuser", new JsonObject().put("logonName", "contoso\\carla"))
                        .status())
                .isEqualTo(200);

        webs.done("anna", PLANS, assign("add", number("carla"), READ));
        assertThat(webs.status("carla", PLANS)).isEqualTo(200);
        lab.cmdlet("Remove-SPUser", "Identity", "carla@contoso.com", "Web", SharePointLab.SALES);
        assertThat(webs.status("carla", PLANS)).isEqualTo(404);
        webs.done("anna", PLANS, assign("add", number("carla"), READ));
        assertThat(webs.status("carla", PLANS)).isEqualTo(200);
        webs.done("anna", SITE, "web/siteusers/removeById(" + number("carla") + ")");
        assertThat(webs.status("carla", PLANS))
                .as("removed from the site collection")
                .isEqualTo(404);
    }

    private static String assign(String function, int principal, int level) {
        return "web/roleassignments/" + function + "roleassignment(principalid=" + principal + ",%20roledefid=" + level
                + ")";
    }

    private static String page(String web) {
        return SITE + "/_api/sp.web.getweburlfrompageurl('" + SharePointLab.ROOT.replace("/", "%2F")
                + web.replace("/", "%2F") + "')";
    }

    private int refusals() {
        return (int) lab.hops().stream()
                .filter(hop -> "refused".equalsIgnoreCase(hop.getString("kind")))
                .count();
    }

    private int number(String name) {
        return webs.got("anna", SITE + "/_api/web/siteusers/getByEmail('" + name + "@contoso.com')")
                .getInteger("Id");
    }

    private boolean owns(String web) {
        return webs.got("anna", web + "/_api/web/HasUniqueRoleAssignments").getBoolean("HasUniqueRoleAssignments");
    }

    private int itemBy(String name, String web) {
        return webs.post(name, web, "web/lists/getByTitle('Announcements')/items", new JsonObject().put("Title", "One"))
                .status();
    }
}
