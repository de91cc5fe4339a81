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
import org.s2slab.exchange.values.PropertySet;
import org.s2slab.store.ReadTransaction;

/**
 * A search among the stored items of a folder. What the database can restrict, sort and cut it does, so that an answer of
 * fifty items reads fifty; where a restriction or an order is beyond it, the items it leaves are read one batch after the
 * other, and no more than their numbers are kept.
 */
public record FolderSearch(ReadTransaction rx, Statement wanted, String order, Function<Item, PropertySet> show)
        implements PagedResult {
    /** Items read at a time where the database cannot decide by itself. */
    private static final int BATCH = 200;

    /** The items of a folder as a place to search in; associated ones or the others. */
    public static Statement place(Mailbox mailbox, String folder, boolean associated) {
        return new Statement(
                " FROM items i WHERE i.mailbox = ? AND i.folder = ? AND i.associated = ?",
                List.of(mailbox.id(), folder, associated ? 1 : 0));
    }

    /** Several folders as a place to search in, without what is associated. */
    static Statement place(Mailbox mailbox, List<String> folders) {
        return new Statement(
                " FROM items i WHERE i.mailbox = ? AND i.folder IN (SELECT value FROM json_each(?)) AND i.associated = 0",
                List.of(mailbox.id(), new JsonArray(folders).encode()));
    }

    /** Finds the items of a place that meet a restriction, in an order. */
    public static PagedResult in(
            ReadTransaction rx,
            Statement place,
            Restriction restriction,
            SortOrder order,
            Function<Item, PropertySet> show) {
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
        Statement count = new Statement("SELECT COUNT(*) AS number", List.of()).with("", wanted);
        return (int) rx.number(count.sql(), count.values().toArray());
    }

    @Override
    public List<PropertySet> slice(int from, int until) {
        return shown(numbers(new Statement(" LIMIT ? OFFSET ?", List.of(until - from, from))));
    }

    /** The query for the rows of a stretch of the result. */
    Statement page(Statement stretch) {
        return new Statement("SELECT i.number AS number", List.of())
                .with("", wanted)
                .with(order, stretch);
    }

    private List<Long> numbers(Statement stretch) {
        return page(stretch).list(rx, row -> row.integer("number"));
    }

    private Map<Long, Item> items(List<Long> numbers) {
        return ItemRowMapper.numbered(rx, numbers).stream()
                .collect(Collectors.toMap(Item::number, Function.identity()));
    }

    private List<PropertySet> shown(List<Long> numbers) {
        Map<Long, Item> items = items(numbers);
        return numbers.stream()
                .filter(items::containsKey)
                .map(number -> show.apply(items.get(number)))
                .toList();
    }

    /** An item that was looked at, as far as it must be remembered to sort it. */
    private record Kept(long number, PropertySet keys) {}

    private List<Long> sifted(Restriction restriction, SortOrder order) {
        List<Long> numbers = numbers(new Statement("", List.of()));
        List<Kept> kept = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += BATCH) {
            List<Long> batch = numbers.subList(from, Math.min(numbers.size(), from + BATCH));
            Map<Long, Item> items = items(batch);
            for (long number : batch) {
                Item item = items.get(number);
                PropertySet shown = item == null ? null : show.apply(item);
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
