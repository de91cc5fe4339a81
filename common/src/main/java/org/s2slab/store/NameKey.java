package org.s2slab.store;

import java.util.Locale;

/** Converts names and addresses to the lower-case form for comparing them and for table keys. */
public final class NameKey {
    private static final String SIP = "sip:";

    private NameKey() {}

    /** A name in lower case. */
    public static String of(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** A name in lower case, without white space around it. */
    public static String trimmed(String name) {
        return of(name.strip());
    }

    /** A SIP address in lower case, without {@code sip:}. */
    public static String ofSip(String address) {
        return of(withoutSip(address));
    }

    /** A SIP address as it was written, without {@code sip:} in any case. */
    public static String withoutSip(String address) {
        return address.regionMatches(true, 0, SIP, 0, SIP.length()) ? address.substring(SIP.length()) : address;
    }
}
