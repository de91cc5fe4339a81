package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.sharepoint.sites.AttachedFile;
import org.s2slab.sharepoint.sites.ListItem;
import org.s2slab.sharepoint.sites.ListQuery;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.WebList;

/** The REST resource {@code web/lists(...)/items}: the items of a list. */
record ItemResource(RestEndpoint.Stores stores, ListResource lists, UserResource users, String host) {
    /** What is done with an item after it was found. */
    interface Work {
        Future<RestAnswer> with(RestRequest request, SiteCaller visitor, WebList list, ListItem item);
    }

    void addTo(RestRoutes routes) {
        routes.on("web/list/items", "GET", SiteRight.READ, lists.on(this::all))
                .on("web/list/items", "POST", SiteRight.WRITE, lists.on(this::add))
                .on("web/list/item", "GET", SiteRight.READ, on((request, visitor, list, item) -> {
                    ODataQuery query = request.query().onlySelected();
                    return shown(query, list, List.of(item), visitor).map(shown -> RestAnswer.of(shown.get(0)));
                }))
                .on(
                        "web/list/item",
                        "MERGE PATCH",
                        SiteRight.WRITE,
                        on((request, visitor, list, item) ->
                                change(request, list, item, item.fields().copy(), visitor)))
                .on(
                        "web/list/item",
                        "PUT",
                        SiteRight.WRITE,
                        on((request, visitor, list, item) -> change(request, list, item, onlyMark(item), visitor)))
                .on("web/list/item", "DELETE", SiteRight.WRITE, on((request, visitor, list, item) -> {
                    request.requireMatch(item.etag());
                    return stores.lists().remove(list, item.number()).map(RestAnswer.removed());
                }));
        addFunctions(routes);
    }

    private void addFunctions(RestRoutes routes) {
        routes.on(
                        "web/list/item/recycle",
                        "POST",
                        SiteRight.WRITE,
                        on((request, visitor, list, item) -> stores.recycled()
                                .put(list, item, visitor.number())
                                .map(id -> RestAnswer.ofFunction(
                                        "Recycle", "Edm.Guid", id.orElseThrow(RestError::noItem)))))
                .on(
                        "web/list/item/deleteobject",
                        "POST",
                        SiteRight.WRITE,
                        on((request, visitor, list, item) ->
                                stores.lists().remove(list, item.number()).map(RestAnswer.done("DeleteObject"))))
                .on("web/list/item/deletewithparameters", "POST", SiteRight.WRITE, on(this::deleteWith));
        for (String view : List.of("AsText", "AsHtml", "ForEdit")) {
            routes.on(
                    "web/list/item/fieldvalues" + view.toLowerCase(Locale.ROOT),
                    "GET",
                    SiteRight.READ,
                    on((request, visitor, list, item) ->
                            WebResource.one(request, RestEntityMapper.texts(list, item, view))));
        }
        for (String permissions : List.of("", "forui")) {
            routes.on(
                    "web/list/item/effectivebasepermissions" + permissions,
                    "GET",
                    SiteRight.READ,
                    on((request, visitor, list, item) -> WebResource.permissions(request, visitor)));
        }
        addRelated(routes);
    }

    private void addRelated(RestRoutes routes) {
        routes.on(
                        "web/list/item/parentlist",
                        "GET",
                        SiteRight.READ,
                        on((request, visitor, list, item) -> WebResource.one(request, lists.entity(list, visitor))))
                .on(
                        "web/list/item/versions",
                        "GET",
                        SiteRight.READ,
                        on((request, visitor, list, item) -> lists.collections()
                                .answer(
                                        request,
                                        "SP.ApiData.ListItemVersions",
                                        List.of(RestEntityMapper.version(list, item)))))
                .on("web/list/item/version", "GET", SiteRight.READ, on((request, visitor, list, item) -> {
                    RestEntity version = RestEntityMapper.version(list, item);
                    String wanted = request.path().keys().get(2).value().text();
                    if (!wanted.equals(String.valueOf(version.properties().getValue("VersionId")))) {
                        throw RestError.noItem();
                    }
                    return WebResource.one(request, version);
                }));
    }

    /** Deletes an item. No item is ever locked, so a lock is never in the way. */
    private Future<RestAnswer> deleteWith(RestRequest request, SiteCaller visitor, WebList list, ListItem item) {
        EntityBody.ofFunction(request)
                .part("parameters", "SP.ListItemDeleteParameters")
                .orElseThrow(RestError::argument)
                .with(Set.of("BypassSharedLock"))
                .flag("BypassSharedLock");
        return stores.lists().remove(list, item.number()).map(RestAnswer.done("DeleteWithParameters"));
    }

    /** Finds the item that a path names. */
    RestRoutes.Handler on(Work work) {
        return lists.on((request, visitor, list) -> {
            ResourcePath.Key key = request.path().keys().get(1);
            // A number that no item can have is as good as one that no item has.
            int number = key.value().text().matches("[0-9]{1,9}")
                    ? Integer.parseInt(key.value().text())
                    : 0;
            return stores.lists()
                    .item(list, number)
                    .compose(item -> work.with(request, visitor, list, item.orElseThrow(RestError::noItem)));
        });
    }

    private Future<RestAnswer> all(RestRequest request, SiteCaller visitor, WebList list) {
        ODataQuery query = request.query();
        int top = query.top().orElse(ODataQuery.PAGE);
        Function<String, ItemColumn> columns = ItemColumn.of(list);
        ODataOrderBy order = ODataOrderBy.of(columns, query.orderBy());
        ODataFilter.Condition wanted = ODataFilter.of(columns, query.filter()).and(order.behind(query.skipToken()));
        ListQuery asked = new ListQuery(wanted.sql(), wanted.values(), order.sqlKeys(), order.sqlOrder());
        // One item more than requested tells whether there is another page.
        return stores.lists().items(list, asked, top + 1).compose(found -> {
            List<ListStore.Sorted> page = found.subList(0, Math.min(found.size(), top));
            String address = visitor.site().url(host) + "/_api/" + RestEntityMapper.link(list) + "/items";
            ListStore.Sorted last = found.size() > page.size() ? page.get(page.size() - 1) : null;
            String next = last == null
                    ? null
                    : query.next(address, order.token(last.keys(), last.item().number()));
            return shown(query, list, page.stream().map(ListStore.Sorted::item).toList(), visitor)
                    .map(items -> RestAnswer.page("SP.ListData." + list.name() + "ListItems", items, next));
        });
    }

    /** Items with what a query selects and expands of them. */
    private Future<List<RestEntity>> shown(ODataQuery query, WebList list, List<ListItem> items, SiteCaller visitor) {
        return related(query, list, items, visitor).map(more -> {
            // An item without values refuses unknown names, also where there is no item.
            List<RestEntity> shown = Stream.concat(Stream.of(ListItem.BLANK), items.stream())
                    .map(item -> RestEntityMapper.item(list, item)
                            .with(more.apply(item))
                            .only(query))
                    .toList();
            return shown.subList(1, shown.size());
        });
    }

    /** Gives the entities that an item shows in full: its author, its editor, its list and its attachments. */
    private Future<Function<ListItem, Map<String, Optional<RestEntity>>>> related(
            ODataQuery query, WebList list, List<ListItem> items, SiteCaller visitor) {
        Set<String> names =
                query.expand().stream().map(name -> name.split("/", 2)[0]).collect(Collectors.toSet());
        boolean withFiles = names.contains("AttachmentFiles");
        Future<Map<Integer, RestEntity>> people = names.contains("Author") || names.contains("Editor")
                ? users.people(visitor.site())
                : Future.succeededFuture(Map.of());
        Future<Map<Integer, List<RestEntity>>> files = withFiles
                ? AttachmentResource.of(stores.attachments(), list, items, visitor)
                : Future.succeededFuture(Map.of());
        RestEntity blank = AttachmentResource.entity(new AttachedFile(list, ListItem.BLANK, ""), visitor);
        Optional<RestEntity> parent = Optional.of(lists.entity(list, visitor));
        return people.compose(known -> files.map(attached -> item -> Map.of(
                "Author",
                Optional.ofNullable(known.get(item.author())),
                "Editor",
                Optional.ofNullable(known.get(item.editor())),
                "ParentList",
                parent,
                "AttachmentFiles",
                withFiles
                        ? Optional.of(RestEntity.collection(
                                "Collection(SP.Attachment)", attached.getOrDefault(item.number(), List.of(blank))))
                        : Optional.empty())));
    }

    private Future<RestAnswer> add(RestRequest request, SiteCaller visitor, WebList list) {
        JsonObject fields = new ListFieldParser(list).read(request);
        return stores.lists().add(list, fields, visitor.number()).map(item -> {
            RestEntity entity = RestEntityMapper.item(list, item);
            return RestAnswer.created(entity, visitor.site().url(host) + "/_api/" + entity.link());
        });
    }

    private Future<RestAnswer> change(
            RestRequest request, WebList list, ListItem item, JsonObject before, SiteCaller visitor) {
        request.requireMatch(item.etag());
        JsonObject fields = before.mergeIn(new ListFieldParser(list).read(request));
        return stores.lists()
                .change(list, item, fields, visitor.number())
                .map(changed -> RestAnswer.changed(changed.orElseThrow(() -> RestError.stale(item.etag(), "another"))
                        .etag()));
    }

    private static JsonObject onlyMark(ListItem item) {
        String mark = item.fields().getString(ListStore.MARK);
        return mark == null ? new JsonObject() : new JsonObject().put(ListStore.MARK, mark);
    }
}
