package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.ListItem;
import org.s2slab.sharepoint.sites.ListKind.Column;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.UserProfile;
import org.s2slab.sharepoint.sites.WebList;

/** Maps webs, people, lists and items to entities of the REST interface. */
final class RestEntityMapper {
    /** The language of all webs of this node: English (United States). */
    private static final int ENGLISH = 1033;

    private RestEntityMapper() {}

    static RestEntity web(Site site, String host) {
        String created = time(site.created());
        return new RestEntity(
                "SP.Web",
                "Web",
                null,
                new JsonObject()
                        .put("Id", site.id())
                        .put("Title", site.title())
                        .put("Url", site.url(host))
                        .put("ServerRelativeUrl", site.serverRelativeUrl())
                        .put("WebTemplate", site.template().split("#", 2)[0])
                        .put("Language", ENGLISH)
                        .put("Created", created)
                        .put("LastItemModifiedDate", created)
                        .put("Description", "")
                        .put("UIVersion", 15));
    }

    /** The visitor; for an application without a user, the account that represents all such applications. */
    static RestEntity user(SiteCaller visitor) {
        UserProfile profile = visitor.profile();
        if (profile == null) {
            String account = "i:0i.t|00000003-0000-0ff1-ce00-000000000000|app@sharepoint";
            return user(visitor.number(), account, "SharePoint App", "", false, null);
        }
        boolean admin = profile.upn().equals(visitor.site().owner());
        JsonObject id = new JsonObject()
                .put("__type", "SP.UserIdInfo")
                .put("NameId", profile.sid() == null ? profile.upn() : profile.sid())
                .put("NameIdIssuer", "urn:office:idp:activedirectory");
        return user(visitor.number(), profile.loginName(), profile.name(), profile.email(), admin, id);
    }

    private static RestEntity user(
            int number, String login, String title, String email, boolean admin, @Nullable JsonObject userId) {
        return new RestEntity(
                "SP.User",
                "Web/GetUserById(" + number + ")",
                null,
                new JsonObject()
                        .put("Id", number)
                        .put("IsHiddenInUI", false)
                        .put("LoginName", login)
                        .put("Title", title)
                        .put("PrincipalType", 1)
                        .put("Email", email)
                        .put("IsSiteAdmin", admin)
                        .put("UserId", userId));
    }

    static RestEntity list(WebList list) {
        return new RestEntity(
                "SP.List",
                link(list),
                null,
                new JsonObject()
                        .put("Id", list.id())
                        .put("Title", list.kind().title)
                        .put("BaseTemplate", list.kind().baseTemplate)
                        .put("ItemCount", list.itemCount())
                        .put("ListItemEntityTypeFullName", list.kind().itemType())
                        .put("EntityTypeName", list.kind().title + "List"));
    }

    static RestEntity item(WebList list, ListItem item) {
        JsonObject shown = new JsonObject().put("Id", item.number()).put("ID", item.number());
        list.kind().columns.forEach((name, column) -> {
            Object value = item.fields().getValue(name);
            shown.put(name, value == null && column == Column.FLAG ? false : value);
        });
        shown.put("Created", time(item.created()))
                .put("Modified", time(item.modified()))
                .put("AuthorId", item.author())
                .put("EditorId", item.editor())
                .put("GUID", item.guid())
                .put("ContentTypeId", list.kind().contentType);
        return new RestEntity(list.kind().itemType(), link(list) + "/Items(" + item.number() + ")", item.etag(), shown);
    }

    /** The data that a client needs before a change: the form digest and its validity. */
    static RestEntity contextInformation(Site site, String host, String digest) {
        return new RestEntity(
                "SP.ContextWebInformation",
                "contextinfo",
                null,
                new JsonObject()
                        .put("FormDigestTimeoutSeconds", FormDigests.SECONDS)
                        .put("FormDigestValue", digest)
                        .put("LibraryVersion", "15.0.4569.1000")
                        .put("SiteFullUrl", site.url(host))
                        .put(
                                "SupportedSchemaVersions",
                                new JsonArray().add("14.0.0.0").add("15.0.0.0"))
                        .put("WebFullUrl", site.url(host)));
    }

    private static String link(WebList list) {
        return "Web/Lists(guid'" + list.id() + "')";
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
