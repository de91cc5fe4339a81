package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction between two servers: the caller proves itself to the resource.
 *
 * @param caller the node that makes tokens
 * @param resource the node that is to take them
 * @param kind whose word counts
 * @param faults what is wrong, the first things first
 * @param call what came of a real call, the fresh one where that was refused; null where none could be made, or nothing is
 *     configured
 * @param differences where what the caller keeps or did says something else than a fresh call
 */
public record TrustEdge(
        String caller,
        String resource,
        Kind kind,
        EdgeVerdict verdict,
        List<TrustFault> faults,
        @Nullable TestCall call,
        List<ObservedDifference> differences) {
    /** Whose word counts at the resource. */
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

    /** Whether it is set up and does not hold now. */
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
