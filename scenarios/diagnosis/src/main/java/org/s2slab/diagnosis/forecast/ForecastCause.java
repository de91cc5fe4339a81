package org.s2slab.diagnosis.forecast;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.s2slab.diagnosis.doctor.ProbeCall;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.engine.product.CmdletFix;

/**
 * A reason why a feature does not work.
 *
 * @param code the code of the doctor's fault, or {@link #UNEXPLAINED}
 * @param sentence the cause, with the names and values of the deployment
 * @param cure the cmdlets that mend it, in order; empty if no fix is known
 */
public record ForecastCause(String code, String sentence, List<CmdletFix> cure) {
    /** The code if the doctor knows no fault, but a call was refused or the feature did not work. */
    static final String UNEXPLAINED = "CALL_REFUSED";

    public ForecastCause {
        cure = List.copyOf(cure);
    }

    /** The causes of a broken edge: the faults that the doctor found, or the response to its test call. */
    static List<ForecastCause> of(TrustEdge edge) {
        if (!edge.isBroken()) {
            return List.of();
        }
        List<ForecastCause> causes = faults(edge);
        ProbeCall call = edge.call();
        String said = call == null ? "the doctor found the trust broken, and made no call" : call.said();
        return causes.isEmpty() ? List.of(unexplained(said)) : causes;
    }

    /** The faults that the doctor found in an edge, without those that break it later. */
    static List<ForecastCause> faults(TrustEdge edge) {
        return edge.faults().stream()
                .filter(fault -> fault.breaks() == null)
                .map(fault -> new ForecastCause(fault.code().name(), fault.sentence(), fault.cure()))
                .toList();
    }

    /** A cause that the doctor does not know: only the response is known. */
    static ForecastCause unexplained(String said) {
        return new ForecastCause(UNEXPLAINED, said, List.of());
    }

    /** Whether cmdlets mend it. */
    public boolean isCurable() {
        return cure.stream().anyMatch(CmdletFix::isCmdlet);
    }

    JsonObject toJson() {
        JsonArray lines = new JsonArray();
        cure.forEach(line -> lines.add(line.toJson()));
        return new JsonObject().put("code", code).put("sentence", sentence).put("cure", lines);
    }
}
