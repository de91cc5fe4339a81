package org.s2slab.sharepoint.rest;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The query options of a request: {@code $select}, {@code $expand}, {@code $filter}, {@code $orderby}, {@code $top},
 * {@code $skip}, {@code $skiptoken}.
 *
 * @param select the selected properties; all properties if it is empty
 * @param expand the properties that are shown with their content, up to the first slash
 * @param top the requested number of objects
 * @param skip the number of skipped objects of a collection; items of a list ignore it, as in SharePoint
 * @param skipToken the item after which the page begins; absent for the first page
 */
record ODataQuery(
        Set<String> select,
        Set<String> expand,
        Optional<String> filter,
        Optional<String> orderBy,
        Optional<Integer> top,
        int skip,
        Optional<String> skipToken) {
    /** Default number of items on a page. */
    static final int PAGE = 100;

    /** Maximum number of items on a page. This is the product's list view threshold. */
    static final int MOST = 5000;

    private static final Set<String> KNOWN =
            Set.of("$select", "$filter", "$orderby", "$top", "$skip", "$skiptoken", "$expand");

    static ODataQuery of(MultiMap parameters) {
        for (String name : parameters.names()) {
            if (name.startsWith("$") && !KNOWN.contains(name)) {
                throw RestError.query("The query parameter '" + name + "' is not supported.");
            }
        }
        return new ODataQuery(
                names(parameters, "$select"),
                names(parameters, "$expand"),
                given(parameters, "$filter"),
                given(parameters, "$orderby"),
                number(parameters, "$top", "[1-9][0-9]{0,3}", MOST),
                number(parameters, "$skip", "[0-9]{1,6}", Integer.MAX_VALUE).orElse(0),
                given(parameters, "$skiptoken"));
    }

    private static Set<String> names(MultiMap parameters, String option) {
        Set<String> names = new LinkedHashSet<>();
        given(parameters, option).ifPresent(text -> {
            for (String name : text.split(",", -1)) {
                names.add(name.strip());
            }
        });
        return names;
    }

    private static Optional<String> given(MultiMap parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isBlank());
    }

    private static Optional<Integer> number(MultiMap parameters, String option, String form, int most) {
        Optional<String> text = Optional.ofNullable(parameters.get(option));
        text.filter(given -> !given.matches(form) || Integer.parseInt(given) > most)
                .ifPresent(given -> {
                    throw RestError.query("The query parameter '" + option + "' is '" + given + "', expected a number"
                            + (most == MOST ? " from 1 to " + MOST : "") + ".");
                });
        return text.map(Integer::valueOf);
    }

    /** Refuses a filter, an order and a page for a resource that is a single object. */
    ODataQuery onlySelected() {
        if (filter.isPresent() || orderBy.isPresent()) {
            throw RestError.query("The query parameters '$filter' and '$orderby' are supported for collections.");
        }
        return this;
    }

    /** The address of the page that begins at this position. */
    String next(String address, String token) {
        StringBuilder next = new StringBuilder(address).append("?%24skiptoken=").append(encoded(token));
        filter.ifPresent(text -> next.append("&%24filter=").append(encoded(text)));
        orderBy.ifPresent(text -> next.append("&%24orderby=").append(encoded(text)));
        if (!select.isEmpty()) {
            next.append("&%24select=").append(encoded(String.join(",", select)));
        }
        if (!expand.isEmpty()) {
            next.append("&%24expand=").append(encoded(String.join(",", expand)));
        }
        return next.append("&%24top=").append(top.orElse(PAGE)).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
