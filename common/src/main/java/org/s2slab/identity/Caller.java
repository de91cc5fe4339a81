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
 * @param roles the application permissions in the token of an application that calls as itself; in a token of a person
 *     for Microsoft Graph, the directory roles of the person and the scopes of the program
 * @param client the id of the application with which a person signed in at an authorization server; null for all others
 * @param tenantKey whether the authorization server issued the token for a key of a tenant to one of Microsoft's
 *     applications
 */
public record Caller(
        @Nullable PrincipalId application,
        @Nullable PrincipalId registered,
        @Nullable ActingUser user,
        @Nullable String tokenHash,
        List<String> roles,
        @Nullable String client,
        boolean tenantKey) {
    public Caller {
        if (application == null && user == null) {
            throw new IllegalArgumentException("a caller is an application, a user, or both");
        }
        roles = List.copyOf(roles);
    }

    /** A caller whose token is not a person's. */
    public Caller(
            @Nullable PrincipalId application,
            @Nullable PrincipalId registered,
            @Nullable ActingUser user,
            @Nullable String tokenHash,
            List<String> roles,
            boolean tenantKey) {
        this(application, registered, user, tokenHash, roles, null, tenantKey);
    }

    /** A person who signed in at an authorization server with a client application. */
    public static Caller person(ActingUser user, String client, String tokenHash) {
        return new Caller(null, null, user, tokenHash, List.of(), client, false);
    }

    /** A caller that is registered under its own name, or a person. */
    public Caller(@Nullable PrincipalId application, @Nullable ActingUser user, @Nullable String tokenHash) {
        this(application, application, user, tokenHash, List.of(), false);
    }

    /** The account to which limits apply: a person, an application for a user, or an application as itself. */
    public String account() {
        return (application == null ? "" : application + " for ") + (user == null ? "itself" : user.id());
    }

    /** Whether a person calls: with a password, or with an access token that the person's client got. */
    public boolean isPerson() {
        return application == null;
    }
}
