package org.s2slab.exchange.search;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.store.ReadTransaction;

/**
 * Searches the stored items of a folder. If the database supports the restriction and the sort order, it also does the
 * paging, so that a response of fifty items reads fifty items. Otherwise the items are read in batches, and only their
 * row numbers stay in memory.
 */
public record FolderSearch(ReadTransaction rx, Statement requested, String order, Function<Item, ObjectProperties> show)
        implements SortedResult {
    /** The number of items per batch, for a search that the database cannot do alone. */
    private static final int BATCH = 200;

    /** The items of a folder, to be searched: only the associated items or only the others. */
    public static Statement place(Mailbox mailbox, String folder, boolean associated) {
        return new Statement(
                " FROM items i WHERE i.mailbox = ? AND i.folder = ? AND i.associated = ?",
                List.of(mailbox.id(), folder, associated ? 1 : 0));
    }

    /** The items of several folders, to be searched, without associated items. */
    static Statement place(Mailbox mailbox, List<String> folders) {
        return new Statement(
                " FROM items i WHERE i.mailbox = ? AND i.folder IN (SELECT value FROM json_each(?)) AND i.associated = 0",
                List.of(mailbox.id(), new JsonArray(folders).encode()));
    }

    /** Finds the items that meet a restriction, in a sort order. */
    public static SortedResult in(
            ReadTransaction rx,
            Statement place,
            Restriction restriction,
            SortOrder order,
            Function<Item, ObjectProperties> show) {
        String sorted = " ORDER BY "
                + order.sql()
                        .filter(keys -> !keys.isEmpty())
                        .map(keys -> keys + ", ")
                        .orElse("") + order.ties();
        FolderSearch search = new FolderSearch(rx, place.with(" AND ", restriction.sql()), sorted, show);
        return restriction.exact() && order.sql().isPresent()
                ? search
                : new Listed<>(search.sifted(restriction, order), search::shown);
    }

    @Override
    public int total() {
        Statement count = new Statement("SELECT COUNT(*) AS number", List.of()).with("", requested);
        return (int) rx.number(count.sql(), count.values().toArray());
    }

    @Override
    public List<ObjectProperties> slice(int from, int until) {
        return shown(numbers(new Statement(" LIMIT ? OFFSET ?", List.of(until - from, from))));
    }

    /** The query for the row numbers of one page of the result. */
    Statement page(Statement stretch) {
        return new Statement("SELECT i.number AS number", List.of())
                .with("", requested)
                .with(order, stretch);
    }

    private List<Long> numbers(Statement stretch) {
        return page(stretch).list(rx, row -> row.integer("number"));
    }

    private Map<Long, Item> items(List<Long> numbers) {
        return ItemRowMapper.numbered(rx, numbers).stream()
                .collect(Collectors.toMap(Item::number, Function.identity()));
    }

    private List<ObjectProperties> shown(List<Long> numbers) {
        Map<Long, Item> items = items(numbers);
        return numbers.stream()
                .filter(items::containsKey)
                .map(number -> show.apply(items.get(number)))
                .toList();
    }

    /** A matching item: its row number and the properties by which it is sorted. */
    private record Kept(long number, ObjectProperties keys) {}

    private List<Long> sifted(Restriction restriction, SortOrder order) {
        List<Long> numbers = numbers(new Statement("", List.of()));
        List<Kept> kept = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += BATCH) {
            List<Long> batch = numbers.subList(from, Math.min(numbers.size(), from + BATCH));
            Map<Long, Item> items = items(batch);
            for (long number : batch) {
                Item item = items.get(number);
                ObjectProperties shown = item == null ? null : show.apply(item);
                if (shown != null && restriction.rest().test(shown)) {
                    kept.add(new Kept(number, shown.only(order.paths())));
                }
            }
        }
        return kept.stream()
                .sorted((one, other) -> order.sql().isPresent() ? 0 : order.compare(one.keys(), other.keys()))
                .map(Kept::number)
                .toList();
    }
}
