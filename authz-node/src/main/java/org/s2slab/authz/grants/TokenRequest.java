package org.s2slab.authz.grants;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed token request whose content is not yet verified.
 *
 * @param tenant the tenant's name in the path, or null
 * @param fields the form's fields; of a duplicate field, its first value
 * @param doubled names of duplicate fields
 * @param basic id and secret of an {@code Authorization: Basic} field, or null
 * @param otherCredential whether there was an Authorization field of another kind
 * @param door the settings of the endpoint
 */
public record TokenRequest(
        @Nullable String tenant,
        Map<String, String> fields,
        List<String> doubled,
        @Nullable Secret basic,
        boolean otherCredential,
        TokenEndpointProfile door) {
    /** The only supported kind of client assertion (RFC 7523 section 2.2). */
    static final String JWT = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** The supported fields. Other fields are ignored (RFC 6749 section 3.2). */
    private static final Set<String> KNOWN = Set.of(
            "grant_type",
            "resource",
            "scope",
            "assertion",
            "client_id",
            "client_secret",
            "client_assertion",
            "client_assertion_type");

    /**
     * A client id and the presented secret, in each spelling that the client may have meant. HTTP Basic requires
     * form-encoding of both (RFC 6749 section 2.3.1), but not all clients encode them.
     */
    public record Secret(String clientId, List<String> spellings) {
        @Override
        public String toString() {
            return "Secret[" + clientId + "]";
        }
    }

    public @Nullable String field(String name) {
        return fields.get(name);
    }

    /** The requested resource, from the field that this endpoint uses. */
    @Nullable
    String asked() {
        return field(door.resourceField());
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Whether the client presents a credential of any kind. */
    public boolean hasCredential() {
        return otherCredential || !RequestChecks.ways(this).isEmpty();
    }

    /** Names of unsupported fields, for the journal. Their values are never copied to the token (check K7). */
    List<String> ignored() {
        if (KNOWN.containsAll(fields.keySet())) {
            return List.of();
        }
        return fields.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .sorted()
                .toList();
    }

    /** The secret that the client presents, or null. */
    @Nullable
    Secret secret() {
        String secret = field("client_secret");
        String id = field("client_id");
        // In a form without percent-encoding (PnPjs 2), a plus sign of base64 is decoded as a blank.
        return secret != null && id != null
                ? new Secret(id, secret.indexOf(' ') < 0 ? List.of(secret) : List.of(secret, secret.replace(' ', '+')))
                : basic;
    }

    /** The text for logs, without values, because some are secrets. */
    @Override
    public String toString() {
        return "TokenRequest" + fields.keySet();
    }
}
