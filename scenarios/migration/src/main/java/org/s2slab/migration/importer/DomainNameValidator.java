package org.s2slab.migration.importer;

import java.util.Locale;
import java.util.regex.Pattern;
import org.s2slab.engine.text.FileSyntaxException;

/** Validates names of hosts, domains and realms before they are written into hosts files and URLs. */
final class DomainNameValidator {
    private static final Pattern NAME = Pattern.compile("(?i)(\\*\\.)?[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

    private DomainNameValidator() {}

    /**
     * Returns a valid name in lower case.
     *
     * @param member the member with the name, for the message
     * @throws FileSyntaxException if the text is not a valid name
     */
    static String checked(String file, String member, String text) {
        if (text.length() > 253 || !NAME.matcher(text).matches()) {
            throw new FileSyntaxException(
                    file, "member '" + member + "' is '" + text + "', expected a name such as lync.contoso.com");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    static boolean isName(String text) {
        return text.length() <= 253 && NAME.matcher(text).matches() && !text.startsWith("*");
    }

    /** Whether a host is one of Microsoft's services. */
    static boolean isOnline(String host) {
        String name = "." + host.toLowerCase(Locale.ROOT);
        return name.endsWith(".outlook.com")
                || name.endsWith(".office365.com")
                || name.endsWith(".office.com")
                || name.endsWith(".lync.com")
                || name.endsWith(".sharepoint.com")
                || name.endsWith(".windows.net")
                || name.endsWith(".microsoftonline.com");
    }
}
