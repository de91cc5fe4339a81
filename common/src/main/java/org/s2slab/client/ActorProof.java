package org.s2slab.client;

import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.token.ActorToken;

/**
 * An actor token and what it proves.
 *
 * @param audience for whom it was made
 * @param application whom it names, the issuer of an outer token around it
 */
record ActorProof(ActorToken token, Audience audience, PrincipalId application) {
    /** The partner's short name, for journals. */
    String peer() {
        return new PrincipalId(audience.id(), audience.realm()).product();
    }
}
