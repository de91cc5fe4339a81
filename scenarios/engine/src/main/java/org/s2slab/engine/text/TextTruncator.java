package org.s2slab.engine.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as a report may hold it: whatever a server could take for a credential is cut to its first characters. A journal
 * shows no token, but the answer a failed step complains of may.
 */
public final class TextTruncator {
    /** Characters that are left: enough to tell two apart. */
    private static final int LEFT = 8;

    /** Three parts between dots, the last perhaps empty; of a length that no host name or version has. */
    private static final String TOKEN = "[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]*";

    /** What follows the name of a scheme, unless it is a challenge, and what a secret, an assertion or a web ticket is given as. */
    private static final String NAMED =
            "(?i:(?<=\\b(?:Bearer|Basic) )(?![A-Za-z_-]+=\")|(?<=\\bcwt=)|(?<=secret=)|(?<=secret\":\")"
                    + "|(?<=assertion=)|(?<=token=)|(?<=token\":\"))[A-Za-z0-9+/=._%~-]{9,}";

    /** Signatures, keys and tickets alone: nothing that a person reads is so long without a break. */
    private static final String LONG = "[A-Za-z0-9+_-]{64,}={0,2}";

    private static final Pattern CREDENTIAL = Pattern.compile(TOKEN + "|" + NAMED + "|" + LONG);

    private TextTruncator() {}

    /** The text with every credential in it cut short. */
    public static String text(String text) {
        return CREDENTIAL
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().substring(0, LEFT) + "…"));
    }
}
