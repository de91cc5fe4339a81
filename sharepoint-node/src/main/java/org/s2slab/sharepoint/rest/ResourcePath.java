package org.s2slab.sharepoint.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path below {@code /_api/}. All addresses of a resource have the same name: {@code web/lists('...')},
 * {@code web/lists(guid'...')}, {@code web/lists/getById('...')} and {@code web/lists/getByTitle('...')} are
 * {@code web/list}, each with a key ([MS-CSOMREST], OData 3.0 URL conventions).
 *
 * @param text the path as requested, decoded
 * @param name the name of the resource in lower case
 * @param keys the keys that select elements, from left to right
 * @param arguments of the function at the end, by their names in lower case; an argument without name has the name ""
 */
record ResourcePath(String text, String name, List<Key> keys, Map<String, ODataLiteral> arguments) {
    private static final String TOP = "site/rootweb";

    /** Maximum number of segments in a path. No resource has a path with as many segments. */
    private static final int MOST = 12;

    /** The key that selects an element of a collection. */
    record Key(String by, ODataLiteral value) {}

    /**
     * The functions that select an element, by their spelling. The value of a function is the name of the element and
     * the kind of its key.
     */
    private static final Map<String, String> SELECTORS = Map.ofEntries(
            Map.entry("lists()", "list id"),
            Map.entry("lists/getbyid()", "list id"),
            Map.entry("lists/getbytitle()", "list title"),
            Map.entry("items()", "item id"),
            Map.entry("items/getbyid()", "item id"),
            Map.entry("items/getitembystringid()", "item id"),
            Map.entry("list/getitembyid()", "list/item id"),
            Map.entry("list/getitembystringid()", "list/item id"),
            Map.entry("web/getlist()", "web/list url"),
            Map.entry("versions()", "version id"),
            Map.entry("versions/getbyid()", "version id"),
            Map.entry("attachmentfiles()", "attachment name"),
            Map.entry("attachmentfiles/getbyfilename()", "attachment name"),
            Map.entry("attachmentfiles/getbyfilenameaspath()", "attachment name"),
            Map.entry("fields()", "field id"),
            Map.entry("fields/getbyid()", "field id"),
            Map.entry("fields/getbytitle()", "field title"),
            Map.entry("fields/getbyinternalnameortitle()", "field name"),
            Map.entry("views()", "view id"),
            Map.entry("views/getbyid()", "view id"),
            Map.entry("views/getbytitle()", "view title"),
            Map.entry("list/getview()", "list/view id"),
            Map.entry("siteusers()", "user login"),
            Map.entry("siteusers/getbyid()", "user id"),
            Map.entry("siteusers/getbyloginname()", "user login"),
            Map.entry("siteusers/getbyemail()", "user email"),
            Map.entry("siteusers/removebyid()", "user/removed id"),
            Map.entry("siteusers/removebyloginname()", "user/removed login"),
            Map.entry("web/getuserbyid()", "web/user id"),
            Map.entry("sitegroups()", "group id"),
            Map.entry("sitegroups/getbyid()", "group id"),
            Map.entry("sitegroups/getbyname()", "group name"),
            Map.entry("sitegroups/removebyid()", "group/removed id"),
            Map.entry("sitegroups/removebyloginname()", "group/removed name"),
            Map.entry("users()", "member login"),
            Map.entry("users/getbyid()", "member id"),
            Map.entry("users/getbyloginname()", "member login"),
            Map.entry("users/getbyemail()", "member email"),
            Map.entry("users/removebyid()", "member/removed id"),
            Map.entry("users/removebyloginname()", "member/removed login"),
            Map.entry("roledefinitions()", "roledefinition id"),
            Map.entry("roledefinitions/getbyid()", "roledefinition id"),
            Map.entry("roledefinitions/getbyname()", "roledefinition name"),
            Map.entry("roledefinitions/getbytype()", "roledefinition type"),
            Map.entry("roleassignments()", "roleassignment id"),
            Map.entry("roleassignments/getbyprincipalid()", "roleassignment id"),
            Map.entry("recyclebin()", "deleted id"),
            Map.entry("recyclebin/getbyid()", "deleted id"));

    /**
     * Whether the path names the top-level web of the site collection, even if the request is sent to the address of
     * another web.
     */
    boolean isOfTop() {
        return text.regionMatches(true, 0, TOP, 0, TOP.length());
    }

    /** Whether the body of a change is the file to be attached to an item. */
    boolean isFile() {
        return name.matches("web/list/item/(attachmentfiles/add(usingpath)?|attachment/\\$value)");
    }

    /** A segment of the name, with the spelling that the client used. */
    String written(String segment) {
        Matcher found = Pattern.compile("(?i)(?:^|/)(" + Pattern.quote(segment) + ")(?=[(/]|$)")
                .matcher(text);
        return found.find() ? found.group(1) : segment;
    }

    /** The argument with this name in lower case; throws SharePoint's error if it is missing. */
    ODataLiteral argument(String name) {
        return Optional.ofNullable(arguments.get(name)).orElseThrow(RestError::argument);
    }

    /** @param aliases the values of query parameters such as {@code @v}, which may replace an argument */
    static ResourcePath parse(String text, Function<String, Optional<String>> aliases) {
        ODataScanner scanner = new ODataScanner(text);
        List<String> names = new ArrayList<>();
        List<Key> keys = new ArrayList<>();
        Map<String, ODataLiteral> last = Map.of();
        while (!scanner.isAtEnd()) {
            String name = scanner.word(ODataScanner.SEGMENT).toLowerCase(Locale.ROOT);
            last = Map.of();
            boolean selects = false;
            if (scanner.symbol('(')) {
                last = arguments(scanner, aliases);
                selects = select(names, name, last, keys);
            } else if (name.matches("associated(owner|member|visitor)group")) {
                names.add("group");
                keys.add(new Key("associated", new ODataLiteral(ODataLiteral.Kind.TEXT, name)));
                selects = true;
            }
            if (!selects) {
                names.add(name);
            }
            if (names.size() > MOST || (!scanner.symbol('/') && !scanner.isAtEnd())) {
                throw scanner.invalid();
            }
        }
        String name = String.join("/", names);
        return new ResourcePath(text, name.replaceFirst("^" + TOP + "\\b", "web"), List.copyOf(keys), last);
    }

    private static Map<String, ODataLiteral> arguments(
            ODataScanner scanner, Function<String, Optional<String>> aliases) {
        Map<String, ODataLiteral> arguments = new java.util.LinkedHashMap<>();
        while (!scanner.symbol(')')) {
            String name = "";
            ODataLiteral value;
            if (scanner.symbol('@')) {
                value = alias("@" + scanner.word(ODataScanner.WORD), aliases);
            } else {
                Optional<String> named = scanner.argumentName();
                name = named.orElse("").toLowerCase(Locale.ROOT);
                value = scanner.symbol('@') ? alias("@" + scanner.word(ODataScanner.WORD), aliases) : scanner.literal();
            }
            if (arguments.putIfAbsent(name, value) != null) {
                throw scanner.invalid();
            }
            scanner.symbol(',');
        }
        return arguments;
    }

    private static ODataLiteral alias(String name, Function<String, Optional<String>> aliases) {
        ODataScanner scanner = new ODataScanner(aliases.apply(name)
                .orElseThrow(() -> RestError.query("The parameter alias '" + name + "' has no value.")));
        ODataLiteral value = scanner.literal();
        if (!scanner.isAtEnd()) {
            throw scanner.invalid();
        }
        return value;
    }

    /** If a function selects an element, replaces the collection before the function by this element. */
    private static boolean select(
            List<String> names, String name, Map<String, ODataLiteral> arguments, List<Key> keys) {
        String before = names.isEmpty() ? "" : names.get(names.size() - 1);
        String selected = SELECTORS.get(before + "/" + name + "()");
        boolean ofCollection = selected != null;
        if (selected == null) {
            selected = SELECTORS.get(name + "()");
        }
        if (selected == null || arguments.size() != 1) {
            return false;
        }
        String[] element = selected.split(" ", 2);
        if (ofCollection) {
            names.remove(names.size() - 1);
        }
        names.addAll(List.of(element[0].split("/", -1)));
        keys.add(new Key(element[1], arguments.values().iterator().next()));
        return true;
    }
}
