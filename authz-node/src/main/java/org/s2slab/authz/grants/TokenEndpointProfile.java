package org.s2slab.authz.grants;

import java.util.Set;

/**
 * The settings of a token endpoint that no request can change.
 *
 * @param audiences the valid {@code aud} of an assertion; {@code %s} stands for the tenant's id
 * @param grants the grants it has
 * @param byScope whether clients name a scope, as at the v2.0 endpoint, or a {@code resource}
 */
public record TokenEndpointProfile(Set<String> audiences, Set<GrantType> grants, boolean byScope) {
    public TokenEndpointProfile {
        audiences = Set.copyOf(audiences);
        grants = Set.copyOf(grants);
    }

    String resourceField() {
        return byScope ? "scope" : "resource";
    }

    /** The parameter by which a token is requested, for messages. */
    String resourceForm() {
        return byScope ? "https://<host>/.default" : "<application>/<host>@<tenant>";
    }
}
