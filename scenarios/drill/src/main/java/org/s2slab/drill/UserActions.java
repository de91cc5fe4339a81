package org.s2slab.drill;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** The actions of users in a drill. Each action needs a call between servers, and reports whether it succeeded. */
final class UserActions {
    /** Maximum number of booked meetings in a calendar. Above it, a meeting is cancelled for each new meeting. */
    private static final int MEETINGS = 8;

    /** Maximum number of parallel calls. It limits the load if the servers are too slow. */
    private static final int AT_ONCE = 40;

    private static final String SITE = "/sites/drill";
    private static final Duration AHEAD = Duration.ofDays(30);

    private final DrillDeployment deployment;
    private final UserAccount speaker;
    private final UserAccount other;
    private final List<Calendar> calendars = new ArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final IdGenerator ids;
    private final Map<String, FeatureUse> traces = new ConcurrentHashMap<>();

    /** A calendar in which meetings are booked, with the ids of the booked meetings. */
    private record Calendar(String role, String path, Queue<String> booked) {}

    /** Requires a Lync, an Exchange and two people with mailboxes; otherwise throws IllegalArgumentException. */
    UserActions(DrillDeployment deployment, IdGenerator ids) {
        this.deployment = deployment;
        this.ids = ids;
        List<UserAccount> able = deployment.topology().plan().people().stream()
                .filter(person -> person.isEnabled() && person.hasMailbox() && person.sip() != null)
                .toList();
        if (able.size() < 2 || !has("lync") || !has("exchange")) {
            throw new IllegalArgumentException(
                    "a drill needs a Lync, an Exchange and two people with mailboxes; topology '"
                            + deployment.topology().plan().name() + "' does not have them");
        }
        speaker = able.get(0);
        other = able.get(1);
    }

    private boolean has(String role) {
        return deployment.ofRole(role).isPresent();
    }

    /** A server of a role: each server of its pool in turn. */
    private String nodeOf(String role) {
        List<RunningNode> servers = deployment.poolOf(role);
        return servers.get(Math.floorMod(next.getAndIncrement(), servers.size()))
                .plan()
                .name();
    }

    /**
     * Signs a user in (which moves the contacts to the mailbox), enables archiving and creates a site. Blocks the
     * calling thread.
     */
    void prepare() {
        LyncProduct product = deployment.product("lync", LyncProduct.class);
        if (deployment.ofRole("lync").orElseThrow().plan().pool() != null) {
            deployment.run(product.moveHere(speaker.upn()));
            deployment.run(product.moveHere(other.upn()));
        }
        String lync = nodeOf("lync");
        LabHttpClient.Answer signedIn = send(lync, HttpMethod.POST, "/users/me/sessions", null, null);
        if (signedIn.status() != 201) {
            throw new IllegalStateException("signing in answers " + signedIn.status() + " " + signedIn.body());
        }
        deployment.run(product.archiveToExchange());
        deployment.run(product.archiveToExchange(speaker.upn()));
        calendars.add(new Calendar("exchange", "/owa/meetings", new ConcurrentLinkedQueue<>()));
        Optional<RunningNode> sharepoint = deployment.ofRole("sharepoint");
        sharepoint.ifPresent(node -> {
            String site = "https://" + node.plan().host() + SITE;
            deployment.run(deployment
                    .product("sharepoint", SharePointProduct.class)
                    .createSite(site, speaker.upn(), "Drill", null));
            calendars.add(new Calendar("sharepoint", SITE + "/meetings", new ConcurrentLinkedQueue<>()));
        });
        deployment.changes();
    }

    UserAccount speaker() {
        return speaker;
    }

    /** Generates the traffic of a drill: half of the calls are for contacts, a quarter each for the others. */
    TrafficGenerator<FeatureUse> traffic(Vertx vertx, Clock clock, int rate) {
        List<FeatureUse> mix =
                List.of(FeatureUse.CONTACTS, FeatureUse.ARCHIVING, FeatureUse.CONTACTS, FeatureUse.MEETINGS);
        var users = List.of(new TrafficGenerator.UserGroup<>(mix, AT_ONCE));
        return new TrafficGenerator<>(FeatureUse.class, vertx, clock, rate, users, this::use);
    }

    private @Nullable String use(FeatureUse feature) {
        TraceParent trace = TraceParent.start(ids);
        traces.put(trace.traceId(), feature);
        boolean got = switch (feature) {
            case CONTACTS -> contacts(trace);
            case ARCHIVING -> conversation(trace);
            case MEETINGS -> meeting(trace);
        };
        return got ? null : "not served";
    }

    /**
     * The feature for which one server called another one.
     *
     * @param caller the calling server, with its pool. It may call later without a user: Lync delivers transcripts, and the other servers
     *     complete or cancel meetings
     */
    FeatureUse featureOf(String traceId, String caller) {
        boolean lync = deployment.poolOf("lync").stream()
                .anyMatch(node -> node.plan().label().equals(caller));
        FeatureUse later = lync ? FeatureUse.ARCHIVING : FeatureUse.MEETINGS;
        return traces.getOrDefault(traceId, later);
    }

    private boolean contacts(TraceParent trace) {
        LabHttpClient.Answer answer = send(nodeOf("lync"), HttpMethod.GET, "/users/me/contacts", null, trace);
        return answer.status() == 200 && isFromExchange(answer.body());
    }

    private static boolean isFromExchange(Buffer body) {
        JsonObject list = body.toJsonObject();
        return "exchange".equals(list.getString("contactStore")) && !list.getBoolean("cached", false);
    }

    private boolean conversation(TraceParent trace) {
        String path = "/users/me/conversations";
        JsonObject said = new JsonObject()
                .put("to", new JsonArray().add(other.upn()))
                .put("message", "The orchard contract is signed");
        LabHttpClient.Answer begun = send(nodeOf("lync"), HttpMethod.POST, path, said, trace);
        if (begun.status() != 201) {
            return false;
        }
        String end = path + "/" + begun.body().toJsonObject().getString("id") + "/end";
        return send(nodeOf("lync"), HttpMethod.POST, end, new JsonObject(), trace)
                        .status()
                == 200;
    }

    private boolean meeting(TraceParent trace) {
        Calendar calendar = calendars.get(turn.getAndIncrement() % calendars.size());
        String off =
                calendar.booked().size() < MEETINGS ? null : calendar.booked().poll();
        return off == null ? book(calendar, trace) : callOff(calendar, off, trace);
    }

    private boolean book(Calendar calendar, TraceParent trace) {
        Instant start = deployment.now().plus(AHEAD);
        JsonObject requested = new JsonObject()
                .put("subject", "Drill")
                .put("start", start.toString())
                .put("end", start.plusSeconds(3600).toString());
        LabHttpClient.Answer answer = send(nodeOf(calendar.role()), HttpMethod.POST, calendar.path(), requested, trace);
        if (answer.status() != 201) {
            return false;
        }
        JsonObject made = answer.body().toJsonObject();
        calendar.booked().add(String.valueOf(made.getValue("id")));
        // SharePoint accepts a meeting even if Exchange fails, but this user wants the meeting in Exchange, too.
        return made.getJsonObject("exchange", new JsonObject()).getBoolean("done", true);
    }

    private boolean callOff(Calendar calendar, String id, TraceParent trace) {
        LabHttpClient.Answer answer =
                send(nodeOf(calendar.role()), HttpMethod.DELETE, calendar.path() + "/" + id, null, trace);
        JsonObject body = answer.status() == 200 ? answer.body().toJsonObject() : new JsonObject();
        return body.getBoolean("cancelled", false)
                && !"later".equals(body.getString("lync"))
                && !"later".equals(body.getString("finished"));
    }

    /**
     * Lets Lync deliver the waiting transcripts, and returns the number of transcripts that still wait. Blocks the
     * calling thread.
     */
    int undelivered() {
        CmdletCall flush = deployment.product("lync", LyncProduct.class).flushQueue();
        return deployment.run(flush).output().getJsonObject(0).getInteger("QueueLength");
    }

    private LabHttpClient.Answer send(
            String node, HttpMethod method, String path, @Nullable JsonObject body, @Nullable TraceParent trace) {
        RunningNode server = deployment.topology().node(node);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", LabHttpClient.basic(speaker.upn(), speaker.password()));
        if (body != null) {
            headers.set("Content-Type", "application/json");
        }
        if (trace != null) {
            headers.set(TraceParent.HEADER, trace.header());
        }
        return deployment
                .topology()
                .client()
                .send(new LabHttpClient.Ask(
                        method,
                        server.plan().host(),
                        server.port(),
                        path,
                        headers,
                        body == null ? null : body.toBuffer()))
                .await();
    }
}
