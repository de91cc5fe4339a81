package org.s2slab.lync.users;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Predicate;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.NameKey;

/** Finds the users that match an administrator's Identity: SIP address, user principal name or display name. */
public record UserLookup(UserStore users) {
    /** The only matching user; fails with PARAMETER_INVALID if no user or more than one user matches. */
    public Future<LyncUser> one(String identity) {
        return matching(identity).map(found -> {
            if (found.size() == 1) {
                return found.get(0);
            }
            throw Refusal.invalid(
                    found.isEmpty()
                            ? "Management object not found for identity \"" + identity
                                    + "\". Expected a SIP address, a user principal name or a display name."
                            : "Identity \"" + identity + "\" names " + found.size() + " users: "
                                    + found.stream().map(LyncUser::upn).toList() + ". Name one.");
        });
    }

    /** The only matching user if enabled for Lync; otherwise fails with PARAMETER_INVALID. */
    public Future<LyncUser> oneEnabled(String identity) {
        return one(identity).map(user -> {
            if (!user.enabled()) {
                throw Refusal.invalid("\"" + identity + "\" is not enabled for Lync; Enable-CsUser enables a user.");
            }
            return user;
        });
    }

    /** All users that match an identity; {@code *} matches any characters of a display name. */
    public Future<List<LyncUser>> matching(String identity) {
        String requested = NameKey.ofSip(identity);
        Predicate<String> name = ObjectCmdlets.pattern(identity);
        return users.all()
                .map(all -> all.stream()
                        .filter(user -> user.id().equals(requested)
                                || requested.equals(user.sip())
                                || name.test(user.displayName()))
                        .toList());
    }
}
