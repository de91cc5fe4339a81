package org.s2slab.authz.grants;

import java.util.Set;

/**
 * What is settled by the door a request came in by, whatever the request says.
 *
 * @param audiences what an assertion's {@code aud} may be, given the tenant's id in place of {@code %s}
 * @param grants the grants it has
 * @param byScope whether a token is asked for by a scope, as at the v2.0 endpoint, or by {@code resource}
 */
public record TokenEndpointProfile(Set<String> audiences, Set<GrantType> grants, boolean byScope) {
    public TokenEndpointProfile {
        audiences = Set.copyOf(audiences);
        grants = Set.copyOf(grants);
    }

    String resourceField() {
        return byScope ? "scope" : "resource";
    }

    /** How a token is asked for, for people. */
    String resourceForm() {
        return byScope ? "https://<host>/.default" : "<application>/<host>@<tenant>";
    }
}
