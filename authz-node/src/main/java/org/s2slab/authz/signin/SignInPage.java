package org.s2slab.authz.signin;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.resource.ResourceTable;
import org.s2slab.trace.TokenHash;
import org.s2slab.xml.XmlText;

/**
 * Sends the pages on which people sign in: HTML without scripts, from the resources of {@code /signin}. A form has a
 * proof of its page, a hash of a cookie of the browser and of the address, so that no other site can send the form.
 */
final class SignInPage {
    /** The media type of the forms. */
    static final Set<String> FORM = Set.of("application/x-www-form-urlencoded");

    private static final String COOKIE = "__Host-sign-in";

    /** The pages by their names. They are read at the start, because requests must not wait for the disk. */
    private static final Map<String, String> TEMPLATES = Stream.of("sign-in", "device", "allow", "continue", "message")
            .collect(Collectors.toMap(Function.identity(), name -> ResourceTable.text("/signin/" + name + ".html")));

    private SignInPage() {}

    /** Makes sure that the pages are read. */
    static void read() {
        Objects.requireNonNull(TEMPLATES);
    }

    /** A field of the form in the body; an empty text if it is absent. */
    static String text(RoutingContext http, String name) {
        return Optional.ofNullable(http.request().getFormAttribute(name)).orElse("");
    }

    /** Whether the form in the body comes from the page that this server showed to this browser at this address. */
    static boolean isOwn(RoutingContext http) {
        Cookie cookie = http.request().getCookie(COOKIE);
        return cookie != null
                && MessageDigest.isEqual(bytes(text(http, "proof")), bytes(proof(cookie.getValue(), http)));
    }

    private static String proof(String cookie, RoutingContext http) {
        return TokenHash.ofBytes(bytes(cookie + " " + http.request().uri()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a page with a form that is sent back to the same address. The status is 400 if there is a message. */
    static void form(RoutingContext http, String template, Map<String, String> values, String target) {
        Cookie sent = http.request().getCookie(COOKIE);
        String value = sent == null ? SignInGrantStore.newCode() : sent.getValue();
        http.response()
                .addCookie(Cookie.cookie(COOKIE, value)
                        .setPath("/")
                        .setSecure(true)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT));
        String content = page(template, values).replace("{proof}", proof(value, http));
        send(http, values.getOrDefault("message", "").isEmpty() ? 200 : 400, content, target);
    }

    /** Sends a page with a message only. */
    static void message(RoutingContext http, int status, String message) {
        send(http, status, page("message", Map.of("message", message)), "");
    }

    /** Sends parameters to a redirect address: by a redirect, or by a form that the person sends with a button. */
    static void answer(RoutingContext http, SignInRequest asked, Map<String, String> parameters) {
        String target = asked.text("redirect_uri");
        if (asked.text("response_mode").equals("form_post")) {
            String fields = parameters.entrySet().stream()
                    .map(field -> "<input type=\"hidden\" name=\"" + field.getKey() + "\" value=\""
                            + XmlText.escape(field.getValue()) + "\">")
                    .collect(Collectors.joining("\n"));
            send(http, 200, page("continue", Map.of("target", target)).replace("{fields}", fields), target);
            return;
        }
        String query = parameters.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&"));
        String address = target + (target.contains("?") ? "&" : "?") + query;
        secured(http.response(), "")
                .setStatusCode(302)
                .putHeader("Location", address)
                .end();
    }

    private static String page(String template, Map<String, String> values) {
        String page = Objects.requireNonNull(TEMPLATES.get(template), template);
        for (Map.Entry<String, String> value : values.entrySet()) {
            page = page.replace(
                    "{" + value.getKey() + "}", XmlText.escape(value.getValue()).replace("{", "&#123;"));
        }
        return page;
    }

    private static void send(RoutingContext http, int status, String content, String target) {
        secured(http.response(), target)
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(content);
    }

    /** Adds the fields that forbid scripts, frames and caches. Browsers apply form-action also to a redirect. */
    private static HttpServerResponse secured(HttpServerResponse response, String target) {
        URI address = URI.create(target);
        boolean isWeb = String.valueOf(address.getScheme()).startsWith("http");
        String origin =
                target.isEmpty() ? "" : " " + address.getScheme() + (isWeb ? "://" + address.getAuthority() : ":");
        return response.putHeader("Cache-Control", "no-store")
                .putHeader("Pragma", "no-cache")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; form-action 'self'" + origin
                                + "; base-uri 'none'; frame-ancestors 'none'");
    }
}
