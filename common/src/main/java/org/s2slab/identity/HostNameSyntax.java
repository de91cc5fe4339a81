package org.s2slab.identity;

/** The syntax of host names: labels of letters, digits and inner hyphens, separated by dots (RFC 1123 section 2.1). */
public final class HostNameSyntax {
    /** Maximum number of characters of a whole name and of one label (RFC 1035 section 2.3.4). */
    private static final int LONGEST = 253;

    private static final int LONGEST_LABEL = 63;

    private HostNameSyntax() {}

    /** Whether a text is a host name without port. An internationalised name only in its ASCII form. */
    public static boolean isWellFormed(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (!isLabel(label)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is a host name that no resolver reads as an IPv4 address: its last label is not a number. */
    public static boolean isDnsName(String text) {
        String last = text.substring(text.lastIndexOf('.') + 1);
        return isWellFormed(text) && !last.chars().allMatch(Character::isDigit);
    }

    private static boolean isLabel(String label) {
        if (label.isEmpty() || label.length() > LONGEST_LABEL || label.startsWith("-") || label.endsWith("-")) {
            return false;
        }
        return label.chars().allMatch(c -> c == '-' || (c < 0x80 && Character.isLetterOrDigit(c)));
    }
}
