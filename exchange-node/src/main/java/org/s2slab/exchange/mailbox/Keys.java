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
        String key = of(address);
        return key.startsWith(SIP) ? key.substring(SIP.length()) : key;
    }
}
