package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.sharepoint.sites.ListChangeStore;
import org.s2slab.sharepoint.sites.WebList;

/**
 * The change tokens of lists: version, scope, list, time in units of 100 nanoseconds since the year 1, and number. A client that
 * only knows a time writes the number -1.
 */
final class ListChangeToken {
    static final String TYPE = "SP.ChangeToken";

    /** The first version of tokens, and the scope of a list in SharePoint's enumeration CollectionScope. */
    private static final String PREFIX = "1;3;";

    private static final Pattern FORM = Pattern.compile("1;[0-3];[0-9A-Fa-f-]{36};([0-9]{18});(-1|[0-9]{1,18})");
    private static final long UNITS = 10_000_000;
    private static final long SECONDS_TO_1970 = 62_135_596_800L;

    private ListChangeToken() {}

    static JsonObject of(WebList list, ListChangeStore.Position position) {
        long units = (position.time().getEpochSecond() + SECONDS_TO_1970) * UNITS;
        return new JsonObject()
                .put("__type", TYPE)
                .put("StringValue", PREFIX + list.id() + ";" + units + ";" + position.number());
    }

    /** @param start when the change log begins */
    static ListChangeStore.Position parse(String token, WebList list, Instant start) {
        Matcher parts = FORM.matcher(token);
        if (!parts.matches()) {
            throw RestError.changeToken();
        }
        if (!token.toLowerCase(Locale.ROOT).startsWith(PREFIX + list.id() + ";")) {
            throw RestError.changeTokenOfAnother();
        }
        Instant time = Instant.ofEpochSecond(Long.parseLong(parts.group(1)) / UNITS - SECONDS_TO_1970);
        if (time.isBefore(start)) {
            throw RestError.changeTokenTooOld();
        }
        return new ListChangeStore.Position(Long.parseLong(parts.group(2)), time);
    }
}
