package org.s2slab.http;

import java.util.regex.Pattern;

/** Matches request paths without regard to case, because real clients differ in case. */
public final class CaseInsensitivePath {
    private CaseInsensitivePath() {}

    /** A regular expression for {@code Router.routeWithRegex} that matches exactly this path, in any case. */
    public static String path(String path) {
        return "(?i)" + Pattern.quote(path);
    }
}
