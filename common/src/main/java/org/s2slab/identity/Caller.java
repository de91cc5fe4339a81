package org.s2slab.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller of an accepted request: an application, an application on behalf of a user, or a signed-in person.
 *
 * @param application the calling application, or null when a person's own client calls
 * @param registered the name of its registration or its service principal in this node; null without application
 * @param user the user whom the token names or who signed in; null if an application calls without a user
 * @param tokenHash hash of the token's signed bytes for journals, or null when no token was used
 * @param roles the application permissions in the token of an application that calls as itself
 * @param tenantKey whether the authorization server issued the token for a key of a tenant to one of Microsoft's
 *     applications
 */
public record Caller(
        @Nullable PrincipalId application,
        @Nullable PrincipalId registered,
        @Nullable ActingUser user,
        @Nullable String tokenHash,
        List<String> roles,
        boolean tenantKey) {
    public Caller {
        if (application == null && user == null) {
            throw new IllegalArgumentException("a caller is an application, a user, or both");
        }
        roles = List.copyOf(roles);
    }

    /** A caller that is registered under its own name, or a person. */
    public Caller(@Nullable PrincipalId application, @Nullable ActingUser user, @Nullable String tokenHash) {
        this(application, application, user, tokenHash, List.of(), false);
    }

    /** The account to which limits apply: a person, an application for a user, or an application as itself. */
    public String account() {
        return (application == null ? "" : application + " for ") + (user == null ? "itself" : user.id());
    }

    /** Whether a person signed in with their own credential. */
    public boolean isPerson() {
        return application == null;
    }
}
