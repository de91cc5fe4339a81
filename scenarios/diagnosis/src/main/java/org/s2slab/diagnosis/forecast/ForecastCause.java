package org.s2slab.diagnosis.forecast;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
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
    /** The code if the doctor knows no fault, and a test call was refused. */
    static final String UNEXPLAINED = "CALL_REFUSED";

    public ForecastCause {
        cure = List.copyOf(cure);
    }

    /** The causes of a broken edge: the faults that the doctor found, or the response to its test call. */
    static List<ForecastCause> of(TrustEdge edge) {
        if (!edge.isBroken()) {
            return List.of();
        }
        List<ForecastCause> causes = new ArrayList<>();
        edge.faults().stream()
                .filter(fault -> fault.breaks() == null)
                .map(fault -> new ForecastCause(fault.code().name(), fault.sentence(), fault.cure()))
                .forEach(causes::add);
        ProbeCall call = edge.call();
        if (causes.isEmpty()) {
            String said = call == null ? "the doctor found the trust broken, and made no call" : call.said();
            causes.add(new ForecastCause(UNEXPLAINED, said, List.of()));
        }
        return causes;
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
