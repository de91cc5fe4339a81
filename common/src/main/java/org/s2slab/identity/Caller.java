package org.s2slab.identity;

import org.jspecify.annotations.Nullable;

/**
 * Who an accepted request comes from: an application, an application on behalf of a user, or a person who signed in.
 *
 * @param application the calling application, or null when a person's own client calls
 * @param registered the name under which it is registered here, its own or its service principal's; null with it
 * @param user the user acted for or signed in, or null for an application that calls as itself
 * @param tokenHash hash of the token's signed bytes for journals, or null when no token was used
 */
public record Caller(
        @Nullable PrincipalId application,
        @Nullable PrincipalId registered,
        @Nullable ActingUser user,
        @Nullable String tokenHash) {
    public Caller {
        if (application == null && user == null) {
            throw new IllegalArgumentException("a caller is an application, a user, or both");
        }
    }

    /** One that is registered under its own name, or a person. */
    public Caller(@Nullable PrincipalId application, @Nullable ActingUser user, @Nullable String tokenHash) {
        this(application, application, user, tokenHash);
    }

    /** Whose work it counts as: a person's, an application's for a user, or an application's own. */
    public String account() {
        return (application == null ? "" : application + " for ") + (user == null ? "itself" : user.id());
    }

    /** Whether a person signed in with their own credential. */
    public boolean isPerson() {
        return application == null;
    }
}
