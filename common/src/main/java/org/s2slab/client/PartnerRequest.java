package org.s2slab.client;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.trace.HopDetail;

/**
 * A request to a partner server, without credential.
 *
 * @param uri absolute, https
 * @param headers sent unchanged; never {@code Authorization}
 * @param operation the operation in the body, for the journal, or null
 * @param impersonating makes the body for a token that does not name the user, from this user; null if the body is the
 *     same for every token
 */
public record PartnerRequest(
        HttpMethod method,
        URI uri,
        Map<String, String> headers,
        @Nullable Buffer body,
        @Nullable String operation,
        @Nullable Function<UserIdentifiers, Buffer> impersonating) {
    public PartnerRequest {
        headers = Map.copyOf(headers);
        if (headers.keySet().stream().anyMatch("Authorization"::equalsIgnoreCase)) {
            throw new IllegalArgumentException("a partner request carries no credential of its own");
        }
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("a partner is called by an absolute https address, not '" + uri + "'");
        }
    }

    /** A request whose operation is its method and address. */
    public PartnerRequest(HttpMethod method, URI uri, Map<String, String> headers, @Nullable Buffer body) {
        this(method, uri, headers, body, null, null);
    }

    /** A request with the same body for every token. */
    public PartnerRequest(
            HttpMethod method,
            URI uri,
            Map<String, String> headers,
            @Nullable Buffer body,
            @Nullable String operation) {
        this(method, uri, headers, body, operation, null);
    }

    /** The body of a call for a user if the token is for the application alone. */
    @Nullable
    Buffer bodyFor(UserIdentifiers user) {
        return impersonating == null ? body : impersonating.apply(user);
    }

    /** The request as a journal shows it. */
    HopDetail detail() {
        return new HopDetail.Call(method.name(), uri.toString(), operation);
    }
}
