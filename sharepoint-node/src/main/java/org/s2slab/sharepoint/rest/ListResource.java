package org.s2slab.sharepoint.rest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.config.Switches;
import org.s2slab.sharepoint.sites.ListKind;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.WebList;
import org.s2slab.sharepoint.sites.WebList.Settings.ListOption;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The REST resource {@code web/lists}: the lists of a web with their content types. */
record ListResource(RestEndpoint.Stores stores, EntityCollections collections, String host) {
    private static final int LONGEST_TITLE = 255;

    private static final String TYPE = "SP.List";
    private static final Set<String> WRITABLE = Set.of(
            "Title",
            "Description",
            "BaseTemplate",
            "AllowContentTypes",
            "ContentTypesEnabled",
            "EnableAttachments",
            "Hidden",
            "IrmEnabled",
            "IrmExpire",
            "IrmReject",
            "NoCrawl");

    /** An operation on the list that was found. */
    interface Work<T extends ReadTransaction> {
        RestAnswer with(T tx, RestRequest request, SiteCaller visitor, WebList list);
    }

    void addTo(RestRoutes routes) {
        routes.get(
                        "web/lists",
                        (rx, request, visitor) -> collections.answer(
                                rx,
                                request,
                                "SP.ApiData.Lists",
                                ListStore.all(rx, visitor.site()).stream()
                                        .map(list -> entity(list, visitor))
                                        .toList()))
                .on("web/lists", "POST", SiteRight.MANAGE, this::add)
                .get("web/list", on((rx, request, visitor, list) -> WebResource.one(request, entity(list, visitor))))
                .on("web/list", "MERGE PATCH", SiteRight.MANAGE, on(this::change))
                .on("web/list", "DELETE", SiteRight.MANAGE, on((tx, request, visitor, list) -> {
                    request.requireMatch(list.etag());
                    stores.schemas().remove(tx, list);
                    return RestAnswer.removed();
                }))
                .on("web/list/deleteobject", "POST", SiteRight.MANAGE, on((tx, request, visitor, list) -> {
                    stores.schemas().remove(tx, list);
                    return RestAnswer.done("DeleteObject");
                }))
                .on(
                        "web/list/recycle",
                        "POST",
                        SiteRight.MANAGE,
                        on((tx, request, visitor, list) -> RestAnswer.ofFunction(
                                "Recycle",
                                "Edm.Guid",
                                stores.recycled()
                                        .put(tx, list, visitor.number())
                                        .orElseThrow(RestError::noListId))));
        addFunctions(routes);
    }

    /** A list, with the web and the root folder for {@code $expand}. */
    RestEntity entity(WebList list, SiteCaller visitor) {
        return ListEntityMapper.list(list, visitor.site(), host);
    }

    private void addFunctions(RestRoutes routes) {
        for (String name : List.of("ParentWeb", "RootFolder", ListEntityMapper.RIGHTS)) {
            routes.get(
                    "web/list/" + name.toLowerCase(Locale.ROOT),
                    on((rx, request, visitor, list) -> WebResource.one(
                            request,
                            entity(list, visitor)
                                    .related()
                                    .getOrDefault(name, Optional.empty())
                                    .orElseThrow())));
        }
        routes.get(
                        "web/list/eventreceivers",
                        on((rx, request, visitor, list) -> WebResource.none("SP.ApiData.EventReceiverDefinitions")))
                .get(
                        "web/list/getrelatedfields",
                        on((rx, request, visitor, list) -> WebResource.none("SP.ApiData.RelatedFields")))
                .on(
                        "web/list/reservelistitemid",
                        "POST",
                        SiteRight.WRITE,
                        on((tx, request, visitor, list) ->
                                RestAnswer.ofFunction("ReserveListItemId", "Edm.Int32", ListStore.reserve(tx, list))))
                .get(
                        "web/list/contenttypes",
                        on((rx, request, visitor, list) -> collections.answer(
                                rx, request, "SP.ApiData.ContentTypes", List.of(ListEntityMapper.contentType(list)))));
    }

    /** Finds the list that the path names first. */
    <T extends ReadTransaction> RestRoutes.Handler<T> on(Work<T> work) {
        return (tx, request, visitor) -> work.with(tx, request, visitor, find(tx, request, visitor));
    }

    private WebList find(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        ResourcePath.Key key = request.path().keys().get(0);
        String value = key.value().text();
        Site site = visitor.site();
        if (key.by().equals("id")) {
            return ListStore.withId(rx, site, guid(value)).orElseThrow(RestError::noListId);
        }
        Optional<WebList> named = key.by().equals("title")
                ? ListStore.titled(rx, site, value)
                : ListStore.all(rx, site).stream()
                        .filter(list -> list.isAt(site.path(), value))
                        .findFirst();
        return named.orElseThrow(() -> RestError.noList(value, site.url(host)));
    }

    /** A GUID in the form of the stores: lower case, without braces. */
    static String guid(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("[{}]", "");
    }

    private RestAnswer add(WriteTransaction tx, RestRequest request, SiteCaller visitor) {
        EntityBody body = EntityBody.of(request, TYPE, TYPE::equals).with(WRITABLE);
        ListKind kind = ListKind.numbered(body.number("BaseTemplate").orElse(ListKind.CUSTOM.baseTemplate))
                .orElseThrow(RestError::argument);
        WebList.Settings settings = settings(body, new WebList.Settings("", "", Switches.of(ListOption.ATTACHMENTS)));
        WebList added = stores.schemas().add(tx, visitor.site(), kind, settings).orElseThrow(RestError::listExists);
        RestEntity entity = entity(added, visitor);
        return RestAnswer.created(entity, visitor.site().url(host) + "/_api/" + entity.link());
    }

    private RestAnswer change(WriteTransaction tx, RestRequest request, SiteCaller visitor, WebList list) {
        request.requireMatch(list.etag());
        EntityBody body = EntityBody.of(request, TYPE, TYPE::equals).with(WRITABLE);
        WebList.Settings settings = settings(body, list.settings());
        if (body.number("BaseTemplate")
                .filter(number -> number != list.kind().baseTemplate)
                .isPresent()) {
            throw RestError.argument();
        }
        if (ListStore.titled(tx, visitor.site(), settings.title())
                .filter(found -> !found.id().equals(list.id()))
                .isPresent()) {
            throw RestError.listExists();
        }
        requireDone(stores.schemas().change(tx, list, settings));
        return RestAnswer.changed(null);
    }

    /** Refuses a change if another caller has changed the list in the meantime. */
    static void requireDone(boolean done) {
        if (!done) {
            throw RestError.conflict();
        }
    }

    private static WebList.Settings settings(EntityBody body, WebList.Settings before) {
        body.flag("AllowContentTypes"); // Every list allows content types.
        if (Stream.of("IrmEnabled", "IrmExpire", "IrmReject")
                .anyMatch(name -> body.flag(name).orElse(false))) {
            throw RestError.rightsManagement();
        }
        String title = title(body, before.title());
        return new WebList.Settings(
                title,
                body.text("Description").orElse(before.description()),
                Switches.<ListOption>of()
                        .with(
                                ListOption.CONTENT_TYPES,
                                body.flag("ContentTypesEnabled").orElse(before.contentTypesEnabled()))
                        .with(ListOption.HIDDEN, body.flag("Hidden").orElse(before.hidden()))
                        .with(ListOption.NO_CRAWL, body.flag("NoCrawl").orElse(before.noCrawl()))
                        .with(
                                ListOption.ATTACHMENTS,
                                body.flag("EnableAttachments").orElse(before.attachments())));
    }

    static String title(EntityBody body, String before) {
        return title(body.text("Title").orElse(before));
    }

    /** The title of a web, a list, a field or a person: 1 to 255 characters, and no control characters. */
    static String title(String given) {
        String title = given.strip();
        if (title.isEmpty() || title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
            throw RestError.argument();
        }
        return title;
    }
}
