package org.s2slab.exchange.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.PropertyComparator;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;

/**
 * Groups a search result by the value of one property. Groups are ordered by the smallest or largest value of another
 * property among their items.
 */
public record ItemGrouping(PropertyPath property, PropertyPath aggregateOn, Switches<GroupingOption> options) {
    /** A choice between two orders. */
    public enum GroupingOption {
        /** Groups are ordered by the largest value, and not by the smallest. */
        MAXIMUM,

        /** The order is descending, and not ascending. */
        DESCENDING
    }

    private record Group(@Nullable String rank, String index, List<ObjectProperties> items) {}

    /** The grouping of a search: by a property, or by conversation. Conversations are ordered by their newest item. */
    public static Optional<ItemGrouping> in(XmlElement search) {
        return search.child("GroupBy")
                .map(ItemGrouping::of)
                .or(() -> search.child("DistinguishedGroupBy")
                        .map(conversation -> new ItemGrouping(
                                PropertyPath.of("message:ConversationTopic"),
                                PropertyPath.of("item:DateTimeReceived"),
                                Switches.of(GroupingOption.MAXIMUM)
                                        .with(
                                                GroupingOption.DESCENDING,
                                                conversation
                                                        .attribute("Order", "")
                                                        .equals("Descending")))));
    }

    /**
     * Reads a {@code GroupBy} element.
     *
     * @throws EwsError for a property that does not support grouping
     */
    private static ItemGrouping of(XmlElement groupBy) {
        XmlElement aggregate = groupBy.child("AggregateOn").orElseThrow();
        PropertyPath property = groupable(groupBy);
        return new ItemGrouping(
                property,
                groupable(aggregate),
                Switches.<GroupingOption>of()
                        .with(
                                GroupingOption.MAXIMUM,
                                aggregate.attribute("Aggregate", "").equals("Maximum"))
                        .with(
                                GroupingOption.DESCENDING,
                                groupBy.attribute("Order", "").equals("Descending")));
    }

    private static PropertyPath groupable(XmlElement holder) {
        PropertyPath path = PropertyPath.in(holder).orElseThrow();
        SearchRules.requireSortable(path);
        return path;
    }

    /** Writes the {@code Groups} of a page of items. */
    void write(XmlWriter xml, List<ObjectProperties> items, ResponseShape shape) {
        xml.list(
                EwsNames.TYPES,
                "Groups",
                groups(items),
                group -> xml.open(EwsNames.TYPES, "GroupedItems")
                        .element(EwsNames.TYPES, "GroupIndex", group.index())
                        .list(EwsNames.TYPES, "Items", group.items(), item -> item.write(xml, shape))
                        .close());
    }

    private List<Group> groups(List<ObjectProperties> items) {
        Map<String, List<ObjectProperties>> byValue = new LinkedHashMap<>();
        for (ObjectProperties item : items) {
            String value = item.value(property);
            byValue.computeIfAbsent(value == null ? "" : value, key -> new ArrayList<>())
                    .add(item);
        }
        Comparator<Group> byRank =
                Comparator.comparing(Group::rank, Comparator.nullsFirst(PropertyComparator::compare));
        return byValue.entrySet().stream()
                .map(entry -> new Group(rank(entry.getValue()), entry.getKey(), entry.getValue()))
                .sorted(descending() ? byRank.reversed() : byRank)
                .toList();
    }

    private @Nullable String rank(List<ObjectProperties> items) {
        Comparator<String> order =
                maximum() ? PropertyComparator::compare : Collections.reverseOrder(PropertyComparator::compare);
        return items.stream()
                .flatMap(item -> item.comparable(aggregateOn).stream())
                .max(order)
                .orElse(null);
    }

    public boolean maximum() {
        return options.has(GroupingOption.MAXIMUM);
    }

    public boolean descending() {
        return options.has(GroupingOption.DESCENDING);
    }
}
