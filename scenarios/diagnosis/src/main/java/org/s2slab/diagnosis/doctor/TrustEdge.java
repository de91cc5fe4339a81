package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trust of one server in another: the caller authenticates to the resource.
 *
 * @param caller the node that creates the tokens
 * @param resource the node that receives the tokens
 * @param kind the kind of issuer that the resource trusts
 * @param faults the faults of the trust, in the order in which they must be fixed
 * @param call the test call: the product's own test, or the fresh call if it was refused; null if no call was possible,
 *     or if the trust is not configured
 * @param differences the differences between the caller's observed state and a fresh call
 */
public record TrustEdge(
        String caller,
        String resource,
        Kind kind,
        EdgeVerdict verdict,
        List<TrustFault> faults,
        @Nullable ProbeCall call,
        List<ObservedDifference> differences) {
    /** The kind of issuer that the resource trusts. */
    public enum Kind {
        PARTNER_APPLICATION("partner application"),
        AUTHORIZATION_SERVER("authorization server"),
        NONE("none");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public TrustEdge {
        faults = List.copyOf(faults);
        differences = List.copyOf(differences);
    }

    /** Whether the trust is configured but does not work now. */
    public boolean isBroken() {
        return verdict.word() == EdgeVerdict.Word.BROKEN;
    }

    JsonObject toJson() {
        JsonArray found = new JsonArray();
        faults.forEach(fault -> found.add(fault.toJson()));
        JsonArray other = new JsonArray();
        differences.forEach(difference -> other.add(difference.toJson()));
        return new JsonObject()
                .put("caller", caller)
                .put("resource", resource)
                .put("kind", kind.words())
                .put("verdict", verdict.word().name())
                .put("date", verdict.date())
                .put("faults", found)
                .put("call", call == null ? null : call.toJson())
                .put("differences", other);
    }
}
