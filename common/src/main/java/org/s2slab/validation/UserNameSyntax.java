package org.s2slab.validation;

/** The syntax of user names: addresses and security identifiers. */
final class UserNameSyntax {
    /** Characters; RFC 5321 4.5.3.1 allows 64 before and 255 after the at sign. */
    private static final int LONGEST_ADDRESS = 320;

    private static final String IN_LOCAL_PART = ".!#$%&'*+-=?^_{}~";

    private UserNameSyntax() {}

    /**
     * {@code local@domain} in ASCII, without scheme, blank, quote, or the {@code |} and {@code :} of encoded claims.
     */
    static boolean isAddress(String text) {
        int at = text.indexOf('@');
        if (at <= 0 || at == text.length() - 1 || text.length() > LONGEST_ADDRESS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good =
                    isLetterOrDigit(c) || i == at || (i < at ? IN_LOCAL_PART.indexOf(c) >= 0 : c == '.' || c == '-');
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** {@code s-1-} and two to sixteen numbers. */
    static boolean isSid(String text) {
        int numbers = 0;
        int digits = 0;
        for (int i = 4; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' && digits > 0) {
                numbers++;
                digits = 0;
            } else if (c >= '0' && c <= '9' && digits < 15) {
                digits++;
            } else {
                return false;
            }
        }
        return digits > 0 && numbers >= 1 && numbers < 16;
    }

    /**
     * Whether a lower-case security identifier is built-in: well-known ones such as the local system, built-in groups,
     * and in a domain everything below relative identifier 1000.
     */
    static boolean isBuiltIn(String sid) {
        if (!sid.startsWith("s-1-5-21-")) {
            return true;
        }
        String[] parts = sid.split("-", -1);
        String relative = parts[parts.length - 1];
        return parts.length != 8 || relative.length() < 4;
    }
}
