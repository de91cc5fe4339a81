package org.s2slab.sharepoint.sites;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.store.ReadTransaction;

/** Filters and sorts objects that are not in a table, by the database and with the conditions of {@link ListQuery}. */
public final class JsonRowQuery {
    private JsonRowQuery() {}

    /** The positions of the matching objects, in the order of the query. */
    public static List<Integer> matching(ReadTransaction rx, JsonArray rows, ListQuery query) {
        List<Object> values = new ArrayList<>(List.of(rows.encode()));
        values.addAll(query.values());
        String order =
                Stream.concat(query.order().stream(), Stream.of("position")).collect(Collectors.joining(", "));
        return rx.list(
                "SELECT CAST(key AS INTEGER) AS position, value FROM json_each(?) WHERE " + query.condition()
                        + " ORDER BY " + order,
                row -> (int) row.integer("position"),
                values.toArray());
    }
}
