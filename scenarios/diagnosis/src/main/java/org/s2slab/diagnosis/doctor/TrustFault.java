package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.CmdletFix;

/**
 * A fault of the trust between two servers, or of a node.
 *
 * @param sentence the cause, with the names and values of this deployment
 * @param breaks the time at which the trust breaks; null if it is already broken
 * @param cure the cmdlets that fix the fault, in order; empty if no fix is known
 */
public record TrustFault(
        FaultCode code, String sentence, @Nullable Instant breaks, List<CmdletFix> cure) {
    public TrustFault {
        cure = List.copyOf(cure);
        // The products have no application for each server that Microsoft no longer lets in as its own.
        if (cure.isEmpty() && code != FaultCode.DEDICATED_APPLICATION_REQUIRED) {
            throw new IllegalArgumentException("fix: a known fault has a fix, and " + code + " has none");
        }
    }

    static TrustFault now(FaultCode code, String sentence, CmdletCall... cure) {
        return now(code, sentence, CmdletFix.of(List.of(cure)));
    }

    static TrustFault now(FaultCode code, String sentence, List<CmdletFix> cure) {
        return new TrustFault(code, sentence, null, cure);
    }

    JsonObject toJson() {
        JsonArray lines = new JsonArray();
        cure.forEach(line -> lines.add(line.toJson()));
        return new JsonObject()
                .put("code", code.name())
                .put("sentence", sentence)
                .put("breaks", breaks)
                .put("cure", lines);
    }
}
