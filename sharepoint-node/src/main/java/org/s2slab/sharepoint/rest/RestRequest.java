package org.s2slab.sharepoint.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A parsed request to {@code /_api}, alone or as a part of a batch.
 *
 * @param site the path of the web in lower case; empty for the web at the root of the host
 * @param method the effective method: with a POST, {@code X-HTTP-Method} replaces it
 */
record RestRequest(
        String site,
        ResourcePath path,
        String method,
        MultiMap headers,
        MultiMap options,
        @Nullable Buffer body) {
    private static final Pattern PATH = Pattern.compile("(?i)(.*?)/_api(?:/(.*))?");

    /** The address of a file that is attached to an item. It begins with the address of the list. */
    static final Pattern FILE = Pattern.compile("(?i)(.*)(/Lists/[^/]+)/Attachments/([0-9]{1,9})/([^/]+)");

    /** Maximum number of query parameters of a part of a batch. */
    private static final int MOST = 32;

    static RestRequest of(RoutingContext http) {
        return of(
                http.request().path(),
                http.request().method().name(),
                http.request().headers(),
                http.queryParams(),
                http.body().buffer());
    }

    /** The request for a file by the file's own address. */
    static RestRequest ofFile(RoutingContext http) {
        // In the address of the REST interface, names are in apostrophes.
        Matcher file = FILE.matcher(http.request().path().replace("%27", "'").replace("'", "%27%27"));
        if (!file.matches()) {
            throw invalid();
        }
        String site = file.group(1);
        return ofPart(
                site + "/_api/web/getlist('" + site + file.group(2) + "')/items(" + file.group(3)
                        + ")/attachmentfiles('" + file.group(4) + "')/$value",
                "GET",
                http.request().headers(),
                Buffer.buffer());
    }

    /** Whether the body of a request is a file. */
    static boolean isFile(HttpServerRequest http) {
        // Every request reaches this line, and few need a parser. If the word is encoded, the stricter rules apply.
        if (!http.uri().toLowerCase(Locale.ROOT).contains("attachmentfiles")) {
            return false;
        }
        try {
            return ofPart(http.uri(), http.method().name(), http.headers(), Buffer.buffer())
                    .path()
                    .isFile();
        } catch (RestError e) {
            return false;
        }
    }

    /** @param address the path and the query of the part */
    static RestRequest ofPart(String address, String method, MultiMap headers, Buffer body) {
        MultiMap options = MultiMap.caseInsensitiveMultiMap();
        try {
            new QueryStringDecoder(address, UTF_8, true, MOST).parameters().forEach(options::add);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        int query = address.indexOf('?');
        return of(query < 0 ? address : address.substring(0, query), method, headers, options, body);
    }

    private static RestRequest of(
            String address, String method, MultiMap headers, MultiMap options, @Nullable Buffer body) {
        String path;
        try {
            // Clients write GUIDs in braces, which are not valid in an address.
            path = URI.create("https://host" + address.replace("{", "%7B").replace("}", "%7D"))
                    .getPath();
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw RestError.noResource(path);
        }
        String meant = headers.get("X-HTTP-Method");
        boolean tunnelled = method.equals(HttpMethod.POST.name()) && meant != null;
        ResourcePath resource = ResourcePath.parse(
                matcher.group(2) == null ? "" : matcher.group(2), alias -> Optional.ofNullable(options.get(alias)));
        return new RestRequest(
                matcher.group(1).toLowerCase(Locale.ROOT),
                resource,
                tunnelled ? meant.toUpperCase(Locale.ROOT) : method,
                headers,
                options,
                body);
    }

    private static RestError invalid() {
        return RestError.query("The address of the request is not valid.");
    }

    boolean reads() {
        return method.equals("GET");
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    ODataQuery query() {
        return ODataQuery.of(options);
    }

    /** The same request without some properties in {@code $select} and {@code $expand}. */
    RestRequest without(Set<String> properties) {
        MultiMap others = MultiMap.caseInsensitiveMultiMap().addAll(options);
        for (String option : List.of("$select", "$expand")) {
            others.set(
                    option,
                    names(option)
                            .filter(name -> !properties.contains(name.split("/", 2)[0]))
                            .collect(Collectors.joining(",")));
        }
        return new RestRequest(site, path, method, headers, others, body);
    }

    /** Whether {@code $select} names only these properties. */
    boolean selectsOnly(Set<String> properties) {
        return names("$select").findAny().isPresent()
                && names("$select").allMatch(name -> properties.contains(name.split("/", 2)[0]));
    }

    /**
     * The request for a property, with the properties that this request selects and expands of it.
     *
     * @param of the path of the object below {@code /_api/}
     */
    RestRequest part(String of, String property) {
        MultiMap inner = MultiMap.caseInsensitiveMultiMap();
        options.names().stream()
                .filter(name -> !name.startsWith("$"))
                .forEach(name -> inner.add(name, options.get(name)));
        for (String option : List.of("$select", "$expand")) {
            inner.add(
                    option,
                    names(option)
                            .filter(name -> name.startsWith(property + "/"))
                            .map(name -> name.substring(property.length() + 1))
                            .collect(Collectors.joining(",")));
        }
        ResourcePath resource =
                ResourcePath.parse(of + "/" + property, alias -> Optional.ofNullable(options.get(alias)));
        return new RestRequest(site, resource, method, headers, inner, body);
    }

    private Stream<String> names(String option) {
        return Stream.ofNullable(options.get(option))
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    /** The host of the request, which is that of a web application; or the given one for a part of a batch. */
    String host(String other) {
        String written = header("Host");
        return written == null ? other : written.replaceFirst(":[0-9]+$", "");
    }

    /** The address of the same request for the objects after the first ones. */
    String behind(String host, int others) {
        QueryStringEncoder address = new QueryStringEncoder("https://" + host + site + "/_api/"
                + URLEncoder.encode(path.text(), UTF_8).replace("+", "%20").replace("%2F", "/"));
        options.forEach(option -> {
            if (!option.getKey().equals("$skip")) {
                address.addParam(option.getKey(), option.getValue());
            }
        });
        address.addParam("$skip", String.valueOf(others));
        return address.toString();
    }

    /** Whether the body is in the verbose format, in which entries name their types. */
    boolean sendsVerbose() {
        String type = header("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).replace(" ", "").contains("odata=verbose");
    }

    /** Refuses a change if the ETag of the object differs from the value of the header field IF-MATCH. */
    void requireMatch(String etag) {
        String given = header("IF-MATCH");
        if (given == null) {
            throw RestError.query("The header IF-MATCH is needed: the ETag of the object, or * for any.");
        }
        if (!given.equals("*") && !given.equals(etag)) {
            throw RestError.stale(given, etag);
        }
    }
}
