package org.s2slab.sharepoint.rest;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The query options of a request: {@code $select}, {@code $filter}, {@code $orderby}, {@code $top}, {@code $skiptoken}.
 *
 * @param select the selected properties, empty for all
 * @param top items of a page
 * @param skipToken where the page begins, behind which item; absent at the first
 */
record ODataQuery(
        Set<String> select, Optional<String> filter, Optional<String> orderBy, int top, Optional<String> skipToken) {
    /** Default number of items on a page. */
    private static final int PAGE = 100;

    /** The most items of a page: the product's list view threshold. */
    private static final int MOST = 5000;

    private static final Set<String> KNOWN = Set.of("$select", "$filter", "$orderby", "$top", "$skiptoken", "$expand");

    static ODataQuery of(MultiMap parameters) {
        for (String name : parameters.names()) {
            if (name.startsWith("$") && !KNOWN.contains(name)) {
                throw RestError.query("The query parameter '" + name + "' is not supported.");
            }
        }
        Set<String> select = new LinkedHashSet<>();
        for (String name :
                parameters.contains("$select") ? parameters.get("$select").split(",", -1) : new String[0]) {
            select.add(name.strip());
        }
        return new ODataQuery(
                select,
                given(parameters, "$filter"),
                given(parameters, "$orderby"),
                top(parameters),
                given(parameters, "$skiptoken"));
    }

    private static Optional<String> given(MultiMap parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isBlank());
    }

    private static int top(MultiMap parameters) {
        String text = parameters.get("$top");
        if (text == null) {
            return PAGE;
        }
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST) {
            throw RestError.query("The query parameter '$top' is '" + text + "', expected 1 to " + MOST + ".");
        }
        return Integer.parseInt(text);
    }

    /** The selected properties of a resource that is not a list of items, without filter and order. */
    Set<String> onlySelected() {
        if (filter.isPresent() || orderBy.isPresent()) {
            throw RestError.query(
                    "The query parameters '$filter' and '$orderby' are supported for the items of a list.");
        }
        return select;
    }

    /** The address of the page that begins at another position. */
    String next(String address, String token) {
        StringBuilder next = new StringBuilder(address).append("?%24skiptoken=").append(encoded(token));
        filter.ifPresent(text -> next.append("&%24filter=").append(encoded(text)));
        orderBy.ifPresent(text -> next.append("&%24orderby=").append(encoded(text)));
        if (!select.isEmpty()) {
            next.append("&%24select=").append(encoded(String.join(",", select)));
        }
        return next.append("&%24top=").append(top).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
