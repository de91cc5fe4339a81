package org.s2slab.ews;

import io.vertx.core.Future;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** Finds out where mailboxes are served. */
public interface MailboxLocator {
    /** Where Exchange Web Services of a mailbox are, or why there is no such mailbox: one of them. */
    record Location(@Nullable URI ews, @Nullable Refusal absence) {
        public static Location at(URI ews) {
            return new Location(ews, null);
        }

        public static Location none(RefusalCode code, String why) {
            return new Location(null, new Refusal(code, why));
        }
    }

    /** Where the mailbox of an address is; fails with a Refusal where that cannot be found out. */
    Future<Location> locate(String smtp, CallContext context);

    /** By what mailboxes are located now: what was found by anything else is not known any more. */
    default Object settings() {
        return this;
    }
}
