package org.s2slab.authz.registry;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses to which people can be sent after their sign-in (<a
 * href="https://learn.microsoft.com/entra/identity-platform/reply-url">restrictions of redirect URIs</a>). They go into
 * headers and pages, so only characters without a meaning there are allowed.
 */
public final class RedirectAddress {
    /** The maximum number of addresses of an application. */
    public static final int MOST = 256;

    /** The allowed addresses, for messages. */
    public static final String EXPECTED =
            "https://<host>/<path>, or http:// with localhost or 127.0.0.1, of at most 256"
                    + " characters, without fragment, user, wildcard or any of ! $ ' ( ) , ;";

    private static final int LONGEST = 256;

    private static final String REST = "(?:[\\w.~:/?@&+=-]|%[0-9A-Fa-f]{2})*+";

    private static final Pattern WEB = Pattern.compile(
            "(?:https://[A-Za-z0-9][A-Za-z0-9.-]*+|http://(?:localhost|127\\.0\\.0\\.1))(?::[0-9]{1,5}+)?(?:[/?]" + REST
                    + ")?");

    private static final Pattern OWN_SCHEME =
            Pattern.compile("(?<scheme>[a-z][a-z0-9+.-]*+)://[A-Za-z0-9]" + REST + "|urn:ietf:wg:oauth:2\\.0:oob");

    /** Schemes that browsers and systems handle themselves. */
    private static final Set<String> FOREIGN = Set.of(
            "about",
            "blob",
            "chrome",
            "data",
            "file",
            "ftp",
            "http",
            "https",
            "javascript",
            "mailto",
            "vbscript",
            "view-source",
            "ws",
            "wss");

    private RedirectAddress() {}

    /** Whether an address is good for web applications: https, or the own computer. */
    public static boolean isOfWeb(String address) {
        return address.length() <= LONGEST && WEB.matcher(address).matches();
    }

    /** Whether an address is good for programs of computers and phones, which may also have a scheme of their own. */
    public static boolean isOfProgram(String address) {
        Matcher own = OWN_SCHEME.matcher(address);
        return isOfWeb(address)
                || (address.length() <= LONGEST
                        && own.matches()
                        && !FOREIGN.contains(String.valueOf(own.group("scheme"))));
    }
}
