package org.s2slab.sharepoint.sites;

import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;

/** Reads the change logs of lists and their webs. Database triggers write them in the transaction of a change. */
public record ListChangeStore(Clock clock) {
    /** The time for which a change stays in the log. */
    private static final Duration KEPT = Duration.ofDays(60);

    /** Maximum number of changes that one response contains. */
    private static final int MOST = 1000;

    /**
     * A change of a list or of one of its items.
     *
     * @param position the position in the log
     * @param web the id of the web
     * @param list the id of the list
     * @param item the number of the item, or null for the list
     * @param kind the number of SharePoint's enumeration ChangeType
     */
    public record Change(
            Position position,
            String web,
            String list,
            @Nullable Integer item,
            int kind) {}

    /**
     * A position in a change log.
     *
     * @param number the number of the change; negative if the position is only a time
     */
    public record Position(long number, Instant time) {}

    /**
     * The condition for changes.
     *
     * @param kinds the numbers of SharePoint's enumeration ChangeType
     * @param after the position after which the changes are
     * @param last the position of the last change
     */
    public record ChangeQuery(
            Switches<ChangeSubject> subjects, List<Integer> kinds, Optional<Position> after, Optional<Position> last) {
        /** What a change concerns. */
        public enum ChangeSubject {
            ITEMS,

            LIST
        }

        public boolean items() {
            return subjects.has(ChangeSubject.ITEMS);
        }

        public boolean list() {
            return subjects.has(ChangeSubject.LIST);
        }
    }

    /** The time at which the change logs begin. */
    public Instant start() {
        return clock.instant().minus(KEPT);
    }

    /**
     * The matching changes of lists or of all lists of webs, oldest first, at most 1,000.
     *
     * @param ofLists whether the ids are ids of lists
     */
    public List<Change> of(ReadTransaction rx, boolean ofLists, List<String> ids, ChangeQuery requested) {
        return rx.list(
                "SELECT number, item, kind, changed_at, list_id, site_id FROM list_changes WHERE "
                        + (ofLists ? "list_id" : "site_id") + " IN (SELECT value FROM json_each(?))"
                        + " AND (item IS NULL AND ? = 1 OR item IS NOT NULL AND ? = 1)"
                        + " AND kind IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) AND changed_at >= ?"
                        + " AND number > ? AND changed_at >= ? AND number <= ? AND changed_at <= ?"
                        + " ORDER BY number LIMIT ?",
                ListChangeStore::change,
                new JsonArray(ids).encode(),
                requested.list() ? 1 : 0,
                requested.items() ? 1 : 0,
                new JsonArray(requested.kinds()).encode(),
                start().getEpochSecond(),
                number(requested.after(), 0),
                time(requested.after(), 0),
                number(requested.last(), Long.MAX_VALUE),
                time(requested.last(), Long.MAX_VALUE),
                MOST);
    }

    private static long number(Optional<Position> position, long without) {
        return position.map(Position::number).filter(number -> number >= 0).orElse(without);
    }

    /** The time of a position without a number. A position with a number needs no time. */
    private static long time(Optional<Position> position, long without) {
        return position.filter(one -> one.number() < 0)
                .map(one -> one.time().getEpochSecond())
                .orElse(without);
    }

    private static Change change(ResultRow row) {
        String item = row.optionalText("item");
        return new Change(
                new Position(row.integer("number"), Instant.ofEpochSecond(row.integer("changed_at"))),
                row.text("site_id"),
                row.text("list_id"),
                item == null ? null : Integer.valueOf(item),
                (int) row.integer("kind"));
    }
}
