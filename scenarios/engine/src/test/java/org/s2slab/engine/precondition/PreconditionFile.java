package org.s2slab.engine.precondition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads preconditions.yaml: for each trust, the objects that its configuration creates, and the refusal without each
 * object.
 */
final class PreconditionFile {
    private static final String NAME = "preconditions.yaml";
    private static final Set<String> ROW = Set.of(
            "object",
            "step",
            "item",
            "parameter",
            "account",
            "role",
            "take-back",
            "refusals",
            "elsewhere",
            "because",
            "source");
    private static final Set<String> REFUSAL = Set.of("in", "by", "code", "rule", "says", "answered", "through");

    private PreconditionFile() {}

    /** The rows by the scenario that configures the trust, in the order of the file. */
    static Map<String, List<Precondition>> read() {
        Map<String, List<Precondition>> read = new LinkedHashMap<>();
        try (InputStream in = PreconditionFile.class.getClassLoader().getResourceAsStream(NAME)) {
            Map<String, List<Map<String, Object>>> file = new Yaml().load(in);
            file.forEach((trust, rows) -> read.put(
                    trust,
                    rows.stream()
                            .map(JsonObject::new)
                            .map(PreconditionFile::row)
                            .toList()));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(NAME, e);
        }
    }

    private static Precondition row(JsonObject row) {
        known(row, ROW);
        List<ExpectedRefusal> refusals = new ArrayList<>();
        row.getJsonArray("refusals", new JsonArray()).forEach(refusal -> refusals.add(refusal((JsonObject) refusal)));
        return new Precondition(
                needed(row, "object"),
                row.getString("step"),
                row.getString("item"),
                row.getString("parameter"),
                row.getString("account"),
                row.getString("role"),
                row.getJsonObject("take-back"),
                refusals,
                row.getString("elsewhere"),
                row.getString("because"),
                row.getString("source"));
    }

    private static ExpectedRefusal refusal(JsonObject refusal) {
        known(refusal, REFUSAL);
        @Nullable Object in = refusal.getValue("in");
        List<String> scenarios = in instanceof JsonArray many
                ? many.stream().map(String::valueOf).toList()
                : List.of(needed(refusal, "in"));
        return new ExpectedRefusal(
                scenarios,
                needed(refusal, "by"),
                needed(refusal, "code"),
                refusal.getString("rule"),
                needed(refusal, "says"),
                refusal.getBoolean("answered", false),
                refusal.getString("through"));
    }

    private static void known(JsonObject entry, Set<String> keys) {
        for (String key : entry.fieldNames()) {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException(NAME + ": '" + key + "' is not one of " + keys + " in " + entry);
            }
        }
    }

    private static String needed(JsonObject entry, String key) {
        String value = entry.getString(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(NAME + ": '" + key + "' is missing in " + entry);
        }
        return value;
    }
}
