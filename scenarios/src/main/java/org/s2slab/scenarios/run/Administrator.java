package org.s2slab.scenarios.run;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.topology.LabClient;
import org.s2slab.scenarios.topology.RunningNode;
import org.s2slab.scenarios.topology.Topology;
import org.s2slab.trace.TraceParent;

/** What an administrator does on a node's management port: cmdlets, hops, counters. */
final class Administrator {
    private final Topology topology;

    Administrator(Topology topology) {
        this.topology = topology;
    }

    /** Runs a cmdlet. */
    Future<Found> run(String node, String cmdlet, JsonObject parameters, TraceParent trace) {
        return send(topology.node(node), HttpMethod.POST, "/cmdlets/" + cmdlet, parameters, trace);
    }

    /** The hops of a node above a sequence number. */
    Future<JsonArray> hops(RunningNode node, long after) {
        return send(node, HttpMethod.GET, "/hops?after=" + after, null, null)
                .map(found -> found.json() instanceof JsonObject object
                        ? object.getJsonArray("hops", new JsonArray())
                        : new JsonArray());
    }

    /** The counters of a node. */
    Future<JsonObject> counters(RunningNode node) {
        return send(node, HttpMethod.GET, "/counters", null, null)
                .map(found -> found.json() instanceof JsonObject object ? object : new JsonObject());
    }

    private Future<Found> send(
            RunningNode node, HttpMethod method, String path, @Nullable JsonObject body, @Nullable TraceParent trace) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", LabClient.basic("administrator", topology.administratorPassword(node)));
        if (body != null) {
            headers.set("Content-Type", "application/json");
        }
        if (trace != null) {
            headers.set(TraceParent.HEADER, trace.header());
        }
        Buffer content = body == null ? null : body.toBuffer();
        return topology.client()
                .send(new LabClient.Ask(method, node.plan().host(), node.managementPort(), path, headers, content))
                .map(Wire::found);
    }
}
