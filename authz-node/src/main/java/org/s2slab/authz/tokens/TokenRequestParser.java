package org.s2slab.authz.tokens;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.TokenEndpointProfile;
import org.s2slab.authz.grants.TokenRequest;
import org.s2slab.http.BasicCredential;

/** Parses the form of a token request (RFC 6749 section 4): fields in any order, percent-encoded or not. */
final class TokenRequestParser {
    private TokenRequestParser() {}

    /**
     * @param tenant the tenant's name in the path, or null
     * @param door the settings of the endpoint
     */
    static TokenRequest read(RoutingContext request, @Nullable String tenant, TokenEndpointProfile door) {
        MultiMap form = request.request().formAttributes();
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> doubled = new ArrayList<>();
        for (Map.Entry<String, String> field : form) {
            if (fields.putIfAbsent(field.getKey(), field.getValue()) != null) {
                doubled.add(field.getKey());
            }
        }
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        TokenRequest.Secret basic = authorization == null ? null : basic(authorization);
        boolean other = authorization != null && basic == null;
        return new TokenRequest(tenant, fields, doubled, basic, other, door);
    }

    private static TokenRequest.@Nullable Secret basic(String authorization) {
        return BasicCredential.in(authorization)
                .map(given -> {
                    String decoded = decoded(given.password());
                    return new TokenRequest.Secret(
                            decoded(given.user()),
                            decoded.equals(given.password()) ? List.of(decoded) : List.of(decoded, given.password()));
                })
                .orElse(null);
    }

    /** Decodes a form-encoded text, and returns any other text unchanged. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
