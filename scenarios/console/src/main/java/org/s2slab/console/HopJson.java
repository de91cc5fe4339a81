package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedToken;
import org.s2slab.engine.hops.SequenceArrow;

/** A hop as JSON for the page: its arrow, its text and its decoded token. */
final class HopJson {
    private HopJson() {}

    static JsonObject of(SequenceArrow arrow) {
        ObservedHop hop = arrow.hop();
        ObservedToken token = hop.token();
        JsonArray checks = new JsonArray();
        token.checks().forEach(check -> checks.add(check.toJson()));
        JsonObject json = new JsonObject()
                .put("number", arrow.number())
                .put("from", arrow.from())
                .put("to", arrow.to())
                .put("tone", arrow.tone().name())
                .put("arrives", arrow.arrives())
                .put("text", arrow.text())
                .put("aside", arrow.aside())
                .put("mark", hop.origin().mark())
                .put("origin", hop.origin().kind().word())
                .put("says", hop.sentence().toString())
                .put("at", hop.at().toString())
                .put("trace", hop.traceId())
                .put("kind", hop.kind().name())
                .put("node", hop.node())
                .put("user", hop.user())
                .put("rule", hop.rule())
                .put("detail", hop.detailText())
                .put("tokenHash", token.hash())
                .put("checks", checks);
        JsonObject layers = token.layers();
        return layers == null ? json : json.put("token", layers).put("meanings", ClaimDescriptionJson.of(layers));
    }
}
