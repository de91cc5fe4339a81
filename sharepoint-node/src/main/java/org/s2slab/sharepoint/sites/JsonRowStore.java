package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.store.Database;

/** Lets the database filter and sort objects that are in no table, with the conditions of {@link ListQuery}. */
public record JsonRowStore(Database database) {
    /** The positions of the objects that match, in the order of the query. */
    public Future<List<Integer>> matching(JsonArray rows, ListQuery query) {
        List<Object> values = new ArrayList<>(List.of(rows.encode()));
        values.addAll(query.values());
        String order = Stream.concat(query.order().stream(), Stream.of("key")).collect(Collectors.joining(", "));
        return database.list(
                "SELECT key FROM json_each(?) WHERE " + query.condition() + " ORDER BY " + order,
                row -> row.getInteger(0),
                values.toArray());
    }
}
