package org.s2slab.drill.torture;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.deployment.RunningNode;

/**
 * An HTTP client for the requests of one feature. It has its own connections, so that blocked requests of another
 * feature do not delay it. Every method blocks, and throws an exception if there is no response.
 */
final class TrafficClient implements AutoCloseable {
    private final Deployment topology;
    private final List<UserAccount> people;
    private final LabHttpClient client;

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

    /** The node of a role. The topology must have such a node. */
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
        RunningNode node = node(role);
        return client.send(new LabHttpClient.Ask(method, node.plan().host(), node.port(), path, headers, body))
                .await();
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
