package org.s2slab.sharepoint.sites;

import java.util.List;

/**
 * A query for items of a list: an SQL condition and order on the columns of {@code list_items}.
 *
 * @param condition the condition of the items; {@code TRUE} for all
 * @param values its parameters
 * @param keys the sort keys, each an SQL expression; items with equal keys are sorted by number
 * @param order the sort keys with their directions
 */
public record ListQuery(String condition, List<Object> values, List<String> keys, List<String> order) {
    public ListQuery {
        values = List.copyOf(values);
        keys = List.copyOf(keys);
        order = List.copyOf(order);
    }
}
