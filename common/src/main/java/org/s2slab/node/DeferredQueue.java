package org.s2slab.node;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.Database;
import org.s2slab.store.ResultRow;
import org.s2slab.trace.DeferredWork;

/**
 * A table of deferred work as administrators see it. A node does this work after its response to a request. The table
 * has the columns {@code cause}, the {@code traceparent} value of that request or NULL, and {@code last_error}.
 */
public final class DeferredQueue {
    private final Database database;
    private final String work;
    private final String rows;
    private final Columns columns;
    private final Supplier<Due> due;

    /**
     * The columns of times, in seconds since 1970.
     *
     * @param since the time at which the work was recorded
     * @param next the time of the next attempt
     * @param failures the number of failed attempts
     */
    public record Columns(String since, String next, String failures) {}

    /**
     * The condition of rows that are in progress or will start without another event. The other rows wait for a retry.
     *
     * @param condition of such a row
     * @param values of the parameters in the condition
     * @param restsUntil the end of a pause of the whole queue, or null
     */
    public record Due(
            String condition,
            List<? extends @Nullable Object> values,
            @Nullable Instant restsUntil) {}

    /**
     * Creates the view of a queue; reads nothing yet.
     *
     * @param work the kind of work, in a few words
     * @param rows the table, with a condition if it also has rows that do not wait
     * @param due called at each reading
     */
    public DeferredQueue(Database database, String work, String rows, Columns columns, Supplier<Due> due) {
        this.database = database;
        this.work = work;
        this.rows = rows;
        this.columns = columns;
        this.due = due;
    }

    /** The kind of work, in a few words. */
    String work() {
        return work;
    }

    /** Counts the waiting work by the trace of the requests that caused it; reads the table once. */
    public Future<List<DeferredWork>> byCause() {
        Due now = due.get();
        return database.read(rx -> rx.list(
                "SELECT SUBSTR(cause, 4, 32) AS trace_id, COUNT(*) AS size, " + sumOf(now)
                        + " AS due, MAX(last_error) AS last_error FROM " + rows + " GROUP BY SUBSTR(cause, 4, 32)",
                this::work,
                now.values().toArray()));
    }

    private static String sumOf(Due now) {
        return "SUM(CASE WHEN " + now.condition() + " THEN 1 ELSE 0 END)";
    }

    private DeferredWork work(ResultRow row) {
        int ready = (int) row.integer("due");
        return new DeferredWork(
                work,
                row.optionalText("trace_id"),
                ready,
                (int) row.integer("size") - ready,
                row.optionalText("last_error"));
    }

    /** The waiting work as a whole, with its age and the error of the latest attempt. */
    Future<QueueState> state() {
        Due now = due.get();
        return database.read(rx -> rx.first(
                        "SELECT COUNT(*) AS size, " + sumOf(now) + " AS due, MIN(" + columns.since()
                                + ") AS oldest, MIN(CASE WHEN " + columns.failures() + " > 0 THEN " + columns.next()
                                + " END) AS next_attempt, (SELECT last_error FROM (SELECT * FROM " + rows
                                + ") AS failed WHERE last_error IS NOT NULL ORDER BY " + columns.next()
                                + " DESC LIMIT 1) AS last_error FROM " + rows,
                        row -> state(row, now.restsUntil()),
                        now.values().toArray())
                .orElseThrow());
    }

    private QueueState state(ResultRow row, @Nullable Instant restsUntil) {
        Instant next = row.moment("next_attempt");
        return new QueueState(
                work,
                (int) row.integer("size"),
                (int) row.integer("due"),
                row.moment("oldest"),
                next != null && restsUntil != null && restsUntil.isAfter(next) ? restsUntil : next,
                row.optionalText("last_error"));
    }
}
