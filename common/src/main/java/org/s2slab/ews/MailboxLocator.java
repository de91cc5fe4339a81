package org.s2slab.ews;

import io.vertx.core.Future;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** Finds the server that serves a mailbox. */
public interface MailboxLocator {
    /** Either the EWS address of a mailbox, or the reason why the mailbox does not exist. */
    record Location(@Nullable URI ews, @Nullable Refusal absence) {
        public static Location at(URI ews) {
            return new Location(ews, null);
        }

        public static Location none(RefusalCode code, String why) {
            return new Location(null, new Refusal(code, why));
        }
    }

    /** Finds the mailbox of an address; fails with a Refusal if the result is unknown. */
    Future<Location> locate(String smtp, CallContext context);

    /** The current settings for locating mailboxes; results of other settings are discarded. */
    default Object settings() {
        return this;
    }
}
