package org.s2slab.junit.embedded;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.junit.CmdletRunner;

/** Runs cmdlets at a node's management port. */
record EmbeddedCmdletRunner(ManagedNode node) implements CmdletRunner {
    @Override
    public Output run(String cmdlet, Map<String, ?> parameters) {
        JsonObject given = new JsonObject();
        parameters.forEach(given::put);
        LabHttpClient.Answer answer = node.run(cmdlet, given, null).await();
        JsonObject body = answer.body().toJsonObject();
        if (answer.status() / 100 != 2) {
            JsonObject error = body.getJsonObject("error");
            throw new CmdletFailed(
                    cmdlet + ": " + error.getString("message"), String.valueOf(error.getString("traceId")));
        }
        List<Map<String, Object>> objects = body.getJsonArray("output").stream()
                .map(JsonObject.class::cast)
                .map(JsonObject::getMap)
                .toList();
        List<String> warnings =
                body.getJsonArray("warnings").stream().map(String::valueOf).toList();
        return new Output(objects, warnings);
    }
}
