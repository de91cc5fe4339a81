package org.s2slab.sharepoint.rest;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The query options of a request: {@code $select}, {@code $top}, {@code $skiptoken}.
 *
 * @param select the wanted properties, empty for all
 * @param top items of a page
 * @param after the number of the item after which the page begins
 */
record Query(Set<String> select, int top, int after) {
    /** Items of a page where nothing is said. */
    private static final int PAGE = 100;

    /** The most items of a page: the product's list view threshold. */
    private static final int MOST = 5000;

    private static final Set<String> KNOWN = Set.of("$select", "$top", "$skiptoken", "$expand");
    private static final Pattern SKIP = Pattern.compile("Paged=TRUE&p_ID=([0-9]{1,9})");

    static Query of(MultiMap parameters) {
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
        return new Query(select, top(parameters), after(parameters));
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

    private static int after(MultiMap parameters) {
        String text = parameters.get("$skiptoken");
        if (text == null) {
            return 0;
        }
        Matcher matcher = SKIP.matcher(text);
        if (!matcher.matches()) {
            throw RestError.query("The query parameter '$skiptoken' is not one of an answer's next page.");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** The address of the page after the item of a number. */
    String next(String address, int last) {
        String selected = select.isEmpty() ? "" : "&%24select=" + encoded(String.join(",", select));
        return address + "?%24skiptoken=" + encoded("Paged=TRUE&p_ID=" + last) + selected + "&%24top=" + top;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
