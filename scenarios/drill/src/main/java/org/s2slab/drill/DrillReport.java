package org.s2slab.drill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.s2slab.engine.product.BehaviorReader;

/**
 * The report of a drill: its settings and its results.
 *
 * @param certificates the thumbprints of the server's certificates
 * @param traffic the user calls of all phases
 * @param reads how often each partner read the server's metadata without a cmdlet
 * @param undelivered the number of transcripts that did not reach the mailbox
 * @param warnings one sentence for each deliberate difference of the lab that a server has switched off
 */
public record DrillReport(
        RolloverDrill drill,
        String topology,
        Certificates certificates,
        List<DrillPhase> phases,
        List<RefusalGroup> troubles,
        List<StolenKeyAttempt> probes,
        Traffic traffic,
        Map<String, Integer> reads,
        int undelivered,
        List<String> warnings) {
    /**
     * The thumbprints of a server's certificates.
     *
     * @param old the thumbprint of the certificate before the rollover
     * @param next the thumbprint of the certificate after the rollover
     * @param servers the servers that sign with the certificate, each with its pool
     */
    public record Certificates(String old, String next, List<String> servers) {
        public Certificates {
            servers = List.copyOf(servers);
        }
    }

    /**
     * The user calls of all phases.
     *
     * @param took the duration of all phases in real time
     */
    public record Traffic(CallStatistics.Counts<FeatureUse> counts, JsonArray seconds, Duration took) {}

    static DrillReport of(
            RolloverDrill drill,
            DrillDeployment deployment,
            RolloverTarget rolled,
            PhaseRecorder diary,
            JournalSummary journals,
            TrafficGenerator<FeatureUse> traffic,
            UserActions people,
            List<StolenKeyAttempt> probes,
            int undelivered) {
        return new DrillReport(
                drill,
                deployment.topology().plan().name(),
                new Certificates(rolled.old().thumbprint(), rolled.next(), rolled.servers()),
                diary.phases(),
                RefusalGroup.in(diary, people),
                List.copyOf(probes),
                new Traffic(
                        traffic.statistics().counts(),
                        traffic.statistics().seconds(),
                        diary.phases().stream().map(DrillPhase::took).reduce(Duration.ZERO, Duration::plus)),
                reads(journals, deployment, rolled.plan().configuration()),
                undelivered,
                BehaviorReader.warnings(deployment.topology().managed()));
    }

    /** How often each partner read the server's metadata, without the reads that a cmdlet of the drill caused. */
    private static Map<String, Integer> reads(JournalSummary journals, DrillDeployment deployment, String of) {
        Map<String, Integer> counts = new TreeMap<>();
        for (JournalSummary.Read read : journals.reads()) {
            if (read.of().equals(of) && !deployment.ordered(read.traceId())) {
                counts.merge(deployment.label(read.node()), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** The number of refused calls between servers. */
    public int refused() {
        return troubles.stream().mapToInt(RefusalGroup::count).sum();
    }

    /** The number of user calls that did not succeed. */
    public int notServed() {
        return traffic.counts.allNoticed();
    }

    /** The number of user calls of all features. */
    public int calls() {
        return traffic.counts.allCalls();
    }

    /** The number of user calls of one feature. */
    public int calls(FeatureUse feature) {
        return traffic.counts.calls(feature);
    }

    /** The number of user calls of all features per second of real time. */
    public double rate() {
        return traffic.took.isZero() ? 0 : calls() * 1000.0 / traffic.took.toMillis();
    }

    /** The rules that refused calls, each with caller and resource: {@code lync to exchange: E4}. */
    public List<String> refusals() {
        return troubles.stream()
                .map(one -> one.caller() + " to " + one.resource() + ": " + one.rule())
                .distinct()
                .sorted()
                .toList();
    }

    /** The servers that accepted the old key in the last attempt. */
    public List<String> believers() {
        Map<String, StolenKeyAttempt> last = new LinkedHashMap<>();
        probes.forEach(probe -> last.put(probe.node(), probe));
        return last.values().stream()
                .filter(StolenKeyAttempt::believed)
                .map(StolenKeyAttempt::node)
                .toList();
    }

    /** The servers that accepted the old key in any attempt. */
    public List<String> believedOnce() {
        return probes.stream()
                .filter(StolenKeyAttempt::believed)
                .map(StolenKeyAttempt::node)
                .distinct()
                .toList();
    }

    /** Whether no call was refused, all users were served, all transcripts arrived, and the old key is refused. */
    public boolean isFlawless() {
        return refused() == 0
                && notServed() == 0
                && undelivered == 0
                && believers().isEmpty();
    }

    /** The number of accepted calls between servers. */
    long accepted() {
        return phases.stream().mapToLong(DrillPhase::accepted).sum();
    }

    /** The complete report as JSON. */
    public JsonObject json() {
        return new JsonObject()
                .put("drill", "rollover")
                .put("topology", topology)
                .put("server", drill.server())
                .put("servers", new JsonArray(certificates.servers))
                .put(
                        "forgotten",
                        new JsonArray(drill.forgotten().stream()
                                .map(RolloverStep::word)
                                .sorted()
                                .toList()))
                .put("oldCertificate", certificates.old)
                .put("newCertificate", certificates.next)
                .put("warnings", new JsonArray(warnings))
                .put("flawless", isFlawless())
                .put("calls", traffic.counts.json().put("all", calls()))
                .put("realMilliseconds", traffic.took.toMillis())
                .put("callsPerSecond", Math.round(rate()))
                .put("notServed", notServed())
                .put("undelivered", undelivered)
                .put("acceptedBetweenServers", accepted())
                .put("refusedBetweenServers", refused())
                .put("metadataReads", new JsonObject(new LinkedHashMap<>(reads)))
                .put(
                        "phases",
                        new JsonArray(phases.stream().map(DrillPhase::json).toList()))
                .put(
                        "refused",
                        new JsonArray(troubles.stream().map(RefusalGroup::json).toList()))
                .put(
                        "oldKey",
                        new JsonArray(
                                probes.stream().map(StolenKeyAttempt::json).toList()))
                .put("seconds", traffic.seconds);
    }
}
