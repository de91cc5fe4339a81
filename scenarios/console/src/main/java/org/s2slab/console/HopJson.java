package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedToken;
import org.s2slab.engine.hops.SequenceArrow;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.language.RuleReadings.Reading;
import org.s2slab.trace.HopKind;

/** A hop as JSON for the page: its arrow, its text and its decoded token. */
final class HopJson {
    private HopJson() {}

    static JsonObject of(SequenceArrow arrow) {
        ObservedHop hop = arrow.hop();
        ObservedToken token = hop.token();
        Subject subject = hop.kind() == HopKind.TOKEN_DENIED || hop.kind() == HopKind.TOKEN_ISSUED
                ? Subject.GRANT
                : Subject.TOKEN;
        JsonArray checks = new JsonArray();
        token.checks().forEach(check -> checks.add(read(check.toJson(), subject)));
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
                .put("failed", RuleReadings.failed(hop))
                .put("detail", hop.detailText())
                .put("tokenHash", token.hash())
                .put("checks", checks)
                .put("questions", checks.isEmpty() ? null : questions(subject));
        JsonObject layers = token.layers();
        return layers == null ? json : json.put("token", layers).put("meanings", ClaimDescriptionJson.of(layers));
    }

    /** Adds the number of its question to a rule's result and, if the rule was checked, what it says to readers. */
    static JsonObject read(JsonObject check, Subject subject) {
        Reading reading = RuleReadings.of(subject, check.getString("rule"));
        if (reading == null) {
            return check;
        }
        check.put("question", reading.question());
        Boolean held = check.getBoolean("held");
        return held == null ? check : check.put("reads", held ? reading.passed() : reading.failed());
    }

    /** The five questions, each with the number of its rules. */
    static JsonArray questions(Subject subject) {
        JsonArray questions = new JsonArray();
        RuleReadings.questions(subject)
                .forEach(one ->
                        questions.add(new JsonObject().put("ask", one.ask()).put("rules", one.rules())));
        return questions;
    }
}
