package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeFolderReader;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.ScenarioCheck;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.language.StepKind;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioSession.Played;
import org.s2slab.engine.run.SecretCollector;
import org.s2slab.engine.run.StepOutput;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.engine.text.YamlWriter;
import org.s2slab.trace.TokenRedactor;

/**
 * Records what people do on a deployment of the console, so that it can be saved as a scenario. A value that servers
 * generated, such as a thumbprint, becomes a reference. An action with a typed secret is not recorded.
 */
final class ActionRecorder implements ManagedNode.CmdletWatcher {
    /** Maximum number of recorded steps, and of named actions that are left out. The others are only counted. */
    private static final int MOST = 500;

    /** The names in a node's refusal of an unknown cmdlet or parameter. The check of a scenario accepts these words. */
    private static final Pattern UNKNOWN = Pattern.compile("The term '[^']+' is not recognized as the name of a cmdlet"
            + "|A parameter cannot be found that matches parameter name '[^']+'");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cntrl}]+");

    private final Topology plan;
    private final Instant began;
    private final List<JsonObject> steps = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private int unnamed;
    private boolean isRestored;
    private final ValueReferences references = new ValueReferences();

    /** The recorded steps to whose results references may lead, by the names in the references. */
    private final Map<String, JsonObject> sources = new HashMap<>();

    private @Nullable Scenario story;

    /** The number of steps at the beginning that are the unchanged steps of the story. */
    private int ofStory;

    /** Records the actions on a deployment from now on. */
    ActionRecorder(Deployment topology) {
        plan = topology.plan();
        began = topology.nodes().iterator().next().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        topology.nodes()
                .forEach(node -> topology.keys()
                        .ofNode(node.plan().name())
                        .forEach((use, key) -> references.learn(
                                NodeFolderReader.facts(key), node.plan().name() + ".certificates." + use, "")));
    }

    /** Sets the scenario of the deployment, whose steps come first. */
    synchronized void begin(@Nullable Scenario scenario) {
        story = scenario;
    }

    /** Records a played step, of a person or of the scenario. */
    synchronized void add(Step step, Played played) {
        boolean isStory = story != null && story.steps().contains(step);
        boolean isNext = isStory && steps.size() == ofStory && played.result().passed();
        JsonObject json = new JsonObject().put("do", step.title());
        json.mergeIn(step.fields());
        if (step.name() != null) {
            json.put("as", step.name());
        }
        boolean asExpected = played.result().passed() && !step.expectation().isEmpty();
        JsonObject expect = asExpected ? step.expectation() : outcome(step.kind(), played.found());
        if (!played.result().passed() && expect.isEmpty()) {
            leaveOut(step.kind(), "it could not be executed");
        } else if (put(step.kind(), json, expect, played.found(), isStory) && isNext) {
            ofStory++;
        }
    }

    @Override
    public synchronized void ran(String node, String cmdlet, JsonObject parameters, Answer answer) {
        StepOutput found = StepOutput.of(answer);
        JsonObject json = new JsonObject()
                .put("do", cmdlet + " on " + node)
                .put("on", node)
                .put("run", cmdlet);
        if (!parameters.isEmpty()) {
            json.put("with", parameters);
        }
        put(StepKind.RUN, json, outcome(StepKind.RUN, found), found, false);
    }

    /** What a step must expect to end in the same way. */
    private static JsonObject outcome(StepKind kind, StepOutput found) {
        boolean hasStatus = found.status() != 0 && kind.expectations().contains("status");
        if (!hasStatus || (found.succeeded() && kind != StepKind.PRESENT)) {
            return new JsonObject();
        }
        String code = found.error().getString("code");
        if (kind != StepKind.RUN || code == null) {
            return new JsonObject().put("status", found.status());
        }
        var words = UNKNOWN.matcher(found.error().getString("message", ""));
        return new JsonObject().put("error", words.find() ? new JsonObject().put("message", words.group()) : code);
    }

    /** Records a step, unless it contains a typed secret. Returns whether it was recorded. */
    private boolean put(StepKind kind, JsonObject json, JsonObject expect, StepOutput found, boolean isStory) {
        if (steps.size() >= MOST) {
            unnamed++;
            return false;
        }
        JsonObject step = references
                .in(json, this::use)
                .put("do", SPACES.matcher(json.getString("do")).replaceAll(" ").strip());
        String fault = isStory ? null : fault(step);
        if (fault != null) {
            leaveOut(kind, fault);
            return false;
        }
        if (!expect.isEmpty()) {
            step.put("expect", references.in(expect, this::use));
        }
        steps.add(step);
        String name = step.getString("as", "step" + steps.size());
        references.forget(name);
        if (kind == StepKind.RUN) {
            sources.put(name, step);
            JsonArray output = found.output();
            references.learn(output.size() == 1 ? output.getValue(0) : output, name, json.encode());
        }
        return true;
    }

    private void leaveOut(StepKind kind, String why) {
        if (leftOut.size() < MOST) {
            leftOut.add(kind.key() + ": " + why);
        } else {
            unnamed++;
        }
    }

    /** Ends the recording: new servers cannot be put back to a snapshot of these. */
    synchronized void restored() {
        isRestored = true;
    }

    /** Gives a step the name by which a later step refers to its result. */
    private void use(String name) {
        JsonObject step = sources.remove(name);
        if (step != null && step.getString("as") == null) {
            step.put("as", name);
            ofStory = Math.min(ofStory, steps.indexOf(step));
        }
    }

    /** Why a step cannot be written: a credential or a token, by the names of members or by the form; or null. */
    private @Nullable String fault(JsonObject step) {
        String text = step.encode();
        try {
            List<Step> parsed = List.of(ManualStepParser.step(step));
            boolean hasSecret = !TokenRedactor.redact(text).equals(text)
                    || !SecretCollector.of(plan, parsed).without(text).equals(text);
            return hasSecret ? "a password, a secret or a token was typed" : null;
        } catch (ConsoleException e) {
            return "it is not a step of the scenario language";
        }
    }

    /** The recording as a scenario file that passes the check. Throws ConsoleException if nothing can be saved. */
    synchronized JsonObject saved() {
        if (isRestored) {
            throw ConsoleError.REFUSED.because(
                    "A snapshot was restored on this deployment, and a scenario cannot repeat"
                            + " this. Save the deployment as a snapshot, or start a deployment and do the actions again.");
        }
        boolean follows = story != null && ofStory == story.steps().size() && steps.size() > ofStory;
        Map<String, Object> page = new LinkedHashMap<>();
        String name = "saved-" + plan.name();
        page.put("scenario", name);
        page.put("shows", "What was done in the console.");
        page.put("topology", plan.name());
        page.put("at", began.toString());
        if (follows && story != null) {
            page.put("after", story.name());
        }
        JsonArray own = new JsonArray(List.copyOf(steps.subList(follows ? ofStory : 0, steps.size())));
        // Decoding makes maps and lists of all objects.
        page.put("steps", new JsonArray(own.encode()).getList());
        List<String> notes = new ArrayList<>(List.of("Saved from the console. The clocks begin as they did there."));
        List<String> missing = new ArrayList<>(leftOut);
        if (unnamed > 0) {
            missing.add(unnamed + " more actions, because the recording is full");
        }
        missing.forEach(one -> notes.add("Left out: " + one + "."));
        String text = YamlWriter.write(notes, page);
        check(name + ".yaml", text);
        return new JsonObject()
                .put("name", name + ".yaml")
                .put("text", text)
                .put("steps", steps.size())
                .put("leftOut", new JsonArray(missing));
    }

    private void check(String file, String text) {
        if (steps.isEmpty()) {
            throw ConsoleError.REFUSED.because("Nothing was done on this deployment that a scenario can repeat.");
        }
        try {
            ScenarioCheck.require(new ScenarioLibrary().whole(ScenarioParser.read(file, text)), plan);
        } catch (FileSyntaxException e) {
            throw ConsoleError.REFUSED.because("The actions cannot be saved as a scenario: " + e.problem());
        }
    }
}
