package org.s2slab.validation;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.identity.ActingUser;

/** The users one identifier names in this node; implemented by each node's store. */
public interface UserDirectory {
    /** Which identifier of a token a value comes from. */
    enum Kind {
        SID,
        UPN,
        SMTP,
        SIP
    }

    /**
     * All users whom this value names, disabled ones included; compared without ASCII case. Empty when there are none.
     */
    Future<List<ActingUser>> matching(Kind kind, String value);
}
