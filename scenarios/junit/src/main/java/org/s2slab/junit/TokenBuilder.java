package org.s2slab.junit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Builds a token for a test. The token is valid unless a method spoils it. Each method returns a new builder, and does
 * not change this builder.
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

    /** Requests the token from the deployment's authorization server. The calling server then does not sign it. */
    TokenBuilder issuedByTheAuthorizationServer();

    /** Sets the lifetime (default: eight hours from now). */
    default TokenBuilder valid(Instant from, Duration length) {
        return claim("nbf", Long.toString(from.getEpochSecond()))
                .claim("exp", Long.toString(from.plus(length).getEpochSecond()));
    }

    /** Signs with a key that no server of the deployment has, but uses the thumbprint of the server's own key. */
    TokenBuilder signedByAnOutsider();

    /** Removes the signature of the actor token. */
    TokenBuilder withoutSignature();

    /**
     * Spoils the token after all other changes.
     *
     * @param name a spoiling of the catalogue (docs/generated/spoilings.md), for instance {@code "G3"}; {@link #text}
     *     throws IllegalArgumentException if it is unknown or does not fit
     */
    TokenBuilder spoiled(String name);

    /** Sets a claim in every layer; null removes the claim. */
    TokenBuilder claim(String name, @Nullable Object value);

    /** The text of the token. If the authorization server issues the token, it is requested now. Blocks. */
    String text();

    /** The value of an Authorization field with the token. */
    default String bearer() {
        return "Bearer " + text();
    }
}
