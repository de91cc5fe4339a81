package org.s2slab.exchange.sync;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiFunction;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;

/** Writes the common parts of both synchronisation responses: the new state and the changes. */
final class SyncResponseWriter {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;

    private SyncResponseWriter() {}

    /** An operation with one message and its own response code for a missing folder. */
    static EwsOperation operation(String name, BiFunction<EwsRequest, XmlElement, Future<EwsPayload>> sync) {
        return new PerElementOperation(
                name,
                "",
                EwsPayload.NONE,
                (request, asked) -> sync.apply(request, asked)
                        .recover(failure -> Future.failedFuture(
                                failure instanceof MailboxException
                                        ? new EwsError(ResponseCode.ErrorSyncFolderNotFound)
                                        : failure)));
    }

    /**
     * Writes a successful response.
     *
     * @param lastInRange the name of the element that tells whether the response contains the last change
     */
    static EwsPayload of(String state, String lastInRange, boolean last, List<EwsPayload> changes) {
        return xml -> {
            xml.element(M, "SyncState", state).element(M, lastInRange, last);
            xml.list(M, "Changes", changes, change -> change.write(xml));
        };
    }

    /** Writes a created or updated object. */
    static EwsPayload shown(boolean isNew, ObjectProperties thing, ResponseShape shape) {
        return xml -> {
            xml.open(T, isNew ? "Create" : "Update");
            thing.write(xml, shape);
            xml.close();
        };
    }

    /**
     * Writes a deleted object.
     *
     * @param element the name of its id element
     */
    static EwsPayload gone(String element, MailboxObjectId id) {
        return xml -> xml.copy(T, t("Delete", t(element).with("Id", id.text())));
    }
}
