package org.s2slab.sharepoint.rest;

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
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The REST resource {@code web/lists(...)/items}: the items of a list. */
record ItemResource(RestEndpoint.Stores stores, ListResource lists, UserResource users, String host) {
    /** An operation on the item that was found. */
    interface Work<T extends ReadTransaction> {
        RestAnswer with(T tx, RestRequest request, SiteCaller visitor, WebList list, ListItem item);
    }

    void addTo(RestRoutes routes) {
        routes.get("web/list/items", lists.on(this::all))
                .on("web/list/items", "POST", SiteRight.WRITE, lists.on(this::add))
                .get(
                        "web/list/item",
                        on((rx, request, visitor, list, item) ->
                                RestAnswer.of(shown(rx, request.query().onlySelected(), list, List.of(item), visitor)
                                        .get(0))))
                .on(
                        "web/list/item",
                        "MERGE PATCH",
                        SiteRight.WRITE,
                        on((tx, request, visitor, list, item) ->
                                change(tx, request, list, item, item.fields().copy(), visitor)))
                .on(
                        "web/list/item",
                        "PUT",
                        SiteRight.WRITE,
                        on((tx, request, visitor, list, item) ->
                                change(tx, request, list, item, onlyMark(item), visitor)))
                .on("web/list/item", "DELETE", SiteRight.WRITE, on((tx, request, visitor, list, item) -> {
                    request.requireMatch(item.etag());
                    stores.lists().remove(tx, list, item.number());
                    return RestAnswer.removed();
                }));
        addFunctions(routes);
        addRelated(routes);
    }

    private void addFunctions(RestRoutes routes) {
        routes.on(
                        "web/list/item/recycle",
                        "POST",
                        SiteRight.WRITE,
                        on((tx, request, visitor, list, item) -> RestAnswer.ofFunction(
                                "Recycle",
                                "Edm.Guid",
                                stores.recycled()
                                        .put(tx, list, item, visitor.number())
                                        .orElseThrow(RestError::noItem))))
                .on("web/list/item/deleteobject", "POST", SiteRight.WRITE, on((tx, request, visitor, list, item) -> {
                    stores.lists().remove(tx, list, item.number());
                    return RestAnswer.done("DeleteObject");
                }))
                .on("web/list/item/deletewithparameters", "POST", SiteRight.WRITE, on(this::deleteWith));
        for (String view : List.of("AsText", "AsHtml", "ForEdit")) {
            routes.get(
                    "web/list/item/fieldvalues" + view.toLowerCase(Locale.ROOT),
                    on((rx, request, visitor, list, item) ->
                            WebResource.one(request, RestEntityMapper.texts(list, item, view))));
        }
        for (String permissions : List.of("", "forui")) {
            routes.get(
                    "web/list/item/effectivebasepermissions" + permissions,
                    on((rx, request, visitor, list, item) -> WebResource.permissions(rx, request, visitor)));
        }
    }

    private void addRelated(RestRoutes routes) {
        routes.get(
                        "web/list/item/parentlist",
                        on((rx, request, visitor, list, item) -> WebResource.one(request, lists.entity(list, visitor))))
                .get(
                        "web/list/item/versions",
                        on((rx, request, visitor, list, item) -> lists.collections()
                                .answer(
                                        rx,
                                        request,
                                        "SP.ApiData.ListItemVersions",
                                        List.of(RestEntityMapper.version(list, item)))))
                .get("web/list/item/version", on((rx, request, visitor, list, item) -> {
                    RestEntity version = RestEntityMapper.version(list, item);
                    String requested = request.path().keys().get(2).value().text();
                    if (!requested.equals(String.valueOf(version.properties().getValue("VersionId")))) {
                        throw RestError.noItem();
                    }
                    return WebResource.one(request, version);
                }));
    }

    /** Deletes an item. Items are never locked, so the parameters about locks have no effect. */
    private RestAnswer deleteWith(
            WriteTransaction tx, RestRequest request, SiteCaller visitor, WebList list, ListItem item) {
        EntityBody.ofFunction(request)
                .part("parameters", "SP.ListItemDeleteParameters")
                .orElseThrow(RestError::argument)
                .with(Set.of("BypassSharedLock"))
                .flag("BypassSharedLock");
        stores.lists().remove(tx, list, item.number());
        return RestAnswer.done("DeleteWithParameters");
    }

    /** Finds the item that a path names. */
    <T extends ReadTransaction> RestRoutes.Handler<T> on(Work<T> work) {
        return lists.on((tx, request, visitor, list) -> {
            ResourcePath.Key key = request.path().keys().get(1);
            // A number that no item can have is treated like the number of a missing item.
            int number = key.value().text().matches("[0-9]{1,9}")
                    ? Integer.parseInt(key.value().text())
                    : 0;
            return work.with(
                    tx, request, visitor, list, ListStore.item(tx, list, number).orElseThrow(RestError::noItem));
        });
    }

    private RestAnswer all(ReadTransaction rx, RestRequest request, SiteCaller visitor, WebList list) {
        ODataQuery query = request.query();
        int top = query.top().orElse(ODataQuery.PAGE);
        Function<String, ItemColumn> columns = ItemColumn.of(list);
        ODataOrderBy order = ODataOrderBy.of(columns, query.orderBy());
        ODataFilter.Condition requested =
                ODataFilter.of(columns, query.filter()).and(order.behind(query.skipToken()));
        ListQuery asked = new ListQuery(requested.sql(), requested.values(), order.sqlKeys(), order.sqlOrder());
        // One item more than requested shows whether there is another page.
        List<ListStore.Sorted> found = ListStore.items(rx, list, asked, top + 1);
        List<ListStore.Sorted> page = found.subList(0, Math.min(found.size(), top));
        String address = visitor.site().url(host) + "/_api/" + RestEntityMapper.link(list) + "/items";
        ListStore.Sorted last = found.size() > page.size() ? page.get(page.size() - 1) : null;
        String next = last == null
                ? null
                : query.next(address, order.token(last.keys(), last.item().number()));
        return RestAnswer.page(
                "SP.ListData." + list.name() + "ListItems",
                shown(rx, query, list, page.stream().map(ListStore.Sorted::item).toList(), visitor),
                next);
    }

    /** Items with the properties that a query selects and expands. */
    private List<RestEntity> shown(
            ReadTransaction rx, ODataQuery query, WebList list, List<ListItem> items, SiteCaller visitor) {
        Function<ListItem, Map<String, Optional<RestEntity>>> more = related(rx, query, list, items, visitor);
        // An item without values is included first, so that unknown names are refused even if no item matches.
        List<RestEntity> shown = Stream.concat(Stream.of(ListItem.BLANK), items.stream())
                .map(item ->
                        RestEntityMapper.item(list, item).with(more.apply(item)).only(query))
                .toList();
        return shown.subList(1, shown.size());
    }

    /** Returns a function for an item's expanded entities: its author, editor, list and attachments. */
    private Function<ListItem, Map<String, Optional<RestEntity>>> related(
            ReadTransaction rx, ODataQuery query, WebList list, List<ListItem> items, SiteCaller visitor) {
        Set<String> names =
                query.expand().stream().map(name -> name.split("/", 2)[0]).collect(Collectors.toSet());
        boolean withFiles = names.contains("AttachmentFiles");
        Map<Integer, RestEntity> known =
                names.contains("Author") || names.contains("Editor") ? users.people(rx, visitor.site()) : Map.of();
        Map<Integer, List<RestEntity>> attached =
                withFiles ? AttachmentResource.of(rx, list, items, visitor) : Map.of();
        RestEntity blank = AttachmentResource.entity(new AttachedFile(list, ListItem.BLANK, ""), visitor);
        Optional<RestEntity> parent = Optional.of(lists.entity(list, visitor));
        return item -> Map.of(
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
                        : Optional.empty());
    }

    private RestAnswer add(WriteTransaction tx, RestRequest request, SiteCaller visitor, WebList list) {
        JsonObject fields = new ListFieldParser(list).read(request);
        RestEntity entity = RestEntityMapper.item(list, stores.lists().add(tx, list, fields, visitor.number()));
        return RestAnswer.created(entity, visitor.site().url(host) + "/_api/" + entity.link());
    }

    private RestAnswer change(
            WriteTransaction tx,
            RestRequest request,
            WebList list,
            ListItem item,
            JsonObject before,
            SiteCaller visitor) {
        request.requireMatch(item.etag());
        JsonObject fields = before.mergeIn(new ListFieldParser(list).read(request));
        return RestAnswer.changed(stores.lists()
                .change(tx, list, item, fields, visitor.number())
                .orElseThrow(() -> RestError.stale(item.etag(), "another"))
                .etag());
    }

    private static JsonObject onlyMark(ListItem item) {
        String mark = item.fields().getString(ListStore.MARK);
        return mark == null ? new JsonObject() : new JsonObject().put(ListStore.MARK, mark);
    }
}
