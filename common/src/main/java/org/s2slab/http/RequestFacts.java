package org.s2slab.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The input of the request rules: the request as it arrived, with all fields of the same name separately.
 *
 * @param method the request's method, in capitals
 * @param target the request target as the request line has it
 * @param host the host of the request, in lower case and without port
 * @param queryNames names of query parameters, in lower case
 * @param formNames names of form fields in the body, in lower case; empty before the body was read
 */
public record RequestFacts(
        String method,
        String target,
        String host,
        boolean tls,
        MultiMap headers,
        Set<String> queryNames,
        Set<String> formNames) {

    static RequestFacts of(RoutingContext request) {
        HttpServerRequest arrived = request.request();
        return new RequestFacts(
                arrived.method().name(),
                arrived.uri(),
                hostOf(arrived),
                arrived.isSSL(),
                arrived.headers(),
                lowerCase(request.queryParams()),
                lowerCase(arrived.formAttributes()));
    }

    List<String> all(CharSequence field) {
        return headers.getAll(field);
    }

    boolean has(CharSequence field) {
        return headers.contains(field);
    }

    /** The value of the Authorization header; empty if the request has no such header or several of them. */
    String authorization() {
        List<String> values = all(HttpHeaders.AUTHORIZATION);
        return values.size() == 1 ? values.get(0) : "";
    }

    /** Whether the request has a body, of any length. */
    boolean hasBody() {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return has(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    boolean isBearer() {
        return BearerCredential.isBearer(authorization());
    }

    /** The authority of an absolute-form target, or the empty text for any other form (RFC 9112, 3.2). */
    String authorityOfTarget() {
        int scheme = target.indexOf("://");
        if (scheme < 0 || target.startsWith("/")) {
            return "";
        }
        int start = scheme + 3;
        int end = start;
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        return target.substring(start, end);
    }

    /** The host of a request, in lower case and without port; {@code -} without a host. */
    public static String hostOf(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? "-" : authority.host().toLowerCase(Locale.ROOT);
    }

    private static Set<String> lowerCase(MultiMap fields) {
        if (fields.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (String name : fields.names()) {
            names.add(name.toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
