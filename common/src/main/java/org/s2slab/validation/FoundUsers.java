package org.s2slab.validation;

import java.util.List;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.validation.UserClaims.Identifier;

/**
 * Whom the directory knows by each identifier of a token; all were asked for before any is judged, so that every answer
 * takes the same time (check M4).
 *
 * @param matches the users each identifier names, in the order of the identifiers
 */
record FoundUsers(List<Identifier> identifiers, List<List<ActingUser>> matches, ServiceIdentity self) {
    /** The first user of the first identifier; IllegalStateException when nobody was found (then J2 refuses first). */
    ActingUser first() {
        if (matches.isEmpty() || matches.get(0).isEmpty()) {
            throw new IllegalStateException("a token without a user got past the user rules");
        }
        return matches.get(0).get(0);
    }
}
