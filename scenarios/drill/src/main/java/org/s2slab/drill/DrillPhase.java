package org.s2slab.drill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.s2slab.drill.DrillDeployment.Done;

/**
 * The record of a completed phase of a drill.
 *
 * @param says the description of the phase
 * @param from the start of the phase, by the deployment's clock, since the start of the drill
 * @param took the duration of the phase in real time
 * @param changes the executed cmdlets
 * @param refused the refused calls between servers
 * @param findings the results of the checks
 */
record DrillPhase(
        String name,
        String says,
        Duration from,
        Duration to,
        Duration took,
        List<Done> changes,
        CallStatistics.Counts<FeatureUse> counts,
        long accepted,
        List<JournalSummary.Refused> refused,
        List<String> findings) {
    DrillPhase {
        changes = List.copyOf(changes);
        refused = List.copyOf(refused);
        findings = List.copyOf(findings);
    }

    /** Whether a call between servers was refused, or a user call did not succeed. */
    boolean isDisturbed() {
        return !refused.isEmpty() || counts.allNoticed() > 0;
    }

    /** The number of user calls per second of real time. */
    double rate() {
        return took.isZero() ? 0 : counts.allCalls() * 1000.0 / took.toMillis();
    }

    JsonObject json() {
        JsonArray cmdlets = new JsonArray();
        changes.forEach(change -> cmdlets.add(new JsonObject()
                .put("node", change.call().node())
                .put("line", change.call().line())
                .put("warnings", change.warnings())));
        return new JsonObject()
                .put("phase", name)
                .put("says", says)
                .put("from", from.toString())
                .put("to", to.toString())
                .put("realMilliseconds", took.toMillis())
                .put("cmdlets", cmdlets)
                .put("calls", counts.json())
                .put("callsPerSecond", Math.round(rate()))
                .put("notServed", counts.allNoticed())
                .put("acceptedBetweenServers", accepted)
                .put("refusedBetweenServers", refused.size())
                .put("findings", new JsonArray(findings));
    }
}
