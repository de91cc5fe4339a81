package org.s2slab.lync.users;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.UserIdentifiers;

/**
 * A user of Lync.
 *
 * @param id the user principal name in lower case
 * @param sip the SIP address without {@code sip:}, or null for a person who was never enabled for Lync
 * @param smtp mail addresses, primary first; empty for a person without mail
 * @param sid security identifier, or null
 * @param enabledIn the places in which the user is enabled
 * @param pool the pool of the last move, or null; see {@link RegistrarPools#homeOf}
 */
public record LyncUser(
        String id,
        String displayName,
        String upn,
        @Nullable String sip,
        List<String> smtp,
        @Nullable String sid,
        Switches<EnabledIn> enabledIn,
        @Nullable String pool) {
    /** A place in which a user is enabled. */
    public enum EnabledIn {
        /** The account is enabled in the directory. */
        DIRECTORY,

        /** The person may use Lync. */
        LYNC
    }

    public LyncUser {
        smtp = List.copyOf(smtp);
    }

    public boolean accountEnabled() {
        return enabledIn.has(EnabledIn.DIRECTORY);
    }

    public boolean lyncEnabled() {
        return enabledIn.has(EnabledIn.LYNC);
    }

    /** The identifiers of this user in outgoing calls. */
    public UserIdentifiers identifiers() {
        return new UserIdentifiers(sid, upn, smtp.isEmpty() ? null : smtp.get(0), sip);
    }

    /** Whether the person may sign in, and partners may act for this person. */
    public boolean enabled() {
        return accountEnabled() && lyncEnabled();
    }

    ActingUser acting(String realm) {
        return new ActingUser(id, identifiers(), realm, enabled());
    }
}
