package org.s2slab.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/**
 * The site from which a request comes, by the fields that a browser sets and a page cannot change: {@code Origin} (RFC
 * 6454) and {@code Sec-Fetch-Site} (Fetch Metadata). A client that is not a browser sends neither field.
 */
public final class RequestSite {
    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";
    private static final String SAME_ORIGIN = "same-origin";

    private RequestSite() {}

    /**
     * Whether no page of another site caused the request. Origin is absent or this server's own. Sec-Fetch-Site is
     * absent, {@code same-origin}, or with GET {@code none}: somebody typed the address.
     *
     * @param scheme {@code https}, or {@code http} where the server is reached without TLS
     */
    public static boolean isOwn(String method, MultiMap headers, String scheme) {
        List<String> sites = headers.getAll(SEC_FETCH_SITE);
        boolean site = sites.isEmpty()
                || sites.equals(List.of(SAME_ORIGIN))
                || (method.equals("GET") && sites.equals(List.of("none")));
        return site && (!headers.contains(HttpHeaders.ORIGIN) || hasOwnOrigin(headers, scheme));
    }

    /** Whether a field says that a page of this server sent the request. */
    static boolean isFromOwnPage(MultiMap headers) {
        return hasOwnOrigin(headers, "https") || headers.getAll(SEC_FETCH_SITE).equals(List.of(SAME_ORIGIN));
    }

    /** Whether a browser opens the address as a new page, from a link on any site. */
    static boolean isOpenedByLink(String method, MultiMap headers) {
        return method.equals("GET")
                && !headers.contains(HttpHeaders.ORIGIN)
                && headers.getAll("Sec-Fetch-Mode").equals(List.of("navigate"))
                && headers.getAll("Sec-Fetch-Dest").equals(List.of("document"));
    }

    private static boolean hasOwnOrigin(MultiMap headers, String scheme) {
        String own = scheme + "://" + headers.get(HttpHeaders.HOST);
        List<String> origins = headers.getAll(HttpHeaders.ORIGIN);
        return origins.size() == 1 && origins.get(0).equalsIgnoreCase(own);
    }
}
