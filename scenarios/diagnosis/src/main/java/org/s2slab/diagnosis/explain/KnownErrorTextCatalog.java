package org.s2slab.diagnosis.explain;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.s2slab.engine.text.YamlResource;

/** The content of {@code explain.yaml}: the error texts of the real products. */
public final class KnownErrorTextCatalog {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode ROOT = read();

    private static final List<KnownErrorText> ALL = MAPPER.convertValue(ROOT.get("symptoms"), new TypeReference<>() {});

    private KnownErrorTextCatalog() {}

    /** All symptoms, ordered by product. */
    public static List<KnownErrorText> all() {
        return ALL;
    }

    /** The symptoms whose text occurs in a text; empty if there are none. */
    public static List<KnownErrorText> in(String text) {
        String line = text.replaceAll("\\s+", " ");
        return ALL.stream()
                .filter(symptom -> symptom.sign().matcher(line).find())
                .toList();
    }

    /** The content of the resource. Each name of a source is replaced by the source. */
    private static JsonNode read() {
        JsonNode root = YamlResource.read(KnownErrorTextCatalog.class, "explain.yaml", new TypeReference<>() {});
        for (JsonNode symptom : root.get("symptoms")) {
            String source = symptom.get("source").textValue();
            ((ObjectNode) symptom).set("source", root.get("sources").get(source));
        }
        return root;
    }
}
