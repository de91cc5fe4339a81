package org.s2slab.engine.run;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.node.WorkSequence;
import org.s2slab.trace.TraceParent;

/** Executes a step in which one person has conversations with another person in Lync, several in parallel. */
final class ConversationStep {
    /** Number of parallel conversations: many, but within the limit of the node's listener. */
    private static final int AT_ONCE = 40;

    private static final String PATH = "/users/me/conversations";

    private final StepTarget topology;
    private final RunningNode lync;
    private final MultiMap credential;
    private final TraceParent trace;

    /** @param credential the credential of the person who starts the conversation, as a request header */
    ConversationStep(StepTarget topology, RunningNode lync, MultiMap credential, TraceParent trace) {
        this.topology = topology;
        this.lync = lync;
        this.credential = credential;
        this.trace = trace;
    }

    /** Runs the conversations. The output contains the sum of {@code archived} from the responses that end them. */
    Future<StepOutput> hold(String to, String say, int times) {
        AtomicInteger begun = new AtomicInteger();
        JsonObject sum = new JsonObject();
        List<Future<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < Math.min(AT_ONCE, times); lane++) {
            lanes.add(WorkSequence.repeat(() -> next(begun, times, to, say, sum)));
        }
        return Future.all(lanes)
                .map(done -> new JsonObject().put("conversations", times).put("archived", sum))
                .map(body -> new StepOutput(200, MultiMap.caseInsensitiveMultiMap(), body.encode(), body, null));
    }

    /** Runs one conversation. The result is false if all conversations have already begun. */
    private Future<Boolean> next(AtomicInteger begun, int times, String to, String say, JsonObject sum) {
        int number = begun.incrementAndGet();
        if (number > times) {
            return Future.succeededFuture(false);
        }
        String text = times == 1 ? say : say + " (" + number + ")";
        JsonObject requested =
                new JsonObject().put("to", new JsonArray().add(to)).put("message", text);
        return post(PATH, requested, 201)
                .compose(made -> post(PATH + "/" + made.getString("id") + "/end", new JsonObject(), 200))
                .map(ended -> {
                    add(sum, ended.getJsonObject("archived"));
                    return true;
                });
    }

    private static void add(JsonObject sum, JsonObject more) {
        synchronized (sum) {
            more.forEach(entry ->
                    sum.put(entry.getKey(), sum.getInteger(entry.getKey(), 0) + more.getInteger(entry.getKey())));
        }
    }

    private Future<JsonObject> post(String path, JsonObject body, int status) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .addAll(credential)
                .set("Content-Type", "application/json")
                .set(TraceParent.HEADER, trace.header());
        return topology.client()
                .send(new LabHttpClient.Ask(
                        HttpMethod.POST, lync.plan().host(), lync.port(), path, headers, body.toBuffer()))
                .map(answer -> {
                    if (answer.status() != status) {
                        throw new IllegalStateException(
                                "POST " + path + " answered " + answer.status() + " " + answer.body());
                    }
                    return answer.body().toJsonObject();
                });
    }
}
