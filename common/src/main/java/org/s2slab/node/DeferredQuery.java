package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.s2slab.store.Database;
import org.s2slab.trace.DeferredWork;

/**
 * Counts what waits in the table of a queue, by the trace of the requests that caused it. The table has the columns
 * {@code cause}, the {@code traceparent} value of that request or NULL, and {@code last_error}.
 */
public final class DeferredQuery {
    private DeferredQuery() {}

    /**
     * Reads the table once.
     *
     * @param work what waits there, in a few words
     * @param from the table, with a condition where not all of its rows wait
     * @param due the condition of a row that is under way or begins without anything else happening; the others rest
     * @param values of the parameters in {@code due} and {@code from}, in this order
     */
    public static Future<List<DeferredWork>> count(
            Database database, String work, String from, String due, Tuple values) {
        return database.pool()
                .preparedQuery("SELECT SUBSTR(cause, 4, 32) AS trace_id, COUNT(*) AS size,"
                        + " SUM(CASE WHEN " + due + " THEN 1 ELSE 0 END) AS due, MAX(last_error) AS last_error"
                        + " FROM " + from + " GROUP BY SUBSTR(cause, 4, 32)")
                .execute(values)
                .map(rows -> rows.stream().map(row -> work(work, row)).toList());
    }

    private static DeferredWork work(String work, Row row) {
        int due = row.getInteger("due");
        return new DeferredWork(
                work, row.getString("trace_id"), due, row.getInteger("size") - due, row.getString("last_error"));
    }
}
