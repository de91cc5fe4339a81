package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.s2slab.config.Switches;
import org.s2slab.sharepoint.sites.ListKind;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.WebList;
import org.s2slab.sharepoint.sites.WebList.Settings.ListOption;

/** Maps lists, their root folders and their content types to entities of the REST interface. */
final class ListEntityMapper {
    /** The address of the user information list. */
    static final String PEOPLE = "Web/SiteUserInfoList";

    /** The rights management settings of a list, as an address and as a property. */
    static final String RIGHTS = "InformationRightsManagementSettings";

    private ListEntityMapper() {}

    /** A list with its parents. */
    static RestEntity list(WebList list, Site site, String host) {
        RestEntity entity = list(list);
        entity.properties().put("ParentWebUrl", site.serverRelativeUrl());
        return entity.with(Map.of(
                "ParentWeb",
                Optional.of(RestEntityMapper.web(site, host)),
                "RootFolder",
                Optional.of(rootFolder(list, site)),
                RIGHTS,
                Optional.of(rights(list))));
    }

    /** The user information list, which shows the people of a site. */
    static RestEntity people(Site site, String host, int count) {
        var settings =
                new WebList.Settings("User Information List", "", Switches.of(ListOption.HIDDEN, ListOption.NO_CRAWL));
        RestEntity entity = list(new WebList(
                id(site.id() + " people"),
                ListKind.CUSTOM,
                "UserInfo",
                settings,
                List.of(),
                site.created(),
                site.created(),
                1,
                count));
        entity.properties()
                .put("BaseTemplate", 112)
                .put("EntityTypeName", "UserInfo")
                .put("ListItemEntityTypeFullName", "SP.Data.UserInfoItem")
                .put("ParentWebUrl", site.serverRelativeUrl());
        return new RestEntity(
                entity.type(),
                PEOPLE,
                entity.etag(),
                entity.properties(),
                Map.of("ParentWeb", Optional.of(RestEntityMapper.web(site, host))));
    }

    /** The root folder of a list, which has the list's address. Its id is derived from the list's id. */
    private static RestEntity rootFolder(WebList list, Site site) {
        String address = list.address(site.path());
        return new RestEntity(
                "SP.Folder",
                RestEntityMapper.link(list) + "/RootFolder",
                null,
                new JsonObject()
                        .put("Exists", true)
                        .put("IsWOPIEnabled", false)
                        .put("ItemCount", list.itemCount())
                        .put("Name", address.substring(address.indexOf(WebList.FOLDER) + WebList.FOLDER.length()))
                        .put("ProgID", null)
                        .put("ServerRelativePath", RestEntityMapper.path(address))
                        .put("ServerRelativeUrl", address)
                        .put("TimeCreated", RestEntityMapper.time(list.created()))
                        .put("TimeLastModified", RestEntityMapper.time(list.modified()))
                        .put("UniqueId", id(list.id() + " folder"))
                        .put("WelcomePage", ""));
    }

    /** The settings of a list without rights management: the product's default values. */
    private static RestEntity rights(WebList list) {
        return new RestEntity(
                "SP." + RIGHTS,
                RestEntityMapper.link(list) + "/" + RIGHTS,
                null,
                new JsonObject()
                        .put("AllowPrint", false)
                        .put("AllowScript", false)
                        .put("AllowWriteCopy", false)
                        .put("DisableDocumentBrowserView", false)
                        .put("DocumentAccessExpireDays", 90)
                        .put("DocumentLibraryProtectionExpireDate", "0001-01-01T00:00:00Z")
                        .put("EnableDocumentAccessExpire", false)
                        .put("EnableDocumentBrowserPublishingView", false)
                        .put("EnableGroupProtection", false)
                        .put("EnableLicenseCacheExpire", false)
                        .put("GroupName", "")
                        .put("LicenseCacheExpireDays", 30)
                        .put("PolicyDescription", "")
                        .put("PolicyTitle", ""));
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static RestEntity list(WebList list) {
        WebList.Settings settings = list.settings();
        return new RestEntity(
                "SP.List",
                RestEntityMapper.link(list),
                list.etag(),
                new JsonObject()
                        .put("AllowContentTypes", true)
                        .put("BaseTemplate", list.kind().baseTemplate)
                        .put("BaseType", 0)
                        .put("ContentTypesEnabled", settings.contentTypesEnabled())
                        .put("Created", RestEntityMapper.time(list.created()))
                        .put("Description", settings.description())
                        .put("EnableAttachments", settings.attachments())
                        .put("EnableVersioning", false)
                        .put("EntityTypeName", list.name() + "List")
                        .put("Hidden", settings.hidden())
                        .put("Id", list.id())
                        .put("IrmEnabled", false)
                        .put("IrmExpire", false)
                        .put("IrmReject", false)
                        .put("ItemCount", list.itemCount())
                        .put("LastItemModifiedDate", RestEntityMapper.time(list.modified()))
                        .put("ListItemEntityTypeFullName", list.itemType())
                        .put("NoCrawl", settings.noCrawl())
                        .put("Title", settings.title()));
    }

    static RestEntity contentType(WebList list) {
        ListKind kind = list.kind();
        return new RestEntity(
                "SP.ContentType",
                RestEntityMapper.link(list) + "/ContentTypes('" + kind.contentType + "')",
                null,
                new JsonObject()
                        .put("Description", "")
                        .put("Group", "List Content Types")
                        .put("Hidden", false)
                        .put(
                                "Id",
                                new JsonObject()
                                        .put("__type", "SP.ContentTypeId")
                                        .put("StringValue", kind.contentType))
                        .put("Name", kind.contentTypeName)
                        .put("ReadOnly", false)
                        .put("Sealed", false)
                        .put("StringId", kind.contentType));
    }
}
