package org.s2slab.drill.torture;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.deployment.LabHttpClient.Ask;
import org.s2slab.engine.deployment.RunningNode;

/**
 * An HTTP client for the requests of one feature. It has its own connections, so that blocked requests of another
 * feature do not delay it. Every method blocks, and throws an exception if there is no response.
 */
final class TrafficClient implements AutoCloseable {
    private final Deployment topology;
    private final List<UserAccount> people;
    private final LabHttpClient client;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param people at least four people with mailboxes; the first person owns the site, the second person owns the
     *     eDiscovery cases
     */
    TrafficClient(Deployment topology, Vertx vertx, List<UserAccount> people) {
        this.topology = topology;
        this.people = people;
        this.client = new LabHttpClient(
                vertx, topology.keys().rootFile(), topology.plan().exposure().connect());
    }

    /** One of the people. The number may be larger than the number of people. */
    UserAccount person(int number) {
        return people.get(Math.floorMod(number, people.size()));
    }

    /** The node of a role, or a server of its pool. The topology must have such a node. */
    RunningNode node(String role) {
        return topology.nodes().stream()
                .filter(node -> node.plan().role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    /** Sends a request with a person's password. */
    Answer send(String role, HttpMethod method, String path, UserAccount person, @Nullable JsonObject body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", LabHttpClient.basic(person.upn(), person.password()));
        if (body != null) {
            headers.set("Content-Type", "application/json");
        }
        return send(role, method, path, headers, body == null ? null : body.toBuffer());
    }

    Answer send(String role, HttpMethod method, String path, MultiMap headers, @Nullable Buffer body) {
        return sendToOne(servers(role), new Ask(method, node(role).plan().host(), 1, path, headers, body))
                .await();
    }

    /** Sends a request to the first server that accepts a connection. A request that was sent is not sent again. */
    private Future<Answer> sendToOne(List<RunningNode> servers, Ask ask) {
        Future<Answer> answer = sendTo(servers.get(0), ask);
        return servers.size() == 1
                ? answer
                : answer.recover(failure -> failure instanceof ConnectException
                        ? sendToOne(servers.subList(1, servers.size()), ask)
                        : Future.failedFuture(failure));
    }

    private Future<Answer> sendTo(RunningNode server, Ask ask) {
        return client.send(new Ask(ask.method(), ask.host(), server.port(), ask.path(), ask.headers(), ask.body()));
    }

    /**
     * Sends a request to all servers of a role at the same time. Returns the responses; a server may have none.
     *
     * @throws IllegalStateException if no server responds
     */
    List<Answer> sendToAll(String role, HttpMethod method, String path, MultiMap headers, Buffer body) {
        Ask ask = new Ask(method, node(role).plan().host(), 1, path, headers, body);
        List<Future<Answer>> sent =
                servers(role).stream().map(server -> sendTo(server, ask)).toList();
        Future.join(sent).otherwiseEmpty().await();
        List<Answer> answers =
                sent.stream().filter(Future::succeeded).map(Future::result).toList();
        if (answers.isEmpty()) {
            throw new IllegalStateException(sent.get(0).cause());
        }
        return answers;
    }

    /** The node of a role, or the servers of its pool that are up. Each call begins with the next server. */
    private List<RunningNode> servers(String role) {
        List<RunningNode> all = topology.servers(node(role).plan().poolName());
        List<RunningNode> up =
                new ArrayList<>(all.stream().filter(RunningNode::isUp).toList());
        Collections.rotate(up, turn.getAndIncrement());
        return up.isEmpty() ? all : up;
    }

    /** The JSON object in a response; empty if the response does not contain a JSON object. */
    static JsonObject json(Answer answer) {
        try {
            return answer.body().toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            return new JsonObject();
        }
    }

    /** A response in words. */
    static String words(Answer answer) {
        String body = String.valueOf(answer.body());
        return answer.status() + " " + body.substring(0, Math.min(body.length(), 300));
    }

    @Override
    public void close() {
        client.close().await();
    }
}
