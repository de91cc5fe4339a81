package org.s2slab.sharepoint.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parsed request to {@code /_api}.
 *
 * @param site the site collection's path, empty for the root
 * @param resource the path after {@code /_api/}, decoded
 * @param method the method meant: {@code X-HTTP-Method} beside a POST counts
 */
record RestRequest(RoutingContext http, String site, String resource, String method) {
    private static final Pattern PATH = Pattern.compile("(?i)(/sites/[^/]+)?/_api/?(.*)");

    static RestRequest of(RoutingContext http) {
        String path;
        try {
            path = URI.create("https://host" + http.request().path()).getPath();
        } catch (IllegalArgumentException e) {
            throw RestError.query("The address of the request is not valid.");
        }
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw RestError.noResource(path);
        }
        String site = matcher.group(1) == null ? "" : matcher.group(1).toLowerCase(Locale.ROOT);
        String method = http.request().method().name();
        String meant = http.request().getHeader("X-HTTP-Method");
        boolean tunnelled = method.equals(HttpMethod.POST.name()) && meant != null;
        return new RestRequest(http, site, matcher.group(2), tunnelled ? meant.toUpperCase(Locale.ROOT) : method);
    }

    boolean reads() {
        return method.equals("GET");
    }

    @Nullable
    String header(String name) {
        return http.request().getHeader(name);
    }

    @Nullable
    Buffer body() {
        return http.body().buffer();
    }

    ODataQuery query() {
        return ODataQuery.of(http.queryParams());
    }

    /** Whether the body is in the verbose format, in which an entry names its type. */
    boolean sendsVerbose() {
        String type = header("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).replace(" ", "").contains("odata=verbose");
    }
}
