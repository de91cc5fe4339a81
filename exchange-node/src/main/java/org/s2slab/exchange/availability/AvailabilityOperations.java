package org.s2slab.exchange.availability;

import io.vertx.core.Vertx;
import java.util.List;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.permissions.PermissionStore;

/** All EWS operations on free/busy data and time zones. */
public final class AvailabilityOperations {
    private AvailabilityOperations() {}

    /** @param elsewhere queries mailboxes that are not on this server */
    public static List<EwsOperation> all(
            Vertx vertx, AddressBook book, PermissionStore permissions, RemoteAvailability elsewhere) {
        return List.of(new GetUserAvailability(vertx, book, permissions, elsewhere), new GetServerTimeZones());
    }
}
