package org.s2slab.engine.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redacts credentials in the text of a report: shortens them to their first characters. Journals contain no tokens, but
 * the response in the problem of a failed step can contain a token.
 */
public final class TextTruncator {
    /** Number of characters that remain. They are sufficient to distinguish two credentials. */
    private static final int LEFT = 8;

    /** A token: three parts between dots, the last may be empty. The parts of host names and versions are shorter. */
    private static final String TOKEN = "[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]*";

    /**
     * A secret value after the name of an authentication scheme (unless it is a challenge), of a secret, an assertion
     * or a web ticket. Also the value after the words with which New-MsolServicePrincipal and similar cmdlets report a
     * generated key.
     */
    private static final String NAMED =
            "(?i:(?<=\\b(?:Bearer|Basic) )(?![A-Za-z_-]+=\")|(?<=\\bcwt=)|(?<=secret=)|(?<=secret\":\")"
                    + "|(?<=assertion=)|(?<=token=)|(?<=token\":\")|(?<=one was not supplied ))[A-Za-z0-9+/=._%~-]{9,}";

    /** Signatures, keys and tickets. Readable text has no words of this length. */
    private static final String LONG = "[A-Za-z0-9+_-]{64,}={0,2}";

    private static final Pattern CREDENTIAL = Pattern.compile(TOKEN + "|" + NAMED + "|" + LONG);

    private TextTruncator() {}

    /** A text in which all credentials are redacted. */
    public static String text(String text) {
        return CREDENTIAL
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().substring(0, LEFT) + "…"));
    }
}
