package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.s2slab.sharepoint.sites.JsonRowQuery;
import org.s2slab.sharepoint.sites.ListQuery;
import org.s2slab.store.ReadTransaction;

/**
 * Applies {@code $filter}, {@code $orderby}, {@code $skip}, {@code $top} and {@code $select} to entities in memory.
 *
 * @param host the host of the first web application, for parts of batches, which have no host of their own
 */
record EntityCollections(String host) {
    /** @param set the name of the set in the response */
    RestAnswer answer(ReadTransaction rx, RestRequest request, String set, List<RestEntity> entities) {
        ODataQuery query = request.query();
        List<Integer> positions = matching(rx, query, entities);
        int end = query.skip() + ODataQuery.MOST;
        // The product has no pages here. Without $top, the lab makes pages of more objects than a list view may have.
        boolean more = query.top().isEmpty() && positions.size() > end;
        return RestAnswer.page(
                set,
                positions.stream()
                        .skip(query.skip())
                        .limit(query.top().orElse(ODataQuery.MOST))
                        .map(position -> entities.get(position).only(query))
                        .toList(),
                more ? request.behind(request.host(host), end) : null);
    }

    private static List<Integer> matching(ReadTransaction rx, ODataQuery query, List<RestEntity> entities) {
        if (entities.isEmpty() || (query.filter().isEmpty() && query.orderBy().isEmpty())) {
            return IntStream.range(0, entities.size()).boxed().toList();
        }
        Function<String, ItemColumn> columns = ItemColumn.of(example(entities));
        ODataFilter.Condition requested = ODataFilter.of(columns, query.filter());
        ODataOrderBy order = ODataOrderBy.of(columns, query.orderBy());
        JsonArray values = new JsonArray();
        entities.forEach(entity -> values.add(entity.properties()));
        return JsonRowQuery.matching(
                rx, values, new ListQuery(requested.sql(), requested.values(), order.sqlKeys(), order.sqlOrder()));
    }

    /**
     * An object that has each property of the entities with an example value. The example value shows the type of the
     * property.
     */
    private static JsonObject example(List<RestEntity> entities) {
        JsonObject example = new JsonObject();
        entities.forEach(entity -> entity.properties().forEach(property -> {
            if (property.getValue() != null) {
                example.put(property.getKey(), property.getValue());
            }
        }));
        return example;
    }
}
