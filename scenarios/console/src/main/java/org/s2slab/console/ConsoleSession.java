package org.s2slab.console;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.language.StepKind;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.run.ScenarioSession.Played;
import org.s2slab.engine.run.StepOutput;
import org.s2slab.engine.run.StepResult;
import org.s2slab.trace.TraceParent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one deployment and executes scenario steps on it, one at a time. Writes every event into the log. */
final class ConsoleSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSession.class);

    private final LaunchContext launch;
    private final ScenarioMenu menu;
    private final Path folder;
    private final EventLog log;
    private final ExecutorService actor = Executors.newSingleThreadExecutor(work -> new Thread(work, "console-stage"));
    private int opened;
    private volatile @Nullable ConsoleDeployment deployment;

    ConsoleSession(LaunchContext launch, ScenarioMenu menu, Path folder, EventLog log) {
        this.launch = launch;
        this.menu = menu;
        this.folder = folder;
        this.log = log;
    }

    /** The running deployment. Throws ConsoleException if no deployment is running. */
    ConsoleDeployment deployment() {
        ConsoleDeployment up = deployment;
        if (up == null) {
            throw ConsoleError.NO_STAGE.because();
        }
        return up;
    }

    /** Stops the running deployment, and starts a topology without configured trust. */
    Future<Void> open(String topology) {
        return inTurn(() -> start(topology, null));
    }

    /** Stops the running deployment, and starts the deployment of a scenario. */
    Future<Void> choose(String name) {
        Scenario story = menu.scenario(name);
        if (story.needsProcesses()) {
            throw ConsoleError.REFUSED.because(
                    "'" + name + "' kills a node, and the console's nodes are no processes of their"
                            + " own; ./lab run " + name + " plays it.");
        }
        return inTurn(() -> start(story.topology(), story));
    }

    @Nullable
    Void start(String topology, @Nullable Scenario story) {
        ConsoleDeployment before = deployment;
        deployment = null;
        log.begin("opening", new JsonObject().put("topology", topology));
        try {
            if (before != null) {
                before.close();
            }
            raise(topology, story);
        } catch (Throwable e) {
            String why = topology + " did not start: " + ScenarioSession.reason(e);
            LOG.error(why, e);
            log.begin("failed", new JsonObject().put("message", why));
            throw ConsoleError.REFUSED.because(why);
        }
        return null;
    }

    private void raise(String topology, @Nullable Scenario story) {
        Path place =
                folder.resolve(++opened + "-" + menu.topology().apply(topology).name());
        deployment = ConsoleDeployment.start(menu.topology().apply(topology), story, launch, place, log, this::examine);
        deployment().shell().recorder().begin(story);
    }

    /** Executes the next step of the scenario. */
    Future<JsonObject> next() {
        return inTurn(() -> {
            ConsoleDeployment here = deployment();
            Step step = here.take();
            JsonObject played = record(here, begun(here, step, here.taken()), here.taken());
            if (!played.getBoolean("passed")) {
                here.abandon();
            }
            return played;
        });
    }

    /** Executes a manual step, independently of the scenario. */
    Future<JsonObject> perform(Step step) {
        if (step.kind() == StepKind.KILL) {
            throw ConsoleError.REFUSED.because("The nodes of the console are not processes. Stop the node instead.");
        }
        return inTurn(() -> record(deployment(), begun(deployment(), step, null), null));
    }

    /** Executes lines of the management shell as a manual step. Their printed text is the step's output. */
    Future<JsonObject> type(String node, String lines) {
        return inTurn(() -> {
            ConsoleDeployment here = deployment();
            Step step = ManualStepParser.typed(node, lines);
            here.begin(step, named(step, null));
            Played played = whateverComes(step, trace -> {
                here.session().attribution().begins(step, trace.traceId());
                ConsoleShell.Printed printed = here.shell().execute(node, lines, trace);
                return new Played(result(step, trace, printed.problems()), StepOutput.printed(printed.text()));
            });
            return tell(here, played, null);
        });
    }

    /** Executes a step of a lesson. Blocks the calling thread. The caller must already run as work of this session. */
    Played playNow(Step step) {
        ConsoleDeployment here = deployment();
        Played played = begun(here, step, null);
        record(here, played, null);
        return played;
    }

    /** Presents a token of the workbench to a node. Every response counts as a success. */
    Future<JsonObject> present(JsonObject requested) {
        return inTurn(() -> {
            ConsoleDeployment here = deployment();
            TokenWorkbench bench = new TokenWorkbench(here, requested);
            Step step = bench.showing();
            here.begin(step, named(step, null));
            Played played = whateverComes(step, trace -> {
                here.session().attribution().begins(step, trace.traceId());
                StepOutput found = here.session().look(step, trace);
                return new Played(result(step, trace, List.of()), found);
            });
            record(here, played, null);
            if (!played.result().passed()) {
                throw ConsoleError.REFUSED.because(
                        String.join(" ", played.result().problems()));
            }
            return bench.shown(played.found());
        });
    }

    /** Everything that was done on the running deployment, as a scenario file. */
    Future<JsonObject> recording() {
        return inTurn(() -> deployment().shell().recorder().saved());
    }

    /** Runs the doctor between two steps and does not log its hops. Makes no test calls if a step follows. */
    private void examine(ConsoleDeployment here) {
        actor.execute(() -> {
            if (here == deployment) {
                log.add(
                        "doctor",
                        new DoctorFeed(launch.ids())
                                .examine(here)
                                .put("at", launch.clock().instant().toString()));
            }
        });
    }

    private Played begun(ConsoleDeployment here, Step step, @Nullable Integer number) {
        here.begin(step, named(step, number));
        return whateverComes(step, trace -> here.session().play(step));
    }

    /** Executes a step. An exception becomes its result, because all pages wait for a result. */
    private Played whateverComes(Step step, Function<TraceParent, Played> work) {
        TraceParent trace = TraceParent.start(launch.ids());
        try {
            return work.apply(trace);
        } catch (Throwable e) {
            LOG.error("the step '{}' failed", step.title(), e);
            return new Played(result(step, trace, List.of(ScenarioSession.reason(e))), StepOutput.NOTHING);
        }
    }

    private static StepResult result(Step step, TraceParent trace, List<String> problems) {
        return new StepResult(step, step.fields(), trace.traceId(), problems, List.of(), Duration.ZERO);
    }

    private JsonObject record(ConsoleDeployment here, Played played, @Nullable Integer number) {
        here.shell().recorder().add(played.result().step(), played);
        return tell(here, played, number);
    }

    private JsonObject tell(ConsoleDeployment here, Played played, @Nullable Integer number) {
        StepResult result = played.result();
        List<String> problems = new ArrayList<>(result.problems());
        try {
            here.feed().catchUp();
        } catch (RuntimeException e) {
            problems.add("The hops cannot be read: " + ScenarioSession.reason(e));
        }
        here.feed().stir();
        JsonObject told = named(result.step(), number)
                .put("passed", problems.isEmpty())
                .put("problems", new JsonArray(problems))
                .put("trace", result.traceId())
                .put("found", StepOutputJson.json(played.found()));
        log.add("played", told);
        here.tellNodes();
        return told;
    }

    private static JsonObject named(Step step, @Nullable Integer number) {
        return new JsonObject()
                .put("number", number)
                .put("title", step.title())
                .put("kind", step.kind().name());
    }

    /** Runs work after all earlier work of this session. The Future completes on the caller's Vert.x context. */
    <T extends @Nullable Object> Future<T> inTurn(Callable<T> work) {
        return BlockingWork.on(actor, launch.vertx(), work);
    }

    /** Stops the running deployment. Blocks the calling thread. */
    @Override
    public void close() {
        actor.shutdown();
        ConsoleDeployment last = deployment;
        deployment = null;
        if (last != null) {
            last.close();
        }
    }
}
