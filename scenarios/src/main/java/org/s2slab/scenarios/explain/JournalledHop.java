package org.s2slab.scenarios.explain;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.hops.HopTextParser;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;

/**
 * One hop as a journal, or a report made of journals, has it.
 *
 * @param at when, by one clock for all nodes
 * @param peer the other side as the node knows it, or null
 * @param spanId its place in the trace, or null where a report does not have it
 * @param parentSpanId the place that caused it, or null
 * @param checks the rules asked, up to and with the one that refused; may be empty
 */
record JournalledHop(
        Instant at,
        HopKind kind,
        String node,
        @Nullable String peer,
        @Nullable String user,
        @Nullable String rule,
        @Nullable HopDetail detail,
        @Nullable String spanId,
        @Nullable String parentSpanId,
        List<CheckedRule> checks) {
    /** Members by which an object is known to be a hop. */
    static boolean isOne(JsonObject json) {
        return json.getValue("kind") instanceof String kind
                && json.getValue("node") instanceof String
                && json.getValue("at") instanceof String
                && List.of(HopKind.values()).stream()
                        .anyMatch(known -> known.name().equals(kind));
    }

    static JournalledHop of(JsonObject json) {
        String peer = text(json, "peer", "claimed", "sender");
        return new JournalledHop(
                Instant.parse(json.getString("at")),
                HopKind.valueOf(json.getString("kind")),
                json.getString("node"),
                "-".equals(peer) ? null : peer,
                text(json, "user"),
                text(json, "rule"),
                HopTextParser.detail(json),
                text(json, "spanId"),
                text(json, "parentSpanId"),
                checks(json));
    }

    /** The first of these members that is there: journals and reports have different names for some. */
    private static @Nullable String text(JsonObject json, String... names) {
        for (String name : names) {
            if (json.getValue(name) instanceof String text) {
                return text;
            }
        }
        return null;
    }

    private static List<CheckedRule> checks(JsonObject json) {
        JsonArray checks = json.getValue("checks") instanceof JsonArray found ? found : new JsonArray();
        return checks.stream()
                .map(JsonObject.class::cast)
                .map(check -> new CheckedRule(
                        check.getString("rule"),
                        check.getString("says"),
                        check.getBoolean("held"),
                        check.getString("found"),
                        check.getString("wanted")))
                .toList();
    }

    /** The check that refused, or null. */
    @Nullable
    CheckedRule refusal() {
        CheckedRule last = checks.isEmpty() ? null : checks.get(checks.size() - 1);
        return last != null && Boolean.FALSE.equals(last.held()) ? last : null;
    }

    /** Whether something was declined, or did not come about. */
    boolean isRefusal() {
        return switch (kind) {
            case REFUSED, TOKEN_DENIED, METADATA_REFUSED, FAILED -> true;
            default -> false;
        };
    }
}
