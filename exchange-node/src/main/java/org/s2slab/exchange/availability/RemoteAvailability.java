package org.s2slab.exchange.availability;

import io.vertx.core.Future;
import java.util.Optional;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.xml.XmlElement;

/** Queries the free/busy data of mailboxes on other servers. */
public interface RemoteAvailability {
    /** No other servers. */
    RemoteAvailability NONE = (address, request) -> Optional.empty();

    /**
     * Queries the server responsible for an address.
     *
     * @param request the client's GetUserAvailabilityRequest; the query repeats it for this address alone
     * @return the server's {@code FreeBusyResponse} for the client; empty if no server is responsible for the address.
     *     A failure with an {@link org.s2slab.exchange.responsecode.EwsError} becomes the error of this address
     */
    Optional<Future<XmlElement>> freeBusy(String address, EwsRequest request);
}
