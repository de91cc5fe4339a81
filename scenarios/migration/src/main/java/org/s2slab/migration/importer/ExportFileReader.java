package org.s2slab.migration.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.ProductCmdlets;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.engine.text.FileSyntaxException;

/** Reads the content of one file of an export. */
final class ExportFileReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The cmdlets whose output can be a text or a date instead of an object with members. */
    private static final Set<String> BARE = Set.of(ProductCmdlets.DATE, SharePointProduct.REALM);

    private ExportFileReader() {}

    /** The objects in the file of a cmdlet. */
    static List<ImportedObject> of(String name, Path file, String cmdlet) {
        return objects(name, file, BARE.contains(cmdlet));
    }

    /** The host names in hosts.json. */
    static List<String> hosts(String name, Path file) {
        JsonNode root = parse(name, WindowsTextDecoder.read(name, file));
        List<String> hosts = new ArrayList<>();
        for (JsonNode host : root == null ? List.<JsonNode>of() : root) {
            hosts.add(DomainNameValidator.checked(name, "[" + hosts.size() + "]", host.asText()));
        }
        return hosts;
    }

    /** The only object of a file, or null. */
    static @Nullable ImportedObject only(String name, Path file) {
        List<ImportedObject> objects = objects(name, file, false);
        if (objects.size() > 1) {
            throw new FileSyntaxException(name, "holds " + objects.size() + " documents; expected one for a server");
        }
        return objects.stream().findFirst().orElse(null);
    }

    /**
     * The objects of a file. ConvertTo-Json writes one object without a list, several objects as a list, and no object
     * as an empty text.
     *
     * @param bare whether a text may replace an object that contains it as its value
     */
    private static List<ImportedObject> objects(String name, Path file, boolean bare) {
        JsonNode root = parse(name, WindowsTextDecoder.read(name, file));
        if (bare && root != null && root.isTextual()) {
            return List.of(new ImportedObject(name, JSON.createObjectNode().set("value", root)));
        }
        if (root == null || root.isNull() || root.isMissingNode()) {
            return List.of();
        }
        JsonNode list =
                root.isObject() && root.has("Count") && root.path("value").isArray() ? root.get("value") : root;
        List<ImportedObject> objects = new ArrayList<>();
        for (JsonNode item : list.isArray() ? list : List.of(list)) {
            if (!item.isObject()) {
                throw new FileSyntaxException(
                        name,
                        "holds " + item.getNodeType() + " instead of an object; write it with "
                                + "Cmdlet | ConvertTo-Json -Depth 5");
            }
            objects.add(new ImportedObject(name, item));
        }
        return objects;
    }

    private static @Nullable JsonNode parse(String name, String text) {
        try {
            return text.isBlank() ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new FileSyntaxException(
                    name,
                    line,
                    "is not valid JSON: " + e.getOriginalMessage()
                            + "; write the file with Cmdlet | ConvertTo-Json -Depth 5 | Out-File -Encoding utf8");
        }
    }
}
