package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.sharepoint.sites.ListKind;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.WebList;

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

    /** What is done with a list after it was found. */
    interface Work {
        Future<RestAnswer> with(RestRequest request, SiteCaller visitor, WebList list);
    }

    void addTo(RestRoutes routes) {
        routes.on(
                        "web/lists",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> stores.lists()
                                .all(visitor.site())
                                .compose(all -> collections.answer(
                                        request,
                                        "SP.ApiData.Lists",
                                        all.stream()
                                                .map(list -> entity(list, visitor))
                                                .toList())))
                .on("web/lists", "POST", SiteRight.MANAGE, this::add)
                .on(
                        "web/list",
                        "GET",
                        SiteRight.READ,
                        on((request, visitor, list) -> WebResource.one(request, entity(list, visitor))))
                .on("web/list", "MERGE PATCH", SiteRight.MANAGE, on(this::change))
                .on("web/list", "DELETE", SiteRight.MANAGE, on((request, visitor, list) -> {
                    request.requireMatch(list.etag());
                    return stores.schemas().remove(list).map(RestAnswer.removed());
                }))
                .on(
                        "web/list/deleteobject",
                        "POST",
                        SiteRight.MANAGE,
                        on((request, visitor, list) ->
                                stores.schemas().remove(list).map(RestAnswer.done("DeleteObject"))))
                .on(
                        "web/list/recycle",
                        "POST",
                        SiteRight.MANAGE,
                        on((request, visitor, list) -> stores.recycled()
                                .put(list, visitor.number())
                                .map(id -> RestAnswer.ofFunction(
                                        "Recycle", "Edm.Guid", id.orElseThrow(RestError::noListId)))));
        addFunctions(routes);
        addContentTypes(routes);
    }

    /** A list with its web and its root folder, which {@code $expand} shows. */
    RestEntity entity(WebList list, SiteCaller visitor) {
        return ListEntityMapper.list(list, visitor.site(), host);
    }

    private void addFunctions(RestRoutes routes) {
        for (String name : List.of("ParentWeb", "RootFolder", ListEntityMapper.RIGHTS)) {
            routes.on(
                    "web/list/" + name.toLowerCase(Locale.ROOT),
                    "GET",
                    SiteRight.READ,
                    on((request, visitor, list) -> WebResource.one(
                            request,
                            entity(list, visitor)
                                    .related()
                                    .getOrDefault(name, Optional.empty())
                                    .orElseThrow())));
        }
        routes.on(
                        "web/list/eventreceivers",
                        "GET",
                        SiteRight.READ,
                        on((request, visitor, list) -> WebResource.none("SP.ApiData.EventReceiverDefinitions")))
                .on(
                        "web/list/getrelatedfields",
                        "GET",
                        SiteRight.READ,
                        on((request, visitor, list) -> WebResource.none("SP.ApiData.RelatedFields")))
                .on(
                        "web/list/reservelistitemid",
                        "POST",
                        SiteRight.WRITE,
                        on((request, visitor, list) -> stores.lists()
                                .reserve(list)
                                .map(number -> RestAnswer.ofFunction("ReserveListItemId", "Edm.Int32", number))));
    }

    private void addContentTypes(RestRoutes routes) {
        routes.on(
                "web/list/contenttypes",
                "GET",
                SiteRight.READ,
                on((request, visitor, list) -> collections.answer(
                        request, "SP.ApiData.ContentTypes", List.of(ListEntityMapper.contentType(list)))));
    }

    /** Finds the list that a path names first. */
    RestRoutes.Handler on(Work work) {
        return (request, visitor) -> find(request, visitor).compose(list -> work.with(request, visitor, list));
    }

    private Future<WebList> find(RestRequest request, SiteCaller visitor) {
        ResourcePath.Key key = request.path().keys().get(0);
        String value = key.value().text();
        if (key.by().equals("id")) {
            return stores.lists()
                    .withId(visitor.site(), guid(value))
                    .map(found -> found.orElseThrow(RestError::noListId));
        }
        Future<Optional<WebList>> named = key.by().equals("title")
                ? stores.lists().titled(visitor.site(), value)
                : stores.lists()
                        .all(visitor.site())
                        .map(all -> all.stream()
                                .filter(list -> list.isAt(visitor.site().path(), value))
                                .findFirst());
        return named.map(found ->
                found.orElseThrow(() -> RestError.noList(value, visitor.site().url(host))));
    }

    /** A GUID as the stores have it: in small letters, without braces. */
    static String guid(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("[{}]", "");
    }

    private Future<RestAnswer> add(RestRequest request, SiteCaller visitor) {
        EntityBody body = EntityBody.of(request, TYPE, TYPE::equals).with(WRITABLE);
        ListKind kind = ListKind.numbered(body.number("BaseTemplate").orElse(ListKind.CUSTOM.baseTemplate))
                .orElseThrow(RestError::argument);
        WebList.Settings settings = settings(body, new WebList.Settings("", "", false, false, false, true));
        return stores.lists()
                .all(visitor.site())
                .compose(before -> stores.schemas().add(visitor.site(), kind, settings))
                .map(added -> {
                    RestEntity entity = entity(added.orElseThrow(RestError::listExists), visitor);
                    return RestAnswer.created(entity, visitor.site().url(host) + "/_api/" + entity.link());
                });
    }

    private Future<RestAnswer> change(RestRequest request, SiteCaller visitor, WebList list) {
        request.requireMatch(list.etag());
        EntityBody body = EntityBody.of(request, TYPE, TYPE::equals).with(WRITABLE);
        WebList.Settings settings = settings(body, list.settings());
        if (body.number("BaseTemplate")
                .filter(number -> number != list.kind().baseTemplate)
                .isPresent()) {
            throw RestError.argument();
        }
        return stores.lists()
                .titled(visitor.site(), settings.title())
                .compose(other -> {
                    if (other.filter(found -> !found.id().equals(list.id())).isPresent()) {
                        throw RestError.listExists();
                    }
                    return stores.schemas().change(list, settings);
                })
                .map(ListResource::changed);
    }

    /** The answer to a change of a list, which somebody else may have changed meanwhile. */
    static RestAnswer changed(boolean done) {
        if (!done) {
            throw RestError.conflict();
        }
        return RestAnswer.changed(null);
    }

    private static WebList.Settings settings(EntityBody body, WebList.Settings before) {
        body.flag("AllowContentTypes"); // Which every list allows.
        if (Stream.of("IrmEnabled", "IrmExpire", "IrmReject")
                .anyMatch(name -> body.flag(name).orElse(false))) {
            throw RestError.rightsManagement();
        }
        String title = title(body, before.title());
        return new WebList.Settings(
                title,
                body.text("Description").orElse(before.description()),
                body.flag("ContentTypesEnabled").orElse(before.contentTypesEnabled()),
                body.flag("Hidden").orElse(before.hidden()),
                body.flag("NoCrawl").orElse(before.noCrawl()),
                body.flag("EnableAttachments").orElse(before.attachments()));
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
