package org.s2slab.engine.precondition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.hops.HopChecker;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioParts;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.language.StepKind;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.run.StepResult;

/**
 * Plays a scenario without one object of its trust. Failures of the steps that configure the trust are recorded and
 * ignored. The first failed step of the feature ends the scenario.
 *
 * <p>The result contains all refusals in the journals of nodes since the start of the feature, because an earlier step
 * may have caused the failure of a later step.
 */
final class DroppedPlay {
    private static final Set<String> REFUSING = Set.of("REFUSED", "FAILED", "TOKEN_DENIED", "METADATA_REFUSED");

    /** The text and the code of a refusal by Exchange Web Services. */
    private static final Pattern RESPONSE =
            Pattern.compile("MessageText>([^<]*)<.*?ResponseCode>(Error\\w+)<", Pattern.DOTALL);

    private final Deployment topology;
    private final Scenario scenario;
    private final ScenarioSession session;
    private final RunListener listener;
    private final Map<String, Long> read = new HashMap<>();
    private final List<String> undone = new ArrayList<>();
    private final List<ObservedHop> hops = new ArrayList<>();

    /** A refusal from the journal of a node. Without a call, the refusal is from the response to the step. */
    record Refused(
            String by, @Nullable String code, @Nullable String rule, String detail, boolean answered) {
        boolean fits(ExpectedRefusal expected) {
            return by.equals(expected.by())
                    && expected.code().equals(code)
                    && Objects.equals(expected.rule(), rule)
                    && says(expected.says())
                    && answered == expected.answered();
        }

        /**
         * Whether the detail contains these words. An ellipsis between the words stands for text that differs between
         * runs.
         */
        private boolean says(String words) {
            int from = 0;
            for (String part : words.split(" … ", -1)) {
                int at = detail.indexOf(part, from);
                if (at < 0) {
                    return false;
                }
                from = at + part.length();
            }
            return true;
        }
    }

    /**
     * The result of a scenario.
     *
     * @param failed the failed step of the feature with its problems; null if all steps passed
     * @param undone the titles of the failed steps that configure the trust
     */
    record Outcome(@Nullable String failed, List<Refused> refusals, List<String> undone) {}

    /** @param listener is notified of the played steps */
    DroppedPlay(Deployment topology, Scenario scenario, ScenarioSession session, RunListener listener) {
        this.listener = listener;
        this.topology = topology;
        this.scenario = scenario;
        this.session = session;
    }

    /** @param dropped the dropped object, or null to drop nothing */
    Outcome play(@Nullable Precondition dropped) {
        ScenarioParts.trust(scenario).forEach(step -> configure(step, dropped));
        if (dropped != null && dropped.account() != null) {
            new TrustObjects(topology).takeBack(dropped);
        } else if (dropped != null && dropped.takeBack() != null) {
            takeBack(dropped.takeBack());
        }
        refusals();
        for (Step step : ScenarioParts.feature(scenario)) {
            ScenarioSession.Played played = session.play(step);
            hops.addAll(played.result().hops());
            listener.played(played.result());
            if (!played.result().passed()) {
                List<Refused> found = refusals();
                answered(step, played).ifPresent(found::add);
                return new Outcome(step.title() + ": " + played.result().problems(), found, undone);
            }
        }
        List<String> missing = HopChecker.problems(scenario.hops(), scenario.never(), hops);
        return new Outcome(missing.isEmpty() ? null : "the whole: " + missing, List.of(), undone);
    }

    private void configure(Step step, @Nullable Precondition dropped) {
        Step played = dropped == null ? step : without(step, dropped);
        if (played == null) {
            return;
        }
        StepResult result = session.play(played).result();
        hops.addAll(result.hops());
        listener.played(result);
        if (!result.passed()) {
            undone.add(step.title());
        }
    }

    private static @Nullable Step without(Step step, Precondition dropped) {
        if (!step.title().equals(dropped.step()) || dropped.takeBack() != null) {
            return step;
        }
        if (dropped.item() == null && dropped.parameter() == null) {
            return null;
        }
        JsonObject fields = step.fields().copy();
        JsonObject given = fields.getJsonObject("with");
        if (dropped.parameter() != null) {
            given.remove(dropped.parameter());
        } else {
            given.forEach(entry -> {
                if (entry.getValue() instanceof JsonArray list) {
                    list.remove(dropped.item());
                }
            });
        }
        return new Step(
                step.source(),
                step.written(),
                step.title(),
                step.kind(),
                fields,
                step.name(),
                step.expectation(),
                step.hops(),
                step.never());
    }

    private void takeBack(JsonObject cmdlet) {
        ManagedNode node = topology.managed(topology.node(cmdlet.getString("at")));
        TrustObjects.run(node, cmdlet.getString("run"), cmdlet.getJsonObject("with"));
    }

    /** The refusals in the journals since the last call of this method. */
    private List<Refused> refusals() {
        List<Refused> refusals = new ArrayList<>();
        for (ManagedNode node : topology.managed()) {
            JsonArray fresh =
                    node.journal(read.getOrDefault(node.name(), 0L)).await().getJsonArray("hops");
            for (Object one : fresh) {
                JsonObject hop = (JsonObject) one;
                read.merge(node.name(), hop.getLong("sequence"), Math::max);
                if (REFUSING.contains(hop.getString("kind"))) {
                    String detail = String.valueOf(hop.getString("detail"));
                    refusals.add(new Refused(node.name(), hop.getString("code"), hop.getString("rule"), detail, false));
                }
            }
        }
        return refusals;
    }

    /**
     * The refusal in the response to a step without a server-to-server call: to a move of contacts, or from a web
     * service of Exchange.
     */
    private static Optional<Refused> answered(Step step, ScenarioSession.Played played) {
        if (step.kind() == StepKind.SIGN_IN && played.found().json() instanceof JsonObject body) {
            JsonObject migration = body.getJsonObject("migration", new JsonObject());
            String reason = String.valueOf(migration.getString("reason"));
            return Optional.of(new Refused("lync", migration.getString("state"), null, reason, true));
        }
        Matcher response = RESPONSE.matcher(String.valueOf(played.found().body()));
        if (step.kind() == StepKind.CALL && response.find()) {
            String node = step.fields().getString("call").split(" ", 2)[0];
            return Optional.of(new Refused(node, response.group(2), null, response.group(1), true));
        }
        return Optional.empty();
    }
}
