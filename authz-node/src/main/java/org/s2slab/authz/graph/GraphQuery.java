package org.s2slab.authz.graph;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.refusal.Refusal;

/**
 * The options of a request that reads (<a href="https://learn.microsoft.com/graph/query-parameters">query
 * parameters</a>): {@code $select}, and for lists {@code $filter}, {@code $top} and the {@code $skiptoken} of a link to
 * the next page.
 */
record GraphQuery(MultiMap options) {
    static final String SELECT = "$select";
    static final String FILTER = "$filter";
    static final String TOP = "$top";
    static final String NEXT = "$skiptoken";
    private static final Set<String> OF_LISTS = Set.of(SELECT, FILTER, TOP, NEXT);

    /** The sizes of a page that Microsoft documents for applications. */
    private static final int USUAL_PAGE = 100;

    private static final int LARGEST_PAGE = 999;

    /** Maximum characters of a filter or a selection: more than all names of members. */
    private static final int LONGEST = 1_000;

    /** The comparison that public procedures use. A quote inside a text is doubled. */
    private static final Pattern COMPARISON =
            Pattern.compile(" *+(?<member>\\w{1,40}) ++eq ++'(?<text>[^']*+(?:''[^']*+)*+)' *+");

    private static final Set<String> COMPARABLE = Set.of("id", "appId", "displayName");

    /** No options. */
    GraphQuery() {
        this(MultiMap.caseInsensitiveMultiMap());
    }

    /** Refuses all options, which would have no effect. */
    void requireNone() {
        if (!options.isEmpty()) {
            throw Refusal.invalid("A request that changes something has no query options; '"
                    + GraphRequest.shown(options.names().iterator().next()) + "' is one.");
        }
    }

    /** Refuses options that the lab does not have, and doubled ones. */
    void require(boolean ofList) {
        for (String name : options.names()) {
            boolean isKnown = ofList ? OF_LISTS.contains(name) : name.equals(SELECT);
            if (!isKnown || options.getAll(name).size() > 1) {
                throw Refusal.invalid("The query option '" + GraphRequest.shown(name) + "' is "
                        + (isKnown
                                ? "there more than once."
                                : "not supported here; " + (ofList ? OF_LISTS : SELECT) + " is."));
            }
            if (options.get(name).length() > LONGEST) {
                throw Refusal.invalid(name + " has " + options.get(name).length() + " characters; expected are at most "
                        + LONGEST + ".");
            }
        }
    }

    /** Whether a response shows this member because the request names it. */
    boolean selects(String member) {
        return options.contains(SELECT) && selected().contains(member);
    }

    private List<String> selected() {
        return Arrays.stream(options.get(SELECT).split(",", -1))
                .map(String::strip)
                .toList();
    }

    /** The object with the selected members. Refusal PARAMETER_INVALID for a member that the type does not have. */
    JsonObject select(JsonObject object, GraphType type) {
        if (!options.contains(SELECT)) {
            return object;
        }
        JsonObject chosen = new JsonObject();
        for (String name : selected()) {
            if (!type.names().contains(name)) {
                throw Refusal.invalid("Could not find a property named '" + GraphRequest.shown(name)
                        + "' on type 'microsoft.graph." + type.resource() + "'.");
            }
            chosen.put(name, object.getValue(name));
        }
        return chosen;
    }

    /** A page of the objects that the filter selects, with the address of the next page. */
    JsonObject page(Stream<GraphObject> all, GraphType type, String address) {
        require(true);
        Predicate<GraphObject> filter = filter(type);
        List<GraphObject> found = all.filter(filter).toList();
        int size = size();
        int from = from(found);
        int to = Math.min(found.size(), from + size);
        JsonObject page = new JsonObject();
        if (to < found.size()) {
            page.put("@odata.nextLink", address + "?" + next(found.get(to - 1).id()));
        }
        JsonArray value = new JsonArray();
        found.subList(from, to).forEach(object -> value.add(select(type.json(object), type)));
        if (found.isEmpty()) {
            select(new JsonObject(), type);
        }
        return page.put("value", value);
    }

    private Predicate<GraphObject> filter(GraphType type) {
        String filter = options.get(FILTER);
        if (filter == null) {
            return object -> true;
        }
        Matcher form = COMPARISON.matcher(filter);
        if (!form.matches()
                || !COMPARABLE.contains(form.group("member"))
                || !type.names().contains(form.group("member"))) {
            throw Refusal.invalid("Invalid filter clause: '" + GraphRequest.shown(filter)
                    + "'. The lab has <member> eq '<text>' with one of " + COMPARABLE + ".");
        }
        String text = form.group("text").replace("''", "'");
        GraphMember member = type.member(form.group("member"));
        return object -> text.equalsIgnoreCase(String.valueOf(member.read().apply(object)));
    }

    private int size() {
        String top = options.get(TOP);
        if (top == null) {
            return USUAL_PAGE;
        }
        if (!top.matches("[1-9][0-9]{0,2}")) {
            throw Refusal.invalid("Invalid page size specified: '" + GraphRequest.shown(top)
                    + "'. Must be between 1 and " + LARGEST_PAGE + " inclusive.");
        }
        return Integer.parseInt(top);
    }

    /** The index behind the last object of the page before, which may have been removed since. */
    private int from(List<GraphObject> found) {
        String last = options.get(NEXT);
        if (last == null) {
            return 0;
        }
        for (int index = 0; index < found.size(); index++) {
            if (last.equals(found.get(index).id())) {
                return index + 1;
            }
        }
        throw Refusal.invalid("The $skiptoken '" + GraphRequest.shown(last)
                + "' names no object of the list any more. Read the list from its beginning.");
    }

    private String next(String last) {
        return options.entries().stream()
                        .filter(option -> !option.getKey().equals(NEXT))
                        .map(GraphQuery::written)
                        .collect(Collectors.joining("", "", ""))
                + NEXT + "=" + last;
    }

    private static String written(Map.Entry<String, String> option) {
        return option.getKey() + "=" + URLEncoder.encode(option.getValue(), StandardCharsets.UTF_8) + "&";
    }
}
