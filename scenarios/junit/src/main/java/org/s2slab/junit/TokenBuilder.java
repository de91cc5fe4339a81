package org.s2slab.junit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Builds a token for a test. The token is valid unless a method spoils it. Each method returns another builder and
 * leaves this one unchanged.
 */
public interface TokenBuilder {
    /**
     * Sets the audience.
     *
     * @param resource the name of a node of the deployment, or a custom audience, {@code id/host@realm}
     */
    TokenBuilder to(String resource);

    /** Adds a user: an outer token that names the user, around the actor token. */
    TokenBuilder forUser(String address);

    /** Requests the token from the deployment's authorization server; the server does not sign it itself. */
    TokenBuilder issuedByTheAuthorizationServer();

    /** Sets the lifetime (default: eight hours from now). */
    default TokenBuilder valid(Instant from, Duration length) {
        return claim("nbf", Long.toString(from.getEpochSecond()))
                .claim("exp", Long.toString(from.plus(length).getEpochSecond()));
    }

    /** Signs with a key that nobody in the deployment has, under the thumbprint of the server's own key. */
    TokenBuilder signedByAnOutsider();

    /** Removes the signature of the actor token. */
    TokenBuilder withoutSignature();

    /**
     * Spoils the token, after all other changes, in a way of the catalogue (docs/generated/spoilings.md): {@code "G3"}.
     *
     * @param name of the way; {@link #text} throws IllegalArgumentException when it is unknown or does not fit
     */
    TokenBuilder spoiled(String name);

    /** Sets a claim in every layer; null removes the claim. */
    TokenBuilder claim(String name, @Nullable Object value);

    /** The token's text; requests it from the authorization server where that server issues it. Blocks. */
    String text();

    /** The token as the value of an Authorization field. */
    default String bearer() {
        return "Bearer " + text();
    }
}
