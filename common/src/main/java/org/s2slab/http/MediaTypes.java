package org.s2slab.http;

import java.util.Locale;
import java.util.Set;

/** Media types of request bodies, in lower case and without parameters. */
public final class MediaTypes {
    /** The media type of most endpoints. */
    public static final Set<String> JSON = Set.of("application/json");

    /** The media types of XML and SOAP services. */
    public static final Set<String> XML = Set.of("text/xml", "application/xml", "application/soap+xml");

    /** The media types that a page of any site can send without a preflight request (the Fetch standard). */
    static final Set<String> OF_FORMS =
            Set.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data");

    private MediaTypes() {}

    /** The media type in a Content-Type field. */
    static String of(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
