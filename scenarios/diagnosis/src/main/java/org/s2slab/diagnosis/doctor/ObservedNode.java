package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.product.ProductCmdlets;

/**
 * The state of a node from its own cmdlets, before the examination makes a call or write.
 *
 * @param health the output of Get-LabNodeHealth
 * @param queues the output of Get-LabQueue
 * @param tokens the output of Get-LabKeptToken
 * @param calls the output of Get-LabPartnerCall
 */
record ObservedNode(
        ManagedNode node, JsonObject health, List<JsonObject> queues, List<JsonObject> tokens, List<JsonObject> calls) {
    private static final Map<String, String> STATES = Map.of(
            "Usable", "usable",
            "NotBegun", "not yet valid by the clock of the node",
            "Ended", "expired, replaced at the next call",
            "Requested", "being requested",
            "Refused", "refused");

    /** Reads the state of a node; empty if the node does not respond. */
    static Optional<ObservedNode> of(ManagedNode node) {
        AdministratorClient desk = new AdministratorClient(node);
        try {
            return Optional.of(new ObservedNode(
                    node,
                    desk.one(ProductCmdlets.HEALTH),
                    desk.run(ProductCmdlets.QUEUES),
                    desk.run(ProductCmdlets.TOKENS),
                    desk.run(ProductCmdlets.CALLS)));
        } catch (AdministratorClient.Unanswered e) {
            return Optional.empty();
        }
    }

    String name() {
        return node.name();
    }

    /** The name for people, in which the pool follows the server. */
    String label() {
        return node.address().label();
    }

    Instant now() {
        return health.getInstant("Time");
    }

    /** The time by which the node's clock is ahead of its machine's clock; negative if it is behind. */
    Duration ahead() {
        return Duration.between(health.getInstant("MachineTime"), now());
    }

    /** The state in sentences without full stops. */
    List<String> sentences() {
        return Stream.of(
                        Stream.of(clock(), database()),
                        queues.stream().map(ObservedNode::queue),
                        tokens.stream().map(ObservedNode::token),
                        calls.stream().flatMap(ObservedNode::call))
                .flatMap(sentences -> sentences)
                .toList();
    }

    /** A time for people, without fractions of a second; a dash if it is missing. */
    static String time(JsonObject object, String member) {
        @Nullable Instant time = object.getInstant(member);
        return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private String clock() {
        Duration ahead = ahead();
        return "the clock shows " + time(health, "Time")
                + (ahead.isZero()
                        ? ", the same as the machine's clock"
                        : ", " + ReachabilityCheck.timeSpan(ahead.abs())
                                + (ahead.isNegative() ? " behind" : " ahead of") + " the machine's clock");
    }

    private String database() {
        Long bytes = health.getLong("DatabaseBytes");
        String error = health.getString("LastCommitError");
        return "the database '" + health.getString("Database") + "' "
                + (health.getString("DatabaseState").equals("Answers")
                        ? "responds"
                        : "does not respond: " + health.getString("DatabaseState"))
                + (bytes == null ? "" : ", size " + bytes + " bytes, log " + health.getLong("LogBytes") + " bytes")
                + ", " + health.getLong("FreeBytes") / 1_000_000 + " MB free on disk"
                + (error == null ? "" : "; latest failed commit at " + time(health, "LastFailedCommit") + ": " + error);
    }

    private static String queue(JsonObject queue) {
        int length = queue.getInteger("Length");
        String what = "the queue '" + queue.getString("Work") + "' ";
        return length == 0
                ? what + "is empty"
                : what + "has " + length + " items, oldest from " + time(queue, "OldestItem") + ", "
                        + queue.getInteger("Resting") + " of them waiting after a failure"
                        + (queue.getString("LastError") == null
                                ? ""
                                : ", next attempt at " + time(queue, "NextAttempt") + ", latest error: "
                                        + queue.getString("LastError"));
    }

    private static String token(JsonObject token) {
        String error = token.getString("LastError");
        return "cached token for '" + token.getString("Audience") + "' issued by '" + token.getString("Issuer") + "', "
                + (token.getString("NotBefore") == null
                        ? ""
                        : "valid from " + token.getString("NotBefore") + " to " + token.getString("Expires") + ", ")
                + STATES.getOrDefault(token.getString("State"), token.getString("State"))
                + (error == null ? "" : ": " + error);
    }

    private static Stream<String> call(JsonObject call) {
        String target = "'" + call.getString("Target") + "'";
        long failures = call.getLong("FailuresSinceAccepted");
        return Stream.of(
                        sentence(call, "LastAccepted", "AcceptedDetail", "latest accepted call to " + target, ""),
                        sentence(
                                call,
                                "LastFailed",
                                "FailedDetail",
                                "latest failed call to " + target,
                                failures == 0
                                        ? "; accepted since then"
                                        : "; " + failures + " failed since the last accepted call"))
                .flatMap(Optional::stream);
    }

    private static Optional<String> sentence(JsonObject call, String time, String detail, String what, String end) {
        return call.getValue(time) == null
                ? Optional.empty()
                : Optional.of(what + " at " + time(call, time) + ": " + call.getString(detail) + end);
    }
}
