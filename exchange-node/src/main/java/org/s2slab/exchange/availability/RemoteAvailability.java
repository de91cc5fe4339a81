package org.s2slab.exchange.availability;

import io.vertx.core.Future;
import java.util.Optional;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.xml.XmlElement;

/** Queries the free/busy data of mailboxes outside of this server. */
public interface RemoteAvailability {
    /** There are none. */
    RemoteAvailability NONE = (address, request) -> Optional.empty();

    /**
     * What a server elsewhere tells of one address.
     *
     * @param request the GetUserAvailabilityRequest as it was sent, to be asked again there for that address alone
     * @return the server's {@code FreeBusyResponse}, which is answered as it is; empty where nobody there is responsible
     *     for the address. A Future that fails with an {@link org.s2slab.exchange.responsecode.EwsError} is told as that address's
     *     error
     */
    Optional<Future<XmlElement>> freeBusy(String address, EwsRequest request);
}
