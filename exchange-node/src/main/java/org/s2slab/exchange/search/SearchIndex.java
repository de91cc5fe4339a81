package org.s2slab.exchange.search;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;

/**
 * Finds items by keyword queries, in all mailboxes and folders. Words are looked up in the full-text index. If the
 * query begins with words, the search starts with the index.
 */
public final class SearchIndex {
    /** The time at which an item was received, in epoch seconds, as an SQL expression on the row {@code i}. */
    public static final String CAME = KeywordQuery.Measure.RECEIVED.sql();

    private static final String IN_MAILBOXES = "i.mailbox IN (SELECT value FROM json_each(?))";
    private static final String SIZE = KeywordQuery.Measure.SIZE.sql();

    /** SQL that groups the copies of one item in several mailboxes. */
    private static final String SAME = " GROUP BY LOWER(i.class), i.subject, " + SearchColumn.sql("query:sender") + ", "
            + KeywordQuery.Measure.SENT.sql() + ", i.text";

    /**
     * The number and the total size of the hits in a mailbox.
     *
     * @param size in bytes
     */
    public record Count(String mailbox, int items, long size) {}

    /** An SQL statement and its parameters. */
    public record Statement(String sql, List<Object> values) {
        /** Appends the given SQL text, and after it the text and parameters of another statement. */
        public Statement with(String more, Statement other) {
            return with(more + other.sql, other.values.toArray());
        }

        /** Executes this statement as a query, and converts each row to a value. */
        public <T> List<T> list(ReadTransaction rx, Function<ResultRow, T> read) {
            return rx.list(sql, read, values.toArray());
        }

        /** Appends SQL and its parameters. */
        public Statement with(String more, Object... others) {
            List<Object> all = new ArrayList<>(values);
            Collections.addAll(all, others);
            return new Statement(sql + more, all);
        }
    }

    /** The number of hits in each mailbox with hits. With {@code distinct}, copies in several mailboxes count once. */
    public List<Count> count(ReadTransaction rx, MailboxSearchScope scope, KeywordQuery query, boolean distinct) {
        Statement hits = hits(scope, query, distinct);
        return new Statement(
                        "SELECT i.mailbox AS mailbox, COUNT(*) AS number, SUM(" + SIZE + ") AS bytes FROM ("
                                + hits.sql() + ") h CROSS JOIN items i WHERE i.number = h.number GROUP BY i.mailbox",
                        hits.values())
                .list(rx, row -> new Count(row.text("mailbox"), (int) row.integer("number"), row.integer("bytes")));
    }

    /** One page of the sorted hits. Fails with {@link QuerySyntaxException} for an invalid reference. */
    public List<SearchHit> page(
            ReadTransaction rx,
            MailboxSearchScope scope,
            KeywordQuery query,
            boolean distinct,
            SearchHitPageRequest page) {
        List<SearchHit> found = new ArrayList<>(page(scope, query, distinct, page)
                .list(rx, row -> new SearchHit(row.integer("number"), String.valueOf(row.optionalText("sort_key")))));
        if (!page.forward()) {
            Collections.reverse(found);
        }
        return found;
    }

    static Statement page(MailboxSearchScope scope, KeywordQuery query, boolean distinct, SearchHitPageRequest page) {
        boolean down = page.descending() == page.forward();
        String key = page.order().expression();
        Statement hits = hits(scope, query, distinct);
        Statement requested = new Statement(
                "SELECT i.number AS number, " + key + " AS sort_key FROM (" + hits.sql()
                        + ") h CROSS JOIN items i WHERE i.number = h.number",
                hits.values());
        if (page.reference() != null) {
            SearchHit last = SearchHit.referred(page.reference(), page.order())
                    .orElseThrow(() -> new QuerySyntaxException(1, "the page item reference is none of this order."));
            requested = requested.with(
                    " AND (" + key + ", i.number) " + (down ? "<" : ">") + " (?, ?)",
                    last.value(page.order()),
                    last.number());
        }
        String direction = down ? " DESC" : "";
        return requested.with(" ORDER BY sort_key" + direction + ", i.number" + direction + " LIMIT ?", page.size());
    }

    /** A query as an SQL condition on the row {@code i} of the table of items. */
    public static Statement condition(KeywordQuery query) {
        SqlSearchCondition condition = SqlSearchCondition.of(query);
        List<Object> values = new ArrayList<>();
        condition.match().ifPresent(values::add);
        values.addAll(condition.values());
        return new Statement(
                condition
                                .match()
                                .map(match -> SqlSearchCondition.IN_INDEX + " AND ")
                                .orElse("")
                        + condition.rest(),
                values);
    }

    private static Statement hits(MailboxSearchScope scope, KeywordQuery query, boolean distinct) {
        SqlSearchCondition condition = SqlSearchCondition.of(query);
        List<Object> values = new ArrayList<>();
        // CROSS JOIN makes SQLite start with the full-text index, because words select the fewest rows.
        String from = condition.match().isPresent()
                ? " FROM item_text(?) t CROSS JOIN items i WHERE i.number = t.rowid AND "
                : " FROM items i WHERE ";
        condition.match().ifPresent(values::add);
        String place = place(scope, values);
        values.addAll(condition.values());
        String sql = "SELECT " + (distinct ? "MIN(i.number)" : "i.number") + " AS number" + from + place
                + " AND i.associated = 0 AND " + condition.rest() + (distinct ? SAME : "");
        return new Statement(sql, values);
    }

    private static String place(MailboxSearchScope scope, List<Object> values) {
        values.add(new JsonArray(scope.primary()).encode());
        if (scope.primary().equals(scope.archives())) {
            return IN_MAILBOXES;
        }
        values.add(new JsonArray(scope.archives()).encode());
        return "((" + IN_MAILBOXES + " AND NOT " + FolderStore.IN_ARCHIVE + ") OR (" + IN_MAILBOXES + " AND "
                + FolderStore.IN_ARCHIVE + "))";
    }
}
