package org.s2slab.diagnosis.explain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.identity.Guid;

/** Extracts the id of a trace from a text: the id itself, a header, the body of a response or a line of a log. */
final class TraceIdReader {
    /** The pattern of a named trace id, which has priority over other ids, for instance the client's own id. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:trace[ _-]?id|traceparent|(?<!client-)request-id|SPRequestGuid)\\W{0,6}(?:00-)?(" + Guid.LOWER_CASE
                    + "|[0-9a-f]{32})",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ALONE = Pattern.compile(
            "(?:00-)?(" + Guid.LOWER_CASE + "|[0-9a-f]{32})(?:-[0-9a-f]{16}-[0-9a-f]{2})?", Pattern.CASE_INSENSITIVE);

    private TraceIdReader() {}

    /** The trace id as 32 lower-case hex digits; empty if the text contains no trace id. */
    static Optional<String> in(String text) {
        Matcher named = NAMED.matcher(text);
        if (named.find()) {
            return Optional.of(plain(named.group(1)));
        }
        Matcher alone = ALONE.matcher(text.strip());
        return alone.matches() ? Optional.of(plain(alone.group(1))) : Optional.empty();
    }

    private static String plain(String id) {
        return id.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
