package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.trace.TraceParent;
import org.s2slab.trace.TrustSubject;
import org.s2slab.trace.WireRecord;

/** The address of a node with a client for its management port. The node runs in this process or in another process. */
public final class ManagedNode {
    private final NodeAddress address;
    private final LabHttpClient client;
    private final @Nullable TraceParent within;
    private final CmdletWatcher watcher;

    /** Receives each cmdlet that was run on a node, with its response. */
    public interface CmdletWatcher {
        void ran(String node, String cmdlet, JsonObject parameters, Answer answer);
    }

    /** @param client a client that trusts the root certificate of the node's deployment */
    public ManagedNode(NodeAddress address, LabHttpClient client) {
        this(address, client, null, (node, cmdlet, parameters, answer) -> {});
    }

    private ManagedNode(
            NodeAddress address, LabHttpClient client, @Nullable TraceParent within, CmdletWatcher watcher) {
        this.address = address;
        this.client = client;
        this.within = within;
        this.watcher = watcher;
    }

    /** A copy whose requests belong to one trace, so that their hops can be distinguished from others. */
    public ManagedNode within(TraceParent trace) {
        return new ManagedNode(address, client, trace, watcher);
    }

    /** A copy whose cmdlets are watched. */
    public ManagedNode watchedBy(CmdletWatcher other) {
        return new ManagedNode(address, client, within, other);
    }

    public NodeAddress address() {
        return address;
    }

    public String name() {
        return address.name();
    }

    public String role() {
        return address.role();
    }

    /** Runs a cmdlet. The response has {@code output} and {@code warnings}, or status 4xx and {@code error}. */
    public Future<Answer> run(String cmdlet, JsonObject parameters, @Nullable TraceParent trace) {
        return send(HttpMethod.POST, "/cmdlets/" + cmdlet, parameters, trace == null ? within : trace)
                .map(answer -> {
                    watcher.ran(name(), cmdlet, parameters, answer);
                    return answer;
                });
    }

    /** The journal's hops above a sequence number ({@code hops}), and the number of dropped hops ({@code lost}). */
    public Future<JsonObject> journal(long after) {
        return get("/hops?after=" + after);
    }

    /** The first hops above a sequence number, at most so many. The other members are those of {@link #journal(long)}. */
    public Future<JsonObject> journal(long after, int most) {
        return get("/hops?after=" + after + "&limit=" + most);
    }

    /** The requests of one trace, or of all traces, with the responses of the node. The times are the machine's. */
    public Future<List<WireRecord>> wire(@Nullable String traceId) {
        return clock().map(clock -> Duration.parse(clock.getString("moved")))
                .compose(moved -> get("/wire" + (traceId == null ? "" : "?trace=" + traceId))
                        .map(found -> found.getJsonArray("records").stream()
                                .map(record -> WireRecord.of((JsonObject) record, moved))
                                .toList()));
    }

    /** The deferred work of completed requests. */
    public Future<JsonArray> deferred() {
        return get("/deferred").map(found -> found.getJsonArray("deferred"));
    }

    /** The node's current signing keys, and the keys and servers that it trusts. */
    public Future<List<TrustSubject>> trust() {
        return get("/trust")
                .map(found -> found.getJsonArray("subjects").stream()
                        .map(one -> ((JsonObject) one).mapTo(TrustSubject.class))
                        .toList());
    }

    /** The node's counters, by name. */
    public Future<JsonObject> counters() {
        return get("/counters");
    }

    /** The node's clock: {@code now}, {@code moved} (its distance to the machine's clock) and {@code adjustable}. */
    public Future<JsonObject> clock() {
        return get("/clock");
    }

    /** Sets the distance of the node's clock to the machine's clock. Fails if the configuration does not allow it. */
    public Future<JsonObject> moveClock(Duration distance) {
        return ask(HttpMethod.PUT, "/clock", new JsonObject().put("moved", distance.toString()));
    }

    /** Reads a path of the management port. Fails with the response if its status is not 2xx. */
    public Future<JsonObject> get(String path) {
        return ask(HttpMethod.GET, path, null);
    }

    /** Posts an object to a path of the management port. Fails with the response if its status is not 2xx. */
    public Future<JsonObject> post(String path, JsonObject body) {
        return ask(HttpMethod.POST, path, body);
    }

    /** Sends a PUT without a body. Fails with the response if its status is not 2xx. */
    public Future<JsonObject> put(String path) {
        return ask(HttpMethod.PUT, path, null);
    }

    /** Sends a DELETE. Fails with the response if its status is not 2xx. */
    public Future<JsonObject> delete(String path) {
        return ask(HttpMethod.DELETE, path, null);
    }

    /** Sends a request with the administrator's credential. Fails with the response if its status is not 2xx. */
    Future<JsonObject> ask(HttpMethod method, String path, @Nullable JsonObject body) {
        return requested(method + " " + path, send(method, path, body));
    }

    /** Reads a path of the public port without a credential; returns the response with any status. */
    public Future<Answer> document(String path) {
        return client.send(new LabHttpClient.Ask(
                HttpMethod.GET,
                address.host(),
                address.port(),
                path,
                MultiMap.caseInsensitiveMultiMap(),
                null,
                address.connect()));
    }

    /** Sends a request to the management port with the administrator's credential; returns any response. */
    public Future<Answer> send(HttpMethod method, String path, @Nullable JsonObject body) {
        return send(method, path, body, within);
    }

    private Future<Answer> send(
            HttpMethod method, String path, @Nullable JsonObject body, @Nullable TraceParent trace) {
        return client.offTheLoop(address::administratorPassword)
                .compose(password -> send(method, path, body, trace, password));
    }

    private Future<Answer> send(
            HttpMethod method, String path, @Nullable JsonObject body, @Nullable TraceParent trace, String password) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", LabHttpClient.basic(AdministratorCredential.USER, password));
        if (body != null) {
            headers.set("Content-Type", "application/json");
        }
        if (trace != null) {
            headers.set(TraceParent.HEADER, trace.header());
        }
        Buffer content = body == null ? null : body.toBuffer();
        return client.send(new LabHttpClient.Ask(
                method, address.host(), address.managementPort(), path, headers, content, address.connect()));
    }

    private Future<JsonObject> requested(String what, Future<Answer> asked) {
        return asked.compose(answer -> {
            JsonObject found = object(answer);
            if (answer.status() / 100 == 2 && found != null) {
                return Future.succeededFuture(found);
            }
            JsonObject error = found != null && found.getValue("error") instanceof JsonObject refused ? refused : null;
            String message = error == null ? String.valueOf(answer.body()) : error.getString("message");
            // The message of the control endpoint is complete. The message of a node needs the node's name.
            return Future.failedFuture(new IllegalStateException(
                    error != null && address.isControl()
                            ? message
                            : "node '" + name() + "' answers " + what + " with " + answer.status() + " "
                                    + (error == null ? "" : error.getString("code") + ": ") + message));
        });
    }

    private static @Nullable JsonObject object(Answer answer) {
        try {
            return answer.body().toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            return null;
        }
    }
}
