package org.s2slab.cli;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.junit.S2SLab;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What docs/RELEASE.md calls stable, one line for each name: keys and values of the files, members of hops, paths and
 * members of the ports, cmdlets with parameters, and the JUnit types. A line that begins with {@link #NEEDS} is
 * something that a user must write; all others are something that a user can rely on.
 */
final class StableSurface {
    /** The beginning of a line with something that a user must write. */
    static final String NEEDS = "needs ";

    private static final String NAMED = "#/components/schemas/";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String JSON = "application/json";

    private final Set<String> lines = new TreeSet<>();

    /** The schemas that are being read, from the outer to the inner. */
    private final Deque<Object> open = new ArrayDeque<>();

    private StableSurface() {}

    /** The surface of the sources in a folder. */
    static Set<String> of(Path root) throws IOException {
        StableSurface surface = new StableSurface();
        Path generated = root.resolve("docs/generated");
        for (String name : List.of("scenario", "topology", "hop")) {
            Map<?, ?> schema = read(generated.resolve(name + ".schema.json"));
            surface.schema(name, schema, schema, true);
        }
        for (String name : List.of("node", "control", "serve")) {
            surface.port(name, read(generated.resolve("openapi/" + name + ".yaml")));
        }
        surface.cmdlets(read(root.resolve("scenarios/engine/src/main/resources/products.json")));
        Path sources = root.resolve("scenarios/junit/src/main/java/org/s2slab/junit");
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                String name = Objects.toString(file.getFileName());
                if (name.endsWith(".java") && !name.equals("package-info.java")) {
                    surface.type(S2SLab.class.getPackageName() + "." + name.substring(0, name.length() - 5));
                }
            }
        }
        return surface.lines;
    }

    private static Map<?, ?> read(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }

    /** @param written whether a user writes the document, so that its required members are demands */
    private void schema(String place, Object node, Map<?, ?> whole, boolean written) {
        if (node instanceof Map<?, ?> named && named.get("$ref") instanceof String name && name.startsWith(NAMED)) {
            // A schema of a port with a name is read once for all its uses.
            String schema = place.substring(0, place.indexOf(' ')) + " " + name.substring(NAMED.length());
            lines.add(place + " is " + schema);
            if (lines.add(schema) || (written && lines.add(schema + " is written"))) {
                schema(schema, resolved(node, whole), whole, written);
            }
            return;
        }
        Object schema = resolved(node, whole);
        if (!(schema instanceof Map<?, ?> map) || open.contains(schema)) {
            return;
        }
        open.push(schema);
        for (Object required : list(map, "required")) {
            if (written) {
                lines.add(NEEDS + place + "/" + required);
            }
        }
        map(map, "properties").forEach((key, value) -> {
            lines.add(place + "/" + key);
            schema(place + "/" + key, value, whole, written);
        });
        list(map, "enum").forEach(value -> lines.add(place + " = " + value));
        for (String inner : List.of("items", "additionalProperties")) {
            if (map.get(inner) instanceof Map<?, ?> one) {
                schema(place + (inner.equals("items") ? "[]" : "/*"), one, whole, written);
            }
        }
        for (String parts : List.of("oneOf", "anyOf", "allOf")) {
            // What only one of several forms requires is no demand on a file.
            list(map, parts).forEach(part -> schema(place, part, whole, written && parts.equals("allOf")));
        }
        open.pop();
    }

    private static Object resolved(Object node, Map<?, ?> whole) {
        Object found = node;
        while (found instanceof Map<?, ?> map && map.get("$ref") instanceof String reference) {
            found = whole;
            for (String part : reference.substring(2).split("/", -1)) {
                found = map((Map<?, ?>) found, part);
            }
        }
        return found;
    }

    private void port(String name, Map<?, ?> whole) {
        map(whole, "paths")
                .forEach((path, operations) -> map(whole, "paths", path).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        operation(name + " " + method + " " + path, (Map<?, ?>) operation, whole);
                    }
                }));
    }

    private void operation(String place, Map<?, ?> operation, Map<?, ?> whole) {
        lines.add(place);
        for (Object one : list(operation, "parameters")) {
            Map<?, ?> parameter = (Map<?, ?>) resolved(one, whole);
            String line = place + " ?" + parameter.get("name");
            lines.add(line);
            if (Boolean.TRUE.equals(parameter.get("required"))) {
                lines.add(NEEDS + line);
            }
        }
        if (operation.get("requestBody") instanceof Map<?, ?> body) {
            schema(place + " body", json((Map<?, ?>) resolved(body, whole)), whole, true);
        }
        map(operation, "responses").forEach((status, response) -> {
            lines.add(place + " " + status);
            schema(place + " " + status, json((Map<?, ?>) resolved(response, whole)), whole, false);
        });
    }

    private static Object json(Map<?, ?> message) {
        return map(message, "content", JSON, "schema");
    }

    private static Map<?, ?> map(Map<?, ?> outer, Object... keys) {
        Map<?, ?> found = outer;
        for (Object key : keys) {
            found = found.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
        }
        return found;
    }

    private static List<?> list(Map<?, ?> outer, String key) {
        return outer.get(key) instanceof List<?> list ? list : List.of();
    }

    private void cmdlets(Map<?, ?> roles) {
        roles.forEach((role, cmdlets) -> ((Map<?, ?>) cmdlets).forEach((cmdlet, parameters) -> {
            String place = role + "> " + cmdlet;
            lines.add(place);
            for (Object one : (List<?>) parameters) {
                List<?> parameter = (List<?>) one;
                lines.add(place + " -" + parameter.get(0));
                if (Boolean.TRUE.equals(parameter.get(2))) {
                    lines.add(NEEDS + place + " -" + parameter.get(0));
                }
            }
        }));
    }

    private void type(String name) {
        try {
            Class<?> type = Class.forName(name);
            if (Modifier.isPublic(type.getModifiers())) {
                members(type);
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private void members(Class<?> type) {
        lines.add(type.toGenericString());
        Stream.of(type.getDeclaredConstructors(), type.getDeclaredMethods(), type.getDeclaredFields())
                .flatMap(Arrays::stream)
                .filter(member -> isOffered((Member) member))
                .forEach(member -> lines.add(text(member)));
        Stream.of(type.getDeclaredClasses())
                .filter(inner -> Modifier.isPublic(inner.getModifiers()))
                .forEach(this::members);
    }

    private static boolean isOffered(Member member) {
        return !member.isSynthetic()
                && (Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()));
    }

    private static String text(AnnotatedElement member) {
        return member instanceof Executable method ? method.toGenericString() : ((Field) member).toGenericString();
    }

    /** The lines that a release had and that are gone, and the demands that the release did not have. */
    static List<String> broken(Set<String> before, Set<String> now) {
        Stream<String> gone = before.stream()
                .filter(line -> !line.startsWith(NEEDS) && !now.contains(line))
                .map(line -> "gone: " + line);
        Stream<String> demanded = now.stream()
                .filter(line -> line.startsWith(NEEDS) && !before.contains(line))
                .filter(line -> before.contains(line.substring(NEEDS.length())) || before.contains(outer(line)))
                .map(line -> "new demand: " + line.substring(NEEDS.length()));
        return Stream.concat(gone, demanded).sorted().collect(Collectors.toList());
    }

    /** The line of what has the demanded part. */
    private static String outer(String demand) {
        String part = demand.substring(NEEDS.length());
        return part.substring(0, Math.max(part.lastIndexOf('/'), part.lastIndexOf(' ')));
    }
}
