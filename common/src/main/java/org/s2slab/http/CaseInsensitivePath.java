package org.s2slab.http;

import java.util.regex.Pattern;

/** Paths as real clients write them: in any case. */
public final class CaseInsensitivePath {
    private CaseInsensitivePath() {}

    /** A regular expression for {@code Router.routeWithRegex} that takes exactly this path in any case. */
    public static String path(String path) {
        return "(?i)" + Pattern.quote(path);
    }
}
