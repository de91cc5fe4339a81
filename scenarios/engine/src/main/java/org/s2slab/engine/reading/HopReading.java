package org.s2slab.engine.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The explanation of a hop for people: three texts of plain sentences, the five questions about its token, and the fix
 * of a refusal. Console, reports, terminal, explanations and failed assertions show the same explanation.
 *
 * @param who the caller and the called server
 * @param why why the server accepted or refused the call, with the deciding evidence
 * @param what for which user and with which right the call acts, and what it does
 * @param key the key that proves the token, or null
 * @param judgedIn the number of the earlier hop in which the token was judged, if this hop used a cached result;
 *     otherwise null
 * @param questions the five questions in their order; empty if no token was judged
 * @param refusal the explanation of a refusal or failure, or null
 * @param names the names of the identifiers in the texts and in the token
 */
public record HopReading(
        String who,
        String why,
        String what,
        @Nullable KeyReading key,
        @Nullable Integer judgedIn,
        List<QuestionAnswer> questions,
        @Nullable RefusalReading refusal,
        Map<String, String> names) {
    public HopReading {
        questions = List.copyOf(questions);
    }

    /** Whether the hop is a refusal or a failure. */
    public boolean isRefusal() {
        return refusal != null;
    }

    /** The explanation as JSON; members without a value are null. */
    public JsonObject json() {
        JsonObject json = new JsonObject()
                .put("who", who)
                .put("why", why)
                .put("what", what)
                .put("judgedIn", judgedIn)
                .put(
                        "questions",
                        new JsonArray(
                                questions.stream().map(QuestionAnswer::json).toList()))
                .put("names", new JsonObject(Map.copyOf(names)));
        if (key != null) {
            json.put("key", key.json());
        }
        return refusal == null ? json : json.put("refusal", refusal.json());
    }

    /** The explanation as lines of text without indentation: the refusal and its fix first, then the sentences. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        RefusalReading refused = refusal;
        if (refused != null) {
            lines.addAll(refusal(refused));
        }
        lines.add("who       " + who);
        lines.add((refused == null ? "why       " : "why not   ") + why);
        lines.add("for what  " + what);
        questions.forEach(question -> lines.add(question.sign() + " " + question.title()
                + (question.deciding() ? " (decides)" : "") + " " + question.count()
                + (question.evidence() == null ? "" : ". " + question.evidence())));
        return lines;
    }

    private static List<String> refusal(RefusalReading refused) {
        List<String> lines = new ArrayList<>();
        lines.add((refused.rule() == null ? "" : "rule " + refused.rule() + ": ") + refused.failed());
        add(lines, "found     ", refused.found());
        add(lines, "expected  ", refused.expected());
        add(lines, "cause     ", refused.cause());
        if (refused.nothingToFix() != null) {
            lines.add("fix       " + refused.nothingToFix());
        } else {
            add(lines, "fix       ", refused.fix());
            refused.fixes().forEach(one -> lines.add("          " + one.typed()));
            add(lines, "then      ", refused.after());
        }
        return lines;
    }

    private static void add(List<String> lines, String label, @Nullable String text) {
        if (text != null) {
            lines.add(label + text);
        }
    }
}
