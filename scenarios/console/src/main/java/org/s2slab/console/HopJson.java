package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedToken;
import org.s2slab.engine.hops.SequenceArrow;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.language.RuleReadings.Reading;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.reading.HopKeyFinder;
import org.s2slab.trace.HopKind;

/**
 * A hop as JSON for the page: its arrow, its text, its decoded token, the thumbprints of its {@code keys}, and its
 * explanation. The member {@code reading} has:
 *
 * <ul>
 *   <li>{@code who}, {@code why}, {@code what}: plain sentences, never empty.
 *   <li>{@code key}, if a key proves the token: {@code thumbprint}, {@code shown} (the first and last four characters),
 *       {@code owner}, {@code learned} (a sentence), {@code before} (whether the server had the key before the scenario
 *       began), {@code step} and {@code stepTitle}, {@code line} (the cmdlet), {@code address} (the metadata document).
 *   <li>{@code judgedIn}: the number of the hop whose cached result was used, or null. If present, the questions belong
 *       to that hop.
 *   <li>{@code questions}: empty, or five objects with {@code key} (1 to 5), {@code title}, {@code state}
 *       ({@code passed}, {@code refused} or {@code not-asked}), {@code passed}, {@code asked}, {@code total},
 *       {@code deciding}, {@code count} (the counts in words), {@code evidence} (a line, or null) and {@code rules}:
 *       {@code rule}, {@code passed}, {@code text}, {@code found}, {@code expected}.
 *   <li>{@code refusal}, for a refusal or failure: {@code rule}, {@code failed}, {@code found}, {@code expected},
 *       {@code cause}, {@code fix} (in words), {@code fixes} ({@code node}, {@code server}, {@code line},
 *       {@code complete}: whether the line has no placeholder), {@code nothingToFix} (a text, or null), {@code after}.
 *   <li>{@code names}: a name for each identifier in the hop, for instance for a principal, a tenant or a thumbprint.
 * </ul>
 */
final class HopJson {
    private HopJson() {}

    static JsonObject of(SequenceArrow arrow, HopHistory history) {
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
                .put("at", hop.place().at().toString())
                .put("trace", hop.place().traceId())
                .put("kind", hop.kind().name())
                .put("node", hop.node())
                .put("user", hop.user())
                .put("rule", hop.rule())
                .put("failed", RuleReadings.failed(hop))
                .put("detail", hop.detailText())
                .put("detailValues", hop.detail() == null ? null : hop.detail().values())
                .put("reading", history.read(hop).json())
                .put("keys", new JsonArray(List.copyOf(HopKeyFinder.of(history, hop))))
                .put("tokenHash", token.hash())
                .put("checks", checks)
                .put("questions", checks.isEmpty() ? null : questions(subject));
        JsonObject layers = token.layers();
        return layers == null ? json : json.put("token", layers).put("meanings", ClaimDescriptionJson.of(layers));
    }

    /** Adds the number of its question to a rule's result, and its sentence for readers if the rule was checked. */
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
