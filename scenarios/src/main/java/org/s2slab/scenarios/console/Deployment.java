package org.s2slab.scenarios.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.run.ContactFiller;
import org.s2slab.scenarios.run.Found;
import org.s2slab.scenarios.run.Stage;
import org.s2slab.scenarios.script.Scenario;
import org.s2slab.scenarios.script.Step;
import org.s2slab.scenarios.topology.NodePlan;
import org.s2slab.scenarios.topology.RunningDeployments;
import org.s2slab.scenarios.topology.RunningDeployments.Announcement;
import org.s2slab.scenarios.topology.RunningNode;
import org.s2slab.scenarios.topology.Topology;
import org.s2slab.scenarios.topology.TopologyPlan;
import org.s2slab.scenarios.topology.Workshop;
import org.s2slab.trace.Ids;
import org.s2slab.trace.TraceParent;

/** The deployment that is up, the story that is played on it, and how far it has come. */
final class Deployment implements AutoCloseable {
    private final Topology topology;
    private final Stage stage;
    private final HopFeed feed;
    private final Ids ids;
    private final @Nullable Scenario story;
    private final Announcement announcement;
    private int next;

    private Deployment(Topology topology, Stage stage, HopFeed feed, Workshop workshop, @Nullable Scenario story) {
        this.topology = topology;
        this.stage = stage;
        this.feed = feed;
        this.ids = workshop.ids();
        this.story = story;
        this.announcement =
                RunningDeployments.ofUser().announce(topology, workshop.clock().instant());
    }

    /** Starts the nodes and fills the contact lists; blocks. */
    static Deployment start(
            TopologyPlan plan,
            @Nullable Scenario story,
            Workshop workshop,
            Path folder,
            EventLog log,
            Consumer<Deployment> whenQuiet) {
        Topology topology = Topology.start(plan, workshop, folder);
        try {
            new ContactFiller(topology, workshop.ids()).fill();
            Stage stage = new Stage(topology, workshop);
            AtomicReference<Deployment> self = new AtomicReference<>();
            HopFeed feed = new HopFeed(
                    topology,
                    workshop.clock(),
                    log,
                    () -> Optional.ofNullable(self.get()).ifPresent(whenQuiet));
            Deployment deployment = new Deployment(topology, stage, feed, workshop, story);
            log.begin("stage", deployment.json());
            self.set(deployment);
            return deployment;
        } catch (RuntimeException e) {
            topology.close();
            throw e;
        }
    }

    Topology topology() {
        return topology;
    }

    Stage stage() {
        return stage;
    }

    HopFeed feed() {
        return feed;
    }

    /** Does a step out of the story's way: its hops are not shown; blocks. */
    Found look(Step step) {
        TraceParent trace = TraceParent.start(ids);
        feed.leaveOut(trace.traceId());
        return stage.look(step, trace);
    }

    /** The step whose turn it is; Denied when the story is over or there is none. */
    Step take() {
        if (story == null || next >= story.steps().size()) {
            throw Denial.REFUSED.because("The story is over; choose it again to play it from the start.");
        }
        return story.steps().get(next++);
    }

    /** The number of the step taken last. */
    int taken() {
        return next - 1;
    }

    /** A story that went wrong does not go on. */
    void abandon() {
        next = story == null ? 0 : story.steps().size();
    }

    private JsonObject json() {
        TopologyPlan plan = topology.plan();
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
                .put("story", story == null ? null : story(story));
    }

    private static JsonObject story(Scenario story) {
        JsonArray steps = new JsonArray();
        for (Step step : story.steps()) {
            steps.add(new JsonObject()
                    .put("title", step.title())
                    .put("kind", step.kind().name())
                    .put("own", story.owns(step)));
        }
        return new JsonObject()
                .put("name", story.name())
                .put("shows", story.shows())
                .put("steps", steps);
    }

    /** Every node, with what can change: whether it is up, and how far its clock was moved. */
    JsonArray nodes() {
        List<JsonObject> nodes = new ArrayList<>();
        for (RunningNode node : topology.nodes()) {
            NodePlan plan = node.plan();
            nodes.add(new JsonObject()
                    .put("name", plan.name())
                    .put("role", plan.role())
                    .put("online", plan.online() || plan.role().equals("authz"))
                    .put("host", plan.host())
                    .put("hosts", new JsonArray(plan.hosts()))
                    .put("realm", topology.plan().realmOf(plan))
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

    /** Takes the nodes down; blocks. */
    @Override
    public void close() {
        announcement.close();
        feed.close();
        topology.close();
    }
}
