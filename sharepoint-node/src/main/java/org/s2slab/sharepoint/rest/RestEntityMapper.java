package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.FieldKind;
import org.s2slab.sharepoint.sites.ListField;
import org.s2slab.sharepoint.sites.ListItem;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteUser;
import org.s2slab.sharepoint.sites.UserProfile;
import org.s2slab.sharepoint.sites.WebList;
import org.s2slab.sharepoint.sites.WebTemplate;

/** Maps webs, people, items and fields to entities of the REST interface. */
final class RestEntityMapper {
    /** The language of all webs of this node: English (United States). */
    static final int ENGLISH = 1033;

    private RestEntityMapper() {}

    static RestEntity web(Site site, String host) {
        String created = time(site.created());
        return new RestEntity(
                "SP.Web",
                site.url(host) + "/_api/Web",
                null,
                new JsonObject()
                        .put("Id", site.id())
                        .put("Title", site.title())
                        .put("Url", site.url(host))
                        .put("ServerRelativeUrl", site.serverRelativeUrl())
                        .put("ServerRelativePath", path(site.serverRelativeUrl()))
                        .put("WebTemplate", site.definition())
                        .put("Configuration", site.configuration())
                        .put("Language", ENGLISH)
                        .put("Created", created)
                        .put("LastItemModifiedDate", created)
                        .put("Description", site.description())
                        .put("UIVersion", 15));
    }

    /** A web in the form in which other webs show it. */
    static RestEntity webInformation(Site web) {
        String created = time(web.created());
        return new RestEntity(
                "SP.WebInformation",
                "SP.WebInformation" + web.id(),
                null,
                new JsonObject()
                        .put("Configuration", web.configuration())
                        .put("Created", created)
                        .put("Description", web.description())
                        .put("Id", web.id())
                        .put("Language", ENGLISH)
                        .put("LastItemModifiedDate", created)
                        .put("ServerRelativeUrl", web.serverRelativeUrl())
                        .put("Title", web.title())
                        .put("WebTemplate", web.definition())
                        .put("WebTemplateId", WebTemplate.id(web).orElse(null)));
    }

    static RestEntity site(Site.Collection site, String host) {
        return new RestEntity(
                "SP.Site",
                site.url(host) + "/_api/Site",
                null,
                new JsonObject()
                        .put("Id", site.id())
                        .put("Url", site.url(host))
                        .put("ServerRelativeUrl", site.path().isEmpty() ? "/" : site.path())
                        .put("PrimaryUri", site.url(host) + "/")
                        .put("CompatibilityLevel", 15)
                        .put("ReadOnly", false));
    }

    /** The calling user; for an application without a user, the account that represents all such applications. */
    static RestEntity user(SiteCaller visitor) {
        UserProfile profile = visitor.profile();
        SiteUser user = visitor.user();
        return profile == null || user == null ? application() : user(visitor.site(), user, profile);
    }

    /** The account that represents all applications without a user. */
    static RestEntity application() {
        String account = "i:0i.t|00000003-0000-0ff1-ce00-000000000000|app@sharepoint";
        return user(SiteCaller.APP_ACCOUNT, account, "SharePoint App", "", false, null);
    }

    /** A person in a site: the profile, with changes that were made in the site. */
    static RestEntity user(Site site, SiteUser user, UserProfile profile) {
        RestEntity entity = user(site, user.number(), profile);
        entity.properties().mergeIn(user.changed());
        return entity;
    }

    private static RestEntity user(Site site, int number, UserProfile profile) {
        boolean admin = profile.upn().equals(site.owner());
        JsonObject id = new JsonObject()
                .put("__type", "SP.UserIdInfo")
                .put("NameId", profile.sid() == null ? profile.upn() : profile.sid())
                .put("NameIdIssuer", "urn:office:idp:activedirectory");
        return user(number, profile.loginName(), profile.name(), profile.email(), admin, id);
    }

    /** A person as the author or editor of items: an item of the user information list. */
    static RestEntity person(RestEntity user) {
        JsonObject shown = user.properties();
        return new RestEntity(
                "SP.Data.UserInfoItem",
                ListEntityMapper.PEOPLE + "/Items(" + shown.getValue("Id") + ")",
                null,
                new JsonObject()
                        .put("Id", shown.getValue("Id"))
                        .put("ID", shown.getValue("Id"))
                        .put("Title", shown.getValue("Title"))
                        .put("Name", shown.getValue("LoginName"))
                        .put("EMail", shown.getValue("Email")));
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

    static RestEntity item(WebList list, ListItem item) {
        JsonObject shown = new JsonObject().put("Id", item.number()).put("ID", item.number());
        list.fields().stream().filter(field -> !field.readOnly()).forEach(field -> {
            Object value = item.fields().getValue(field.property());
            shown.put(field.property(), value == null && field.kind() == FieldKind.FLAG ? false : value);
        });
        shown.put("Created", time(item.created()))
                .put("Modified", time(item.modified()))
                .put("AuthorId", item.author())
                .put("EditorId", item.editor())
                .put("Attachments", item.attachments())
                .put("GUID", item.guid())
                .put("ContentTypeId", list.kind().contentType);
        return new RestEntity(list.itemType(), link(list) + "/Items(" + item.number() + ")", item.etag(), shown);
    }

    /** The only version of an item. Lists of this server do not keep older versions. */
    static RestEntity version(WebList list, ListItem item) {
        RestEntity entity = item(list, item);
        JsonObject shown = new JsonObject()
                .put("Created", time(item.modified()))
                .put("IsCurrentVersion", true)
                .put("VersionId", 512)
                .put("VersionLabel", "1.0")
                .put("ID", item.number());
        list.fields().stream()
                .filter(field -> !field.readOnly())
                .map(ListField::property)
                .forEach(name -> shown.put(name, entity.properties().getValue(name)));
        return new RestEntity("SP.ListItemVersion", entity.link() + "/Versions(512)", null, shown);
    }

    /** The values of an item as texts: {@code AsText}, {@code AsHtml} or {@code ForEdit}. */
    static RestEntity texts(WebList list, ListItem item, String view) {
        RestEntity entity = item(list, item);
        JsonObject texts = new JsonObject();
        entity.properties()
                .forEach(property -> texts.put(
                        property.getKey(),
                        property.getValue() == null
                                ? ""
                                : property.getValue() instanceof Boolean flag
                                        ? (flag ? "Yes" : "No")
                                        : text(property.getValue(), view)));
        return new RestEntity("SP.FieldStringValues", entity.link() + "/FieldValues" + view, null, texts);
    }

    private static String text(Object value, String view) {
        String text = String.valueOf(value);
        return view.equals("AsHtml")
                ? text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                : text;
    }

    static RestEntity field(String owner, ListField field) {
        JsonObject shown = new JsonObject()
                .put("CanBeDeleted", field.own())
                .put("Description", field.description())
                .put("EntityPropertyName", field.name())
                .put("FieldTypeKind", field.kind().number)
                .put("Filterable", true)
                .put("FromBaseType", !field.own())
                .put("Group", "Custom Columns")
                .put("Hidden", false)
                .put("Id", field.id())
                .put("InternalName", field.name())
                .put("ReadOnlyField", field.readOnly())
                .put("Required", field.required())
                .put("StaticName", field.name())
                .put("Title", field.title())
                .put("TypeAsString", field.kind().typeName);
        field.details().forEach(detail -> shown.put(detail.getKey(), detail.getValue()));
        return new RestEntity(field.kind().entityType, owner + "/Fields(guid'" + field.id() + "')", null, shown);
    }

    /** The data that a client needs before a change: the form digest and its validity. */
    static RestEntity contextInformation(Site site, String host, String digest) {
        return new RestEntity(
                "SP.ContextWebInformation",
                null,
                null,
                new JsonObject()
                        .put("FormDigestTimeoutSeconds", FormDigests.SECONDS)
                        .put("FormDigestValue", digest)
                        .put("LibraryVersion", "15.0.4569.1000")
                        .put("SiteFullUrl", site.collection().url(host))
                        .put(
                                "SupportedSchemaVersions",
                                new JsonArray().add("14.0.0.0").add("15.0.0.0"))
                        .put("WebFullUrl", site.url(host)));
    }

    static String link(WebList list) {
        return "Web/Lists(guid'" + list.id() + "')";
    }

    /** An address as a value in which characters are not encoded. */
    static JsonObject path(String decoded) {
        return new JsonObject().put("__type", "SP.ResourcePath").put("DecodedUrl", decoded);
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
