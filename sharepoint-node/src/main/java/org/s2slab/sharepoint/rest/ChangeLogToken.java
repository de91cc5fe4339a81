package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.sharepoint.sites.ListChangeStore;

/**
 * The change tokens of lists, webs and site collections: version, scope, object, time in units of 100 nanoseconds since
 * the year 1, and number. A client that only has a time writes the number -1.
 */
final class ChangeLogToken {
    static final String TYPE = "SP.ChangeToken";

    /**
     * The object of a change log: a list, a web or a site collection.
     *
     * @param kind the number of the scope in SharePoint's enumeration CollectionScope
     */
    record Scope(int kind, String id) {
        static final int SITE = 1;
        static final int WEB = 2;
        static final int LIST = 3;

        /** The beginning of the tokens of this scope. The version of these tokens is 1. */
        private String prefix() {
            return "1;" + kind + ";" + id + ";";
        }
    }

    private static final Pattern FORM = Pattern.compile("1;[0-3];[0-9A-Fa-f-]{36};([0-9]{18});(-1|[0-9]{1,18})");
    private static final long UNITS = 10_000_000;
    private static final long SECONDS_TO_1970 = 62_135_596_800L;

    private ChangeLogToken() {}

    static JsonObject of(Scope scope, ListChangeStore.Position position) {
        long units = (position.time().getEpochSecond() + SECONDS_TO_1970) * UNITS;
        return new JsonObject()
                .put("__type", TYPE)
                .put("StringValue", scope.prefix() + units + ";" + position.number());
    }

    /** @param start the time at which the change log begins */
    static ListChangeStore.Position parse(String token, Scope scope, Instant start) {
        Matcher parts = FORM.matcher(token);
        if (!parts.matches()) {
            throw RestError.changeToken();
        }
        if (!token.toLowerCase(Locale.ROOT).startsWith(scope.prefix())) {
            throw RestError.changeTokenOfAnother();
        }
        Instant time = Instant.ofEpochSecond(Long.parseLong(parts.group(1)) / UNITS - SECONDS_TO_1970);
        if (time.isBefore(start)) {
            throw RestError.changeTokenTooOld();
        }
        return new ListChangeStore.Position(Long.parseLong(parts.group(2)), time);
    }
}
