package org.s2slab.exchange.availability;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;

/** Queries mailboxes on other servers: free/busy data, automatic replies and photos. */
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

    /** The current automatic reply of an address, or an empty text; empty if no server is responsible for the address. */
    default Optional<Future<String>> automaticReply(String address, Mailbox asking, CallContext context) {
        return Optional.empty();
    }

    /** The photo of an address, if it has one; empty if no server is responsible for the address. */
    default Optional<Future<Optional<Buffer>>> photo(String address, Mailbox asking, CallContext context) {
        return Optional.empty();
    }
}
