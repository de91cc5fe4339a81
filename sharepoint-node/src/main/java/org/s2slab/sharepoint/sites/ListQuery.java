package org.s2slab.sharepoint.sites;

import java.util.List;

/**
 * A query for items of a list: an SQL condition and order on the columns of {@code list_items}.
 *
 * @param condition what they meet, {@code 1} for all
 * @param values its parameters
 * @param keys by what they are sorted, an SQL expression each; after that they are sorted by their numbers
 * @param order the same with their directions
 */
public record ListQuery(String condition, List<Object> values, List<String> keys, List<String> order) {
    public ListQuery {
        values = List.copyOf(values);
        keys = List.copyOf(keys);
        order = List.copyOf(order);
    }
}
