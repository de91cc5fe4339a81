package org.s2slab.migration.importer;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.migration.ExportFiles;

/**
 * An export in a form that two runs of the lab have in common. Certificates, thumbprints and ids, which are drawn anew in
 * each run, become numbers in the order in which they are first met: that one file names what another one has stays visible.
 */
final class Masked {
    /** In alternatives: certificates, thumbprints in hex and as x5t, GUIDs, serial numbers, dates with the hour they are in. */
    private static final Pattern DRAWN = Pattern.compile("(?<certificate>[A-Za-z0-9+/]{200,}={0,2})"
            + "|\\b(?<thumbprint>[0-9A-F]{40})\\b"
            + "|(?<x5t>(?<=\")[A-Za-z0-9_-]{27}(?=\"))"
            + "|\\b(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})\\b"
            + "|(?<=\"SerialNumber\":\")(?<serial>[0-9A-F]+)"
            + "|/Date\\((?<date>-?\\d+)\\)/"
            + "|(?<=\"DateTime\":\")(?<words>[^\"]+)");

    private static final List<String> KINDS = List.of("certificate", "thumbprint", "x5t", "id", "serial", "words");
    private static final long HOUR = 3_600_000;

    private final Map<String, String> numbers = new HashMap<>();
    private final Map<String, Integer> met = new HashMap<>();

    private Masked() {}

    /** The files of an export by their path; the order of what is in a store is the order of thumbprints, so it is left out. */
    static Map<String, String> of(Map<String, String> files) {
        Masked masked = new Masked();
        Map<String, String> result = new TreeMap<>();
        files.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, String>, Boolean>comparing(file -> file.getKey()
                                .endsWith(
                                        ExportFiles.file(org.s2slab.engine.product.ProductCmdlets.STORED_CERTIFICATES)))
                        .thenComparing(Map.Entry::getKey))
                .forEach(file -> result.put(file.getKey(), masked.file(file.getValue())));
        return result;
    }

    private String file(String text) {
        return text.isEmpty() ? "" : Json.encodePrettily(value(Json.decodeValue(text))) + "\\n";
    }

    private Object value(Object json) {
        if (json instanceof JsonArray array && array.stream().allMatch(JsonObject.class::isInstance)) {
            List<String> texts =
                    new ArrayList<>(array.stream().map(Json::encode).toList());
            texts.sort(Comparator.comparing(text -> masked(text, false)));
            JsonArray sorted = new JsonArray();
            texts.forEach(text -> sorted.add(new JsonObject(masked(text, true))));
            return sorted;
        }
        return Json.decodeValue(masked(Json.encode(json), true));
    }

    /** @param numbering whether what was not met before gets a number now */
    private String masked(String text, boolean numbering) {
        Matcher drawn = DRAWN.matcher(text);
        return drawn.replaceAll(found -> {
            String date = drawn.group("date");
            if (date != null) {
                return "hour " + Math.floorDiv(Long.parseLong(date), HOUR);
            }
            String kind = KINDS.stream()
                    .filter(name -> drawn.group(name) != null)
                    .findFirst()
                    .orElseThrow();
            if (kind.equals("words") || kind.equals("serial")) {
                return kind;
            }
            if (!numbering) {
                return numbers.getOrDefault(found.group(), kind);
            }
            return numbers.computeIfAbsent(found.group(), value -> kind + " " + met.merge(kind, 1, Integer::sum));
        });
    }
}
