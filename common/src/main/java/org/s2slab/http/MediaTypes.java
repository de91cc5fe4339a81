package org.s2slab.http;

import java.util.Locale;
import java.util.Set;

/** Media types of request bodies, in lower case and without parameters. */
public final class MediaTypes {
    /** What most endpoints take. */
    public static final Set<String> JSON = Set.of("application/json");

    /** What services that speak XML or SOAP take. */
    public static final Set<String> XML = Set.of("text/xml", "application/xml", "application/soap+xml");

    /** What a page of any site can have a browser send without asking (the Fetch standard's safelisted types). */
    static final Set<String> OF_FORMS =
            Set.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data");

    private MediaTypes() {}

    /** The type that a Content-Type field names. */
    static String of(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
