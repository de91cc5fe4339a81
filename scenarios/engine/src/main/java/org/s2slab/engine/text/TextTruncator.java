package org.s2slab.engine.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redacts credentials in the text of a report: each is cut to its first characters. A journal shows no token, but the
 * response in the problem of a failed step may.
 */
public final class TextTruncator {
    /** Characters that remain: enough to tell two credentials apart. */
    private static final int LEFT = 8;

    /** A token: three parts between dots, the last possibly empty; longer than the parts of a host name or version. */
    private static final String TOKEN = "[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]*";

    /**
     * The value after the name of an authentication scheme (no challenge), a secret, an assertion or a web ticket, and after
     * the words with which New-MsolServicePrincipal and similar cmdlets report a key that they generated.
     */
    private static final String NAMED =
            "(?i:(?<=\\b(?:Bearer|Basic) )(?![A-Za-z_-]+=\")|(?<=\\bcwt=)|(?<=secret=)|(?<=secret\":\")"
                    + "|(?<=assertion=)|(?<=token=)|(?<=token\":\")|(?<=one was not supplied ))[A-Za-z0-9+/=._%~-]{9,}";

    /** Signatures, keys and tickets: no readable text is so long without a break. */
    private static final String LONG = "[A-Za-z0-9+_-]{64,}={0,2}";

    private static final Pattern CREDENTIAL = Pattern.compile(TOKEN + "|" + NAMED + "|" + LONG);

    private TextTruncator() {}

    /** The text with every credential redacted. */
    public static String text(String text) {
        return CREDENTIAL
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().substring(0, LEFT) + "…"));
    }
}
