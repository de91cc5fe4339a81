package org.s2slab.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/**
 * Reads a YAML file into a record whose components are its keys in kebab-case. Unknown, duplicate and missing keys are
 * errors that name the file and line. Relative paths are resolved against the file's folder.
 */
public final class ConfigFile {
    private static final String MASK = "********";

    private static final PropertyNamingStrategies.KebabCaseStrategy KEYS =
            new PropertyNamingStrategies.KebabCaseStrategy();

    /** Shared, because a mapper caches the structure of a role's configuration. */
    private static final ObjectMapper MAPPER = mapper();

    private final Path file;
    private final Path folder;

    private ConfigFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
        this.folder = Objects.requireNonNull(this.file.getParent(), "a file has a folder");
    }

    /**
     * Reads a configuration file.
     *
     * @throws Refusal PARAMETER_INVALID whose detail names file, line, key and the accepted values
     */
    public static <T> T read(Path file, Class<T> type) {
        return new ConfigFile(file).read(type);
    }

    /** Writes a configuration as YAML for people; passwords and secrets are redacted. */
    public static String print(Object config) {
        JsonNode tree = MAPPER.valueToTree(config);
        mask(tree);
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration that cannot be printed", e);
        }
    }

    private <T> T read(Class<T> type) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw refusal(null, "cannot be read: " + e.getMessage());
        }
        refuseUnknownKeys(type, text);
        try {
            T config = MAPPER.readerFor(type)
                    .withAttribute(ConfigPaths.FOLDER, folder)
                    .readValue(text);
            if (config == null) {
                throw refusal(null, "is empty");
            }
            return config;
        } catch (UnrecognizedPropertyException e) {
            throw unknownKey(e.getPath(), e.getKnownPropertyIds(), text);
        } catch (JsonMappingException e) {
            throw misspelt(e, text).orElseGet(() -> refusal(placeOf(e.getPath(), text, e.getLocation()), reason(e)));
        } catch (JsonProcessingException e) {
            throw refusal(e.getLocation(), e.getOriginalMessage());
        }
    }

    /** Refuses unknown keys of a record with parts, because Jackson ignores them. */
    private void refuseUnknownKeys(Class<?> type, String text) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() == NodeConfig.class) {
                List<Reference> path = List.of(new Reference(type, component.getName()));
                unknownKey(NodeConfig.class, path, text).ifPresent(refusal -> {
                    throw refusal;
                });
            }
        }
    }

    /** The place of a key, because the place in the error is at the end of the record. */
    private static @Nullable JsonLocation placeOf(List<Reference> path, String text, @Nullable JsonLocation other) {
        String pointer = pointer(path);
        try (JsonParser parser = MAPPER.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.getParsingContext().pathAsPointer().toString().equals(pointer)) {
                    return parser.currentTokenLocation();
                }
            }
        } catch (IOException unreadable) {
            return other;
        }
        return other;
    }

    private static String pointer(List<Reference> path) {
        return path.stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
    }

    private Refusal unknownKey(List<Reference> path, Collection<?> knownKeys, String text) {
        String known = knownKeys.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return refusal(placeOf(path, text, null), "unknown key '" + pathOf(path) + "'; known keys here: " + known);
    }

    /** Reports a misspelt key if a mandatory key is missing and the file has an unknown key. */
    private Optional<Refusal> misspelt(JsonMappingException e, String text) {
        List<Reference> path = e.getPath();
        if (path.isEmpty() || !(path.get(path.size() - 1).getFrom() instanceof Class<?> type) || !isWhole(type)) {
            return Optional.empty();
        }
        return unknownKey(type, path.subList(0, path.size() - 1), text);
    }

    /** Whether a type is a record, but not a part of another record. */
    private static boolean isWhole(Class<?> type) {
        return type.isRecord()
                && (type.getEnclosingClass() == null
                        || !type.getEnclosingClass().isRecord());
    }

    private Optional<Refusal> unknownKey(Class<?> type, List<Reference> above, String text) {
        List<String> known = keysOf(type).toList();
        return keysAt(above, text).stream()
                .filter(key -> !known.contains(key))
                .findFirst()
                .map(key -> {
                    List<Reference> wrong = new ArrayList<>(above);
                    wrong.add(new Reference(type, key));
                    return unknownKey(wrong, known, text);
                });
    }

    private static Stream<String> keysOf(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? keysOf(component.getType())
                        : Stream.of(KEYS.translate(component.getName())));
    }

    private static List<String> keysAt(List<Reference> path, String text) {
        try {
            List<String> keys = new ArrayList<>();
            MAPPER.readTree(text).at(pointer(path)).fieldNames().forEachRemaining(keys::add);
            return keys;
        } catch (JsonProcessingException unreadable) {
            return List.of();
        }
    }

    private static String reason(JsonProcessingException e) {
        Throwable cause = e.getCause();
        if (e instanceof ValueInstantiationException && cause != null) {
            return pathOf(((JsonMappingException) e).getPath()) + ": " + cause.getMessage();
        }
        String prefix =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? pathOf(mapping.getPath()) + ": "
                        : "";
        return prefix + e.getOriginalMessage();
    }

    private static String pathOf(List<Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private Refusal refusal(@Nullable JsonLocation place, String what) {
        String line = place == null || place.getLineNr() < 1 ? "" : ":" + place.getLineNr();
        return Refusal.invalid(file + line + ": " + what);
    }

    private static void mask(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
                boolean secret = entry.getKey().matches("(?i).*(password|secret|passphrase).*");
                if (secret && entry.getValue().isTextual()) {
                    object.put(entry.getKey(), MASK);
                } else {
                    mask(entry.getValue());
                }
            }
        } else {
            node.forEach(ConfigFile::mask);
        }
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper(new YAMLFactory()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES));
        mapper.setPropertyNamingStrategy(KEYS);
        mapper.setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE);
        mapper.setAnnotationIntrospector(new RequiredKeyIntrospector());
        mapper.registerModules(new JavaTimeModule(), ConfigPaths.belowFolder());
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.disable(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        return mapper;
    }
}
