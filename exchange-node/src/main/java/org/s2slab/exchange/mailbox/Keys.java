package org.s2slab.exchange.mailbox;

import java.util.Locale;

/** The form in which names and addresses are compared: trimmed, in lower case, without {@code sip:}. */
final class Keys {
    private static final String SIP = "sip:";

    private Keys() {}

    static String of(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    static String ofAddress(String address) {
        return withoutScheme(of(address));
    }

    /** The address as it was written, without {@code sip:} in any case. */
    static String withoutScheme(String address) {
        return address.regionMatches(true, 0, SIP, 0, SIP.length()) ? address.substring(SIP.length()) : address;
    }
}
