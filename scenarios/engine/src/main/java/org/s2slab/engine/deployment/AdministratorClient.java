package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.s2slab.engine.deployment.LabHttpClient.Answer;

/**
 * The administrator's view of one node: cmdlets, clock and public documents. Its methods block, so that event loops
 * must not call them.
 *
 * @param node the node to administer
 */
public record AdministratorClient(ManagedNode node) {
    /** Maximum time in seconds for one cmdlet. A node that calls an absent partner responds within ten seconds. */
    private static final int SECONDS = 60;

    /** The objects that a cmdlet returns. Throws Unanswered if the node refuses the cmdlet or does not respond. */
    public List<JsonObject> run(String cmdlet, JsonObject parameters) {
        Answer answer = awaited(node.run(cmdlet, parameters, null));
        JsonObject body = json(answer).orElseGet(JsonObject::new);
        if (answer.status() / 100 != 2) {
            String told = body.getValue("error") instanceof JsonObject error
                    ? error.getString("message")
                    : String.valueOf(answer.body());
            throw new Unanswered(cmdlet + " on " + node.name() + ": " + told);
        }
        return objects(body.getJsonArray("output", new JsonArray()));
    }

    /** Runs a cmdlet without parameters; see {@link #run(String, JsonObject)}. */
    public List<JsonObject> run(String cmdlet) {
        return run(cmdlet, new JsonObject());
    }

    /** The single object that a cmdlet returns. */
    public JsonObject one(String cmdlet) {
        return run(cmdlet).stream().findFirst().orElseGet(JsonObject::new);
    }

    /** The time of the node's clock. Throws Unanswered if the node does not respond. */
    public Instant now() {
        return awaited(node.clock()).getInstant("now");
    }

    /** A public document; empty if the node has no document at this path. */
    public Optional<JsonObject> document(String path) {
        Answer answer = awaited(node.document(path));
        return answer.status() == 200 ? json(answer) : Optional.empty();
    }

    /** The objects of a JSON array. */
    public static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private static Optional<JsonObject> json(Answer answer) {
        try {
            return Optional.of(answer.body().toJsonObject());
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private <T> T awaited(Future<T> asked) {
        try {
            return asked.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new Unanswered(node.name() + ": " + e.getCause());
        } catch (TimeoutException e) {
            throw new Unanswered(node.name() + " did not answer in " + SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered(node.name() + ": interrupted");
        }
    }

    /** Thrown if a node refuses a request or does not respond. */
    public static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unanswered(String message) {
            super(message);
        }
    }
}
