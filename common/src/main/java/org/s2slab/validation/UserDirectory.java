package org.s2slab.validation;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.identity.ActingUser;

/** Finds the users that an identifier names in this node; implemented by each node's store. */
public interface UserDirectory {
    /** The kind of identifier in a token. */
    enum Kind {
        SID,
        UPN,
        SMTP,
        SIP
    }

    /** All users with this value, disabled ones included; compared without ASCII case. Empty if there are none. */
    Future<List<ActingUser>> matching(Kind kind, String value);
}
