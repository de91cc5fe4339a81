package org.s2slab.exchange.ews;

import io.vertx.core.Future;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlWriter;

/**
 * One response message.
 *
 * @param error the error, or null for success
 * @param payload the content; empty after an error unless the schema requires content
 */
public record EwsMessage(@Nullable EwsError error, EwsPayload payload) {
    private static final Set<ResponseCode> STOPPING = Set.of(
            ResponseCode.ErrorAccessDenied, ResponseCode.ErrorQuotaExceeded, ResponseCode.ErrorBatchProcessingStopped);

    /** The codes that are reported as a warning instead of an error ({@code ResponseClass="Warning"}). */
    private static final Set<ResponseCode> WARNINGS =
            Set.of(ResponseCode.ErrorNameResolutionMultipleResults, ResponseCode.ErrorBatchProcessingStopped);

    public static EwsMessage success(EwsPayload payload) {
        return new EwsMessage(null, payload);
    }

    /** Writes the response class, the message text and the response code into the open element. */
    public static void outcome(XmlWriter xml, @Nullable EwsError error) {
        if (error == null) {
            xml.attribute("ResponseClass", "Success").element(EwsNames.MESSAGES, "ResponseCode", "NoError");
            return;
        }
        xml.attribute("ResponseClass", WARNINGS.contains(error.code()) ? "Warning" : "Error")
                .element(EwsNames.MESSAGES, "MessageText", error.text())
                .element(EwsNames.MESSAGES, "ResponseCode", error.code().name())
                .element(EwsNames.MESSAGES, "DescriptiveLinkKey", "0");
    }

    /** Writes this message as an element with the given name. */
    public XmlWriter write(XmlWriter xml, String name) {
        outcome(xml.open(EwsNames.MESSAGES, name), error);
        payload.write(xml);
        return xml.close();
    }

    /** The message of a payload, or of an {@link EwsError} with other content. Other failures remain failures. */
    public static Future<EwsMessage> of(Future<EwsPayload> payload, EwsPayload whenFailed) {
        return payload.map(EwsMessage::success)
                .recover(failure -> failure instanceof EwsError error
                        ? Future.succeededFuture(new EwsMessage(error, whenFailed))
                        : Future.failedFuture(failure));
    }

    /** Whether the error stops the processing of the remaining parts of the request. */
    public boolean stopsBatch() {
        return error != null && STOPPING.contains(error.code());
    }

    public static EwsMessage failure(EwsError error) {
        return new EwsMessage(error, EwsPayload.NONE);
    }
}
