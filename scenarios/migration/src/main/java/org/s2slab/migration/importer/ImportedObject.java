package org.s2slab.migration.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * One object of an export, in the form of ConvertTo-Json of Windows PowerShell 5.1 or PowerShell 7. Names of members
 * are case-insensitive, objects with a text form count as texts, and a single value counts as a list. A malformed value
 * is an error that names the file, the member and the value.
 *
 * @param file the name of the file in error messages
 */
public record ImportedObject(String file, JsonNode node) {
    /** The members that contain the text form of an object: addresses, directory names, values with a display form. */
    private static final List<String> TEXTS = List.of(
            "OriginalString",
            "AbsoluteUri",
            "ProxyAddressString",
            "Address",
            "Domain",
            "Value",
            "value",
            "DistinguishedName",
            "Fqdn",
            "Name",
            "Guid");

    /** The prefix of references in scenarios, which must not occur in imported texts. */
    private static final String REFERENCE = "${";

    /** The member with this name, else the first with another case; null if it is missing or null. */
    @Nullable
    JsonNode member(String name) {
        JsonNode exact = node.get(name);
        if (exact != null) {
            return exact.isNull() ? null : exact;
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue().isNull() ? null : member.getValue();
            }
        }
        return null;
    }

    boolean has(String name) {
        return member(name) != null;
    }

    /** A text, number or boolean as text; empty if it is missing, null or an empty text. */
    public Optional<String> text(String name) {
        return text(name, member(name));
    }

    /** The text of a required member. */
    String require(String name) {
        return text(name)
                .orElseThrow(() -> new FileSyntaxException(
                        file, "an object has no member '" + name + "'; export whole objects, without Select-Object"));
    }

    private Optional<String> text(String name, @Nullable JsonNode value) {
        if (value == null || value.isNull() || (value.isArray() && value.isEmpty())) {
            return Optional.empty();
        }
        if (value.isValueNode()) {
            return Optional.of(checked(name, value.asText().strip())).filter(text -> !text.isEmpty());
        }
        if (value.isArray()) {
            if (value.size() > 1) {
                throw wrong(name, value, "one value", "");
            }
            return text(name, value.get(0));
        }
        ImportedObject rich = new ImportedObject(file, value);
        for (String member : TEXTS) {
            JsonNode inner = value.get(member);
            if (inner != null && inner.isValueNode() && !inner.isNull()) {
                return rich.text(member);
            }
        }
        throw wrong(name, value, "a text", "");
    }

    private String checked(String name, String text) {
        if (text.startsWith("@{") || text.startsWith("System.Object[]") || text.startsWith("System.Collections.")) {
            throw wrong(
                    name,
                    node.get(name),
                    "the object itself",
                    "; the file is cut off; write it with ConvertTo-Json -Depth 5");
        }
        if (text.contains(REFERENCE) || (text.chars().anyMatch(Character::isISOControl) && !text.contains("BEGIN "))) {
            throw wrong(name, node.get(name), "a text without control characters and ${", "");
        }
        return text;
    }

    /** The texts of a list. A single value counts as a list. A missing value gives an empty list. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(member(name))) {
            text(name, item).ifPresent(texts::add);
        }
        return texts;
    }

    /** The objects of a list. A single object counts as a list. A missing value gives an empty list. */
    List<ImportedObject> objects(String name) {
        List<ImportedObject> objects = new ArrayList<>();
        for (JsonNode item : items(member(name))) {
            if (item.isObject()) {
                objects.add(new ImportedObject(file, item));
            } else if (!item.isNull()) {
                text(name, item);
                throw wrong(name, item, "an object", "");
            }
        }
        return objects;
    }

    /** The elements of a list. Windows PowerShell writes some lists as an object with value and Count. */
    private static List<JsonNode> items(@Nullable JsonNode list) {
        if (list == null) {
            return List.of();
        }
        JsonNode inside = list.isObject() && list.has("Count") ? list.get("value") : null;
        JsonNode items = inside == null ? list : inside;
        List<JsonNode> found = new ArrayList<>();
        if (items.isArray()) {
            items.forEach(found::add);
        } else {
            found.add(items);
        }
        return found;
    }

    /** A boolean, in one of these forms: a JSON boolean, its text, 1 or 0, or a switch parameter. */
    boolean flag(String name, boolean otherwise) {
        JsonNode value = member(name);
        if (value != null && value.isObject() && value.has("IsPresent")) {
            return value.get("IsPresent").asBoolean();
        }
        return text(name)
                .map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "1" -> true;
                    case "false", "0" -> false;
                    default -> throw wrong(name, value, "true or false", "");
                })
                .orElse(otherwise);
    }

    /** A time in any of the forms of PowerShell. */
    Optional<Instant> moment(String name) {
        JsonNode value = member(name);
        JsonNode inner = value != null && value.isObject() && value.has("value") ? value.get("value") : value;
        return text(name, inner)
                .map(text -> PowerShellDateParser.read(text)
                        .orElseThrow(() ->
                                wrong(name, value, "a date", "; write it with ConvertTo-Json, not with Export-Csv")));
    }

    /** A realm in lower case; empty if it is missing or means any realm. */
    Optional<String> realm(String name) {
        return text(name).filter(text -> !text.equals("*")).map(text -> DomainNameValidator.checked(file, name, text));
    }

    /** An https URL. */
    Optional<URI> address(String name) {
        return text(name).map(text -> {
            try {
                URI uri = new URI(text);
                if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
                    DomainNameValidator.checked(file, name, uri.getHost());
                    return uri;
                }
            } catch (URISyntaxException e) {
                // The exception below also reports this text, as any text that is not an https URL.
            }
            throw wrong(name, member(name), "an https address", "");
        });
    }

    /** The certificates of a member: Base64, arrays of bytes, or certificate objects. */
    List<KnownCertificate> certificates(String name) {
        JsonNode value = member(name);
        if (value != null && value.isArray() && !value.isEmpty() && value.get(0).isNumber()) {
            return List.of(KnownCertificate.of(this, name, value));
        }
        return items(value).stream()
                .filter(item ->
                        !item.isNull() && !(item.isTextual() && item.textValue().isBlank()))
                .map(item -> KnownCertificate.of(this, name, item))
                .toList();
    }

    /** An error about a member: its value, the expected value, and the fix. */
    FileSyntaxException wrong(String name, @Nullable JsonNode value, String expected, String wayOut) {
        String shown = String.valueOf(value);
        return new FileSyntaxException(
                file,
                "member '" + name + "' is " + (shown.length() > 120 ? shown.substring(0, 120) + "…" : shown)
                        + ", expected " + expected + wayOut);
    }
}
