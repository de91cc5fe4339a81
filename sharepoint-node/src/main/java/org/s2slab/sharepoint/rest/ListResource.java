package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.sharepoint.sites.ListItem;
import org.s2slab.sharepoint.sites.ListQuery;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.WebList;

/** The REST resource {@code web/lists}: the lists of a web and the items in them. */
record ListResource(ListStore lists, String host) {
    private static final Pattern LISTS = Pattern.compile("(?i)web/lists/?");
    private static final Pattern LIST = Pattern.compile(
            "(?i)web/lists(?:/getbytitle\\('([^']*+(?:''[^']*+)*+)'\\)|/getbyid\\('([0-9a-f-]{36})'\\)|\\(guid'([0-9a-f-]{36})'\\))(?:/(items)(?:\\(([0-9]{1,9})\\))?)?/?");

    static boolean serves(String resource) {
        return LISTS.matcher(resource).matches() || LIST.matcher(resource).matches();
    }

    Future<RestAnswer> answer(RestRequest request, SiteCaller visitor) {
        if (LISTS.matcher(request.resource()).matches()) {
            only(request, "GET");
            return lists.all(visitor.site())
                    .map(all -> RestAnswer.page(
                            "SP.ApiData.Lists",
                            all.stream().map(RestEntityMapper::list).toList(),
                            null));
        }
        Matcher named = LIST.matcher(request.resource());
        if (!named.matches()) {
            throw RestError.noResource(request.resource());
        }
        return list(named, visitor).compose(list -> {
            if (named.group(4) == null) {
                only(request, "GET");
                return Future.succeededFuture(RestAnswer.of(
                        RestEntityMapper.list(list).only(request.query().onlySelected())));
            }
            return named.group(5) == null
                    ? items(request, list, visitor)
                    : item(request, list, Integer.parseInt(named.group(5)), visitor);
        });
    }

    private Future<WebList> list(Matcher named, SiteCaller visitor) {
        if (named.group(1) != null) {
            String title = named.group(1).replace("''", "'");
            return lists.titled(visitor.site(), title)
                    .map(found -> found.orElseThrow(
                            () -> RestError.noList(title, visitor.site().url(host))));
        }
        String id = (named.group(2) == null ? named.group(3) : named.group(2)).toLowerCase(java.util.Locale.ROOT);
        return lists.withId(visitor.site(), id)
                .map(found -> found.orElseThrow(
                        () -> RestError.noList(id, visitor.site().url(host))));
    }

    private Future<RestAnswer> items(RestRequest request, WebList list, SiteCaller visitor) {
        if (request.method().equals("POST")) {
            JsonObject fields = new ListFieldParser(list.kind()).read(request.body(), request.sendsVerbose());
            return lists.add(list, fields, visitor.number()).map(item -> {
                RestEntity entity = RestEntityMapper.item(list, item);
                return RestAnswer.created(entity, visitor.site().url(host) + "/_api/" + entity.link());
            });
        }
        only(request, "GET");
        ODataQuery query = request.query();
        ODataOrderBy order = ODataOrderBy.of(list.kind(), query.orderBy());
        ODataFilter.Condition wanted =
                ODataFilter.of(list.kind(), query.filter()).and(order.behind(query.skipToken()));
        ListQuery asked = new ListQuery(wanted.sql(), wanted.values(), order.sqlKeys(), order.sqlOrder());
        // One item more than requested tells whether there is another page.
        return lists.items(list, asked, query.top() + 1).map(found -> {
            List<ListStore.Sorted> page = found.subList(0, Math.min(found.size(), query.top()));
            String address = visitor.site().url(host) + "/_api/"
                    + RestEntityMapper.list(list).link() + "/items";
            String next = null;
            if (found.size() > page.size()) {
                ListStore.Sorted last = page.get(page.size() - 1);
                next = query.next(address, order.token(last.keys(), last.item().number()));
            }
            return RestAnswer.page(
                    "SP.ListData." + list.kind().title + "ListItems",
                    page.stream()
                            .map(one -> RestEntityMapper.item(list, one.item()).only(query.select()))
                            .toList(),
                    next);
        });
    }

    private Future<RestAnswer> item(RestRequest request, WebList list, int number, SiteCaller visitor) {
        return lists.item(list, number)
                .map(found -> found.orElseThrow(RestError::noItem))
                .compose(item -> switch (request.method()) {
                    case "GET" ->
                        Future.succeededFuture(RestAnswer.of(RestEntityMapper.item(list, item)
                                .only(request.query().onlySelected())));
                    case "MERGE", "PATCH" ->
                        change(request, list, item, item.fields().copy(), visitor);
                    case "PUT" -> change(request, list, item, onlyMark(item), visitor);
                    case "DELETE" -> {
                        requireMatch(request, item);
                        yield lists.remove(list, number).map(RestAnswer.removed());
                    }
                    default -> throw RestError.method(request.method());
                });
    }

    private Future<RestAnswer> change(
            RestRequest request, WebList list, ListItem item, JsonObject before, SiteCaller visitor) {
        requireMatch(request, item);
        JsonObject fields =
                before.mergeIn(new ListFieldParser(list.kind()).read(request.body(), request.sendsVerbose()));
        return lists.change(list, item, fields, visitor.number())
                .map(changed -> RestAnswer.changed(changed.orElseThrow(() -> RestError.stale(item.etag(), "another"))
                        .etag()));
    }

    private static JsonObject onlyMark(ListItem item) {
        String mark = item.fields().getString(ListStore.MARK);
        return mark == null ? new JsonObject() : new JsonObject().put(ListStore.MARK, mark);
    }

    private static void requireMatch(RestRequest request, ListItem item) {
        String given = request.header("IF-MATCH");
        if (given == null) {
            throw RestError.query("The header IF-MATCH is needed: the ETag of the item, or * for any.");
        }
        if (!given.equals("*") && !given.equals(item.etag())) {
            throw RestError.stale(given, item.etag());
        }
    }

    private static void only(RestRequest request, String method) {
        if (!request.method().equals(method)) {
            throw RestError.method(request.method());
        }
    }
}
