package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.control.DeploymentRoutes;
import org.s2slab.engine.deployment.ControlEndpoint;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.DeploymentRegistry;
import org.s2slab.engine.deployment.DeploymentRegistry.Announcement;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.picture.PictureCard;
import org.s2slab.engine.run.ContactListSeeder;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.run.StepOutput;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** The running deployment of the console, with its scenario and the scenario's progress. */
final class ConsoleDeployment implements AutoCloseable {
    private final Deployment topology;
    private final ScenarioSession session;
    private final HopFeed feed;
    private final EventLog log;
    private final IdGenerator ids;
    private final @Nullable Scenario story;
    private final Announcement announcement;
    private final ControlEndpoint control;
    private final ConsoleShell shell;
    private List<String> told = List.of();
    private int next;
    private boolean hasLesson;

    private ConsoleDeployment(
            Deployment topology,
            LaunchContext launch,
            EventLog log,
            @Nullable Scenario story,
            Consumer<ConsoleDeployment> whenQuiet) {
        this.topology = topology;
        this.log = log;
        this.story = story;
        ids = launch.ids();
        session = new ScenarioSession(topology, launch);
        control = DeploymentRoutes.open(topology, launch);
        shell = new ConsoleShell(topology, launch.clock());
        announcement =
                DeploymentRegistry.ofUser().announce(topology, launch.clock().instant());
        feed = new HopFeed(topology, session.attribution(), launch.clock(), log, new HopFeed.Watcher() {
            @Override
            public void looked() {
                tellChanges();
            }

            @Override
            public void quiet() {
                whenQuiet.accept(ConsoleDeployment.this);
            }
        });
    }

    /** Starts the nodes and fills the contact lists. Other commands find them as after {@code ./lab up}. Blocks. */
    static ConsoleDeployment start(
            Topology plan,
            @Nullable Scenario story,
            LaunchContext launch,
            Path folder,
            EventLog log,
            Consumer<ConsoleDeployment> whenQuiet) {
        LaunchContext begun = story == null ? launch : story.begunIn(launch);
        Deployment topology = Deployment.start(story == null ? plan : story.policiesOn(plan), begun, folder);
        try {
            new ContactListSeeder(topology, begun.ids()).fill();
            ConsoleDeployment deployment = new ConsoleDeployment(topology, begun, log, story, whenQuiet);
            deployment.begin();
            return deployment;
        } catch (Exception e) {
            topology.close();
            throw e;
        }
    }

    private synchronized void begin() {
        told = states();
        log.begin("stage", json());
        feed.begin();
    }

    /** Publishes the current state of the nodes. */
    synchronized void tellNodes() {
        told = states();
        log.add("nodes", new JsonObject().put("nodes", nodes()));
    }

    /** Publishes changes made at another terminal, such as a stopped node or a moved clock. */
    private synchronized void tellChanges() {
        if (!states().equals(told)) {
            tellNodes();
            feed.stir();
        }
    }

    private List<String> states() {
        List<String> states = new ArrayList<>();
        topology.nodes()
                .forEach(node -> states.add(
                        node.plan().name() + node.isUp() + node.clock().moved()));
        topology.links()
                .shown()
                .forEach(link ->
                        states.add(link.from() + link.to() + link.fault().words()));
        return states;
    }

    Deployment topology() {
        return topology;
    }

    ScenarioSession session() {
        return session;
    }

    ConsoleShell shell() {
        return shell;
    }

    HopFeed feed() {
        return feed;
    }

    /** Executes a step outside of the scenario. The page does not show its hops. Throws ConsoleException. Blocks. */
    StepOutput look(Step step) {
        TraceParent trace = TraceParent.start(ids);
        feed.leaveOut(trace.traceId());
        try {
            return session.look(step, trace);
        } catch (Exception e) {
            throw ConsoleError.after(e);
        }
    }

    /** Takes the next step of the scenario. Throws ConsoleException if there is no further step. */
    Step take() {
        if (story == null || next >= story.steps().size()) {
            throw ConsoleError.REFUSED.because("The scenario has ended. Choose it again to restart it.");
        }
        return story.steps().get(next++);
    }

    /** Whether a step of a scenario or a lesson follows. Test calls could change its hops. */
    boolean hasNextStep() {
        return hasLesson || (story != null && next < story.steps().size());
    }

    /** Called for the deployment of a lesson, whose steps the reader starts. */
    void belongsToLesson() {
        hasLesson = true;
    }

    /** The index of the step that was taken last. */
    int taken() {
        return next - 1;
    }

    /** Ends the scenario after a failed step. */
    void abandon() {
        next = story == null ? 0 : story.steps().size();
    }

    private JsonObject json() {
        Topology plan = topology.plan();
        JsonArray people = new JsonArray();
        plan.people()
                .forEach(person ->
                        people.add(new JsonObject().put("name", person.name()).put("upn", person.upn())));
        return new JsonObject()
                .put("topology", plan.name())
                .put("shows", plan.shows())
                .put("domain", plan.domain())
                .put("nodes", nodes())
                .put("people", people)
                .put("lanes", feed.lanes())
                .put("picture", feed.picture())
                .put("story", story == null ? null : story(story));
    }

    /** Publishes that a step begins, with its number on the page and its line. */
    void begin(Step step, JsonObject told) {
        told.put("id", feed.places().begins(step)).put("line", StepOutputJson.line(session.line(step)));
        log.add("begun", told);
    }

    private JsonObject story(Scenario story) {
        JsonArray steps = new JsonArray();
        for (Step step : story.steps()) {
            steps.add(new JsonObject()
                    .put("title", step.title())
                    .put("kind", step.kind().name())
                    .put("own", story.owns(step))
                    .put("line", StepOutputJson.line(session.line(step))));
        }
        return new JsonObject()
                .put("name", story.name())
                .put("shows", story.shows())
                .put("steps", steps);
    }

    /** Every node with its current state: whether it is running, and by how much its clock was moved. */
    private JsonArray nodes() {
        List<JsonObject> nodes = new ArrayList<>();
        for (RunningNode node : topology.nodes()) {
            NodePlan plan = node.plan();
            nodes.add(new JsonObject()
                    .put("name", plan.name())
                    .mergeIn(PictureCard.names(plan, topology.plan()))
                    .put("role", plan.role())
                    .put("online", plan.online() || plan.role().equals("authz"))
                    .put("host", plan.host())
                    .put("hosts", new JsonArray(plan.hosts()))
                    .put("realm", topology.plan().realmOf(plan))
                    .put("application", plan.applicationId())
                    .put("forest", plan.forest())
                    .put(
                            "certificates",
                            new JsonArray(List.copyOf(plan.certificates().keySet())))
                    .put("up", node.isUp())
                    .put("now", node.clock().instant().toString())
                    .put("moved", node.clock().moved().toString()));
        }
        return new JsonArray(nodes);
    }

    /** Stops the nodes. Blocks the calling thread. */
    @Override
    public void close() {
        announcement.close();
        control.close();
        feed.close();
        topology.close();
    }
}
