package org.s2slab.engine.run;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.forge.TokenForge;
import org.s2slab.engine.language.StepKind;
import org.s2slab.trace.TraceParent;

/** Executes one step of a scenario on a running deployment. */
final class StepPerformer {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final StepTarget topology;
    private final EnvironmentSteps surroundings;
    private final TokenForge forge;

    StepPerformer(StepTarget topology) {
        this.topology = topology;
        this.surroundings = new EnvironmentSteps(topology);
        this.forge = new TokenForge(new DeploymentAttackerKnowledge(topology));
    }

    /**
     * Executes one step. Blocks the calling thread.
     *
     * @param fields the keys of the step, with references resolved
     * @throws IllegalArgumentException if the step names an unknown node, an unknown person or an invalid time
     */
    StepOutput perform(StepKind kind, JsonObject fields, TraceParent trace) {
        return switch (kind) {
            case RUN -> runCmdlet(fields, trace).await();
            case SIGN_IN -> signIn(fields, trace).await();
            case CALL -> call(fields, trace).await();
            case GET_TOKEN -> getToken(fields, trace).await();
            case TALK -> talk(fields.getJsonObject("talk"), trace).await();
            case FORGE -> StepOutput.NOTHING.withToken(forge(fields.getString("for"), fields.getJsonObject("forge")));
            case PRESENT -> present(fields.getJsonObject("present"), trace);
            case CLOCK -> done(() -> surroundings.moveClock(fields.getJsonObject("clock")));
            case CUT -> done(() -> surroundings.cut(fields.getJsonObject("cut")));
            case SLOW -> done(() -> surroundings.slow(fields.getJsonObject("slow")));
            case HEAL -> done(() -> surroundings.heal(fields.getJsonObject("heal")));
            case STOP -> done(() -> topology.own().stopNode(fields.getString("stop")));
            case KILL -> done(() -> topology.own().killNode(fields.getString("kill")));
            case START -> done(() -> topology.own().startNode(fields.getString("start")));
            case LOOK -> StepOutput.NOTHING;
        };
    }

    private Future<StepOutput> runCmdlet(JsonObject fields, TraceParent trace) {
        JsonObject parameters = fields.getJsonObject("with", new JsonObject());
        RunningNode node = topology.node(fields.getString("on"));
        return topology.managed(node)
                .run(fields.getString("run"), parameters, trace)
                .map(StepMessageCodec::found);
    }

    private Future<StepOutput> signIn(JsonObject fields, TraceParent trace) {
        String user = fields.getString("sign-in");
        RunningNode lync = node("lync");
        MultiMap headers = asUser(user, fields.getString("password"));
        return send(lync, lync.plan().host(), HttpMethod.POST, "/users/me/sessions", headers, null, trace);
    }

    private Future<StepOutput> talk(JsonObject talk, TraceParent trace) {
        return new ConversationStep(topology, node("lync"), asUser(talk.getString("from"), null), trace)
                .hold(talk.getString("to"), talk.getString("say"), talk.getInteger("times", 1));
    }

    private Future<StepOutput> getToken(JsonObject fields, TraceParent trace) {
        String password = password(fields.getString("get-token"), fields.getString("password"));
        return new PersonTokenStep(topology.client(), node("authz"), trace).get(fields, password);
    }

    private RunningNode node(String role) {
        return StepTarget.firstUp(topology.nodes().stream()
                        .filter(node -> node.plan().role().equals(role))
                        .toList())
                .orElseThrow(() -> new IllegalArgumentException(
                        "no user can sign in: the deployment has no node of the role " + role));
    }

    private Future<StepOutput> call(JsonObject fields, TraceParent trace) {
        String[] words = SPACES.split(fields.getString("call").strip(), -1);
        RunningNode node = topology.serving(words[0]);
        String host = hostOf(node, words[0]);
        String user = fields.getString("as-user");
        MultiMap headers =
                user == null ? MultiMap.caseInsensitiveMultiMap() : asUser(user, fields.getString("password"));
        Buffer body = content(fields, headers);
        fields.getJsonObject("headers", new JsonObject())
                .forEach(header -> headers.set(header.getKey(), String.valueOf(header.getValue())));
        HttpMethod method = HttpMethod.valueOf(words[1].toUpperCase(Locale.ROOT));
        return send(node, host, method, words[2], headers, body, trace);
    }

    private static @Nullable Buffer content(JsonObject fields, MultiMap headers) {
        if (fields.containsKey("body")) {
            headers.set("Content-Type", "application/json");
            return Json.encodeToBuffer(fields.getValue("body"));
        }
        if (fields.containsKey("form")) {
            headers.set("Content-Type", "application/x-www-form-urlencoded");
            return Buffer.buffer(StepMessageCodec.form(fields.getJsonObject("form")));
        }
        String soap = fields.getString("soap");
        String xml = soap == null ? fields.getString("xml") : StepMessageCodec.envelope(soap);
        if (xml == null) {
            return null;
        }
        headers.set("Content-Type", "text/xml; charset=utf-8");
        return Buffer.buffer(xml);
    }

    private String forge(@Nullable String target, JsonObject requested) {
        JsonObject assertion = requested.getJsonObject("assertion");
        if (assertion != null) {
            return forge.assertion(assertion);
        }
        if (target == null) {
            throw new IllegalArgumentException("forge needs 'for': the node that the token is made for");
        }
        return forge.token(topology.serving(target).plan().name(), requested);
    }

    private StepOutput present(JsonObject present, TraceParent trace) {
        String target = present.getString("to");
        RunningNode node = topology.serving(target);
        JsonObject made = present.getJsonObject("forge", new JsonObject());
        String token = present.getString("token");
        if (token == null) {
            token = forge(node.plan().name(), made);
        }
        String path = present.getString("path");
        TokenPresentation showing = path == null
                ? TokenPresentation.at(node.plan(), token, topology.plan(), caller(made))
                : TokenPresentation.at(
                        node.plan().role(), token, path, HttpMethod.valueOf(present.getString("method", "POST")));
        String host = hostOf(node, target);
        if (made.getBoolean("replayed", false)) {
            send(node, host, showing.method(), showing.path(), showing.headers(), showing.body(), trace)
                    .await();
        }
        return send(node, host, showing.method(), showing.path(), showing.headers(), showing.body(), trace)
                .await()
                .withToken(token);
    }

    /** The host that a step names, or the first host of the node or of the pool that it names. */
    private static String hostOf(RunningNode node, String nameOrHost) {
        return node.plan().hosts().contains(nameOrHost)
                ? nameOrHost
                : node.plan().host();
    }

    private static @Nullable String caller(JsonObject forge) {
        return forge.getJsonObject("assertion", new JsonObject()).getString("issuer");
    }

    private Future<StepOutput> send(
            RunningNode node,
            String host,
            HttpMethod method,
            String path,
            MultiMap headers,
            @Nullable Buffer body,
            TraceParent trace) {
        headers.set(TraceParent.HEADER, trace.header());
        return topology.client()
                .send(new LabHttpClient.Ask(method, host, node.port(), path, headers, body))
                .map(StepMessageCodec::found);
    }

    private MultiMap asUser(String user, @Nullable String typed) {
        String credential = LabHttpClient.basic(user, password(user, typed));
        return MultiMap.caseInsensitiveMultiMap().set("Authorization", credential);
    }

    /** The typed password, or else that of the person. */
    private String password(String user, @Nullable String typed) {
        if (typed != null) {
            return typed;
        }
        return topology.plan()
                .person(user)
                .orElseThrow(() -> new IllegalArgumentException("unknown person '" + user + "'; expected one of "
                        + topology.plan().people().stream()
                                .map(person -> person.upn())
                                .toList()))
                .password();
    }

    private static StepOutput done(Runnable action) {
        action.run();
        return StepOutput.NOTHING;
    }
}
