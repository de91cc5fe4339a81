package org.s2slab.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The text form of a GUID, by which Microsoft's products name tenants, applications and objects: 8-4-4-4-12 hex digits. */
public final class Guid {
    /** The regular expression of a GUID in lower case, without a group, for use inside other expressions. */
    public static final String LOWER_CASE = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final Pattern LOWER = Pattern.compile(LOWER_CASE);
    private static final Pattern ANY = Pattern.compile(LOWER_CASE, Pattern.CASE_INSENSITIVE);

    private Guid() {}

    /** Whether a text is a GUID, in any case. */
    public static boolean isGuid(String text) {
        return ANY.matcher(text).matches();
    }

    /** Whether a text is a GUID in lower case, the only spelling in tokens and in the data of the nodes. */
    public static boolean isLowerCase(String text) {
        return LOWER.matcher(text).matches();
    }

    /** The first GUID inside a text, in lower case; empty if there is none. */
    public static Optional<String> firstIn(String text) {
        return ANY.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(found -> found.toLowerCase(Locale.ROOT))
                .findFirst();
    }
}
