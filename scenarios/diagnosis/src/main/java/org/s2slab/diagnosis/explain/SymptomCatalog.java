package org.s2slab.diagnosis.explain;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The content of {@code explain.yaml}: causes of refusals, and the texts with which the real products refuse. */
public final class SymptomCatalog {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode ROOT = read();

    static final Map<RefusalCause, RefusalCause.Text> CAUSES =
            YAML.convertValue(ROOT.get("causes"), new TypeReference<>() {});

    private static final List<Symptom> ALL = YAML.convertValue(ROOT.get("symptoms"), new TypeReference<>() {});

    private SymptomCatalog() {}

    /** All symptoms, ordered by product. */
    public static List<Symptom> all() {
        return ALL;
    }

    /** The symptoms that a text contains; empty if there are none. */
    public static List<Symptom> in(String text) {
        String line = text.replaceAll("\s+", " ");
        return ALL.stream()
                .filter(symptom -> symptom.sign().matcher(line).find())
                .toList();
    }

    /** The resource, with each name of a source replaced by the source. */
    private static JsonNode read() {
        try (InputStream file = Objects.requireNonNull(SymptomCatalog.class.getResourceAsStream("/explain.yaml"))) {
            JsonNode root = YAML.readTree(file);
            for (JsonNode symptom : root.get("symptoms")) {
                String source = symptom.get("source").textValue();
                ((ObjectNode) symptom).set("source", root.get("sources").get(source));
            }
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException("explain.yaml", e);
        }
    }
}
