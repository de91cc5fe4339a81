package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.CmdletFix;

/** Compares a caller's cached data for a resource and its latest calls with a fresh call. */
final class ObservationComparison {
    private final ServerPair pair;
    private final ObservedNode caller;
    private final CallCheck.Tried tried;
    private final List<TrustFault> faults;
    private final List<ObservedDifference> found = new ArrayList<>();

    private ObservationComparison(
            ServerPair pair, ObservedNode caller, CallCheck.Tried tried, List<TrustFault> faults) {
        this.pair = pair;
        this.caller = caller;
        this.tried = tried;
        this.faults = faults;
    }

    /**
     *
     * @param caller the caller's state before the test call
     * @param faults the faults of the trust
     */
    static List<ObservedDifference> of(
            ServerPair pair, ObservedNode caller, CallCheck.Tried tried, List<TrustFault> faults) {
        ObservationComparison differences = new ObservationComparison(pair, caller, tried, faults);
        differences.compare();
        return differences.found;
    }

    /** Whether a cached token for the resource is not valid yet. The caller's next own call would replace it. */
    static boolean keepsNotBegun(ServerPair pair, ObservedNode caller) {
        return caller.tokens().stream().anyMatch(token -> isOf(pair, "TargetHost", token) && isNotBegun(token));
    }

    private void compare() {
        List<JsonObject> tokens = caller.tokens().stream()
                .filter(token -> isOf(pair, "TargetHost", token))
                .toList();
        List<JsonObject> calls = caller.calls().stream()
                .filter(call -> isOf(pair, "Target", call))
                .toList();
        if (tried.fresh().taken()) {
            tokens.stream().filter(ObservationComparison::isNotBegun).forEach(this::notBegun);
            calls.stream()
                    .filter(call -> call.getLong("FailuresSinceAccepted") > 0)
                    .forEach(call -> failing(call, kept(call, "Failed", tokens)));
            ProbeCall own = tried.own();
            if (own != null && !own.taken()) {
                ownFails(own, tokens);
            }
        } else if (calls.stream().allMatch(call -> call.getLong("FailuresSinceAccepted") == 0)) {
            calls.stream()
                    .filter(call -> call.getValue("LastAccepted") != null)
                    .forEach(call -> kept(call, "Accepted", tokens)
                            .filter(ObservationComparison::isUsable)
                            .ifPresent(token -> working(call, token)));
        }
    }

    private static boolean isNotBegun(JsonObject token) {
        return "NotBegun".equals(token.getString("State"));
    }

    private static boolean isUsable(JsonObject token) {
        return "Usable".equals(token.getString("State"));
    }

    private static boolean isOf(ServerPair pair, String member, JsonObject object) {
        return pair.resource().address().hosts().stream().anyMatch(object.getString(member)::equalsIgnoreCase);
    }

    /** The token of a call, if the caller still has it in its cache. */
    private static Optional<JsonObject> kept(JsonObject call, String which, List<JsonObject> tokens) {
        @Nullable String hash = call.getString(which + "TokenHash");
        return tokens.stream()
                .filter(token -> hash != null && Objects.equals(hash, token.getString("TokenHash")))
                .findFirst();
    }

    private void notBegun(JsonObject token) {
        add(
                name() + " has a cached token for '" + token.getString("TargetHost") + "' from "
                        + token.getString("NotBefore") + " to " + token.getString("Expires")
                        + ". Its clock was set back to "
                        + ObservedNode.time(caller.health(), "Time") + ". A fresh token is accepted",
                clearing(token.getString("TargetHost")));
    }

    /** Reports that the product's own test failed. The fix clears a usable cached token if there is no other fault. */
    private void ownFails(ProbeCall own, List<JsonObject> tokens) {
        List<CmdletFix> cure = tokens.stream()
                .filter(token -> faults.isEmpty() && isUsable(token))
                .flatMap(token -> clearing(token.getString("TargetHost")).stream())
                .distinct()
                .toList();
        add(
                own.line() + " on " + name() + (cure.isEmpty() ? "" : ", which can use a cached token,") + " fails: "
                        + own.said() + ". " + freshIsAccepted(),
                cure);
    }

    /**
     * Reports a failed call. It has no fix: a node removes a refused token from its cache. If the user or the request
     * was refused, the token stays cached, and a new token would not help.
     */
    private void failing(JsonObject call, Optional<JsonObject> token) {
        String latest = "the latest call of " + name() + " to '" + call.getString("Target") + "' failed at "
                + ObservedNode.time(call, "LastFailed") + ": " + call.getString("FailedDetail")
                + ". Failed calls since the last accepted call: "
                + call.getLong("FailuresSinceAccepted") + ". ";
        String kept = token.map(
                        same -> "The token of that call is still cached, until " + same.getString("Expires") + ". ")
                .orElse(
                        call.getString("FailedTokenHash") == null
                                ? ""
                                : "The token of that call is no longer cached. ");
        add(latest + kept + freshIsAccepted(), List.of());
    }

    /** Names the user of the fresh token, because a token for another user may be refused. */
    private String freshIsAccepted() {
        @Nullable String user = pair.world().user();
        return "A fresh token is accepted" + (user == null ? "" : " for '" + user + "'");
    }

    private void working(JsonObject call, JsonObject token) {
        add(
                "the latest call of " + name() + " to '" + call.getString("Target") + "' was accepted at "
                        + ObservedNode.time(call, "LastAccepted") + ". Its token is cached until "
                        + token.getString("Expires") + ". A fresh token is refused: "
                        + tried.fresh().said(),
                List.of());
    }

    private List<CmdletFix> clearing(String host) {
        return List.of(CmdletFix.of(pair.caller().product().clearTokens(host)));
    }

    private String name() {
        return pair.caller().label();
    }

    private void add(String sentence, List<CmdletFix> cure) {
        found.add(new ObservedDifference(sentence, cure));
    }
}
