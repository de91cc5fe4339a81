package org.s2slab.drill;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls between two servers that one rule refused in one phase.
 *
 * @param caller the calling server
 * @param resource the refusing server
 * @param failed what is wrong according to the rule
 * @param period the times of the first and the last refusal
 * @param example the refusal of one of the calls, with the found and the expected value
 */
record RefusalGroup(
        String phase,
        String caller,
        String resource,
        String rule,
        String failed,
        FeatureUse feature,
        int count,
        Period period,
        String example,
        String traceId) {
    /**
     * The times of the first and the last refusal.
     *
     * @param first the time of the first refusal, by the deployment's clock, since the start of the drill
     */
    record Period(Duration first, Duration last) {
        private Period and(Period more) {
            return new Period(
                    first.compareTo(more.first) < 0 ? first : more.first,
                    last.compareTo(more.last) > 0 ? last : more.last);
        }
    }

    /** All groups of refused calls of a drill, in the order of their first refusals. */
    static List<RefusalGroup> in(PhaseRecorder diary, UserActions people) {
        Map<String, RefusalGroup> found = new LinkedHashMap<>();
        for (DrillPhase phase : diary.phases()) {
            for (JournalSummary.Refused one : phase.refused()) {
                FeatureUse feature = people.featureOf(one.traceId(), one.caller());
                Duration at = Duration.between(diary.begun(), one.at());
                RefusalGroup alone = new RefusalGroup(
                        phase.name(),
                        one.caller(),
                        one.node(),
                        one.rule(),
                        one.failed(),
                        feature,
                        1,
                        new Period(at, at),
                        one.detail(),
                        one.traceId());
                String key = String.join(" ", phase.name(), one.caller(), one.node(), one.rule(), feature.word());
                found.merge(key, alone, RefusalGroup::and);
            }
        }
        return List.copyOf(found.values());
    }

    private RefusalGroup and(RefusalGroup more) {
        return new RefusalGroup(
                phase,
                caller,
                resource,
                rule,
                failed,
                feature,
                count + more.count,
                period.and(more.period),
                example,
                traceId);
    }

    JsonObject json() {
        return new JsonObject()
                .put("phase", phase)
                .put("caller", caller)
                .put("resource", resource)
                .put("rule", rule)
                .put("failed", failed)
                .put("feature", feature.word())
                .put("count", count)
                .put("first", period.first.toString())
                .put("last", period.last.toString())
                .put("example", example)
                .put("traceId", traceId);
    }
}
