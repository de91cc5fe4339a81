package org.s2slab.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.s2slab.refusal.Refusal;

/**
 * The description of a port in OpenAPI 3.1. It is the list of the port's routes and of their query parameters: a request
 * with a parameter that the description does not have is refused, so the description cannot be wrong about them.
 */
public final class PortDescription {
    /** The member of a file with the responses that every operation has, so that they are written once. */
    private static final String OF_EVERY_OPERATION = "x-responses-of-every-operation";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES));

    /** A variable in a path of Vert.x. */
    private static final Pattern VARIABLE = Pattern.compile(":([A-Za-z]+)");

    private final ObjectNode document;

    /**
     * An operation of a port.
     *
     * @param path the path with variables in braces
     */
    public record Operation(HttpMethod method, String path) {
        /** The path as Vert.x writes it. */
        public String route() {
            return path.replace('{', ':').replace("}", "");
        }
    }

    private PortDescription(ObjectNode document) {
        this.document = document;
    }

    /** Reads a description from the class path of a class. */
    public static PortDescription read(Class<?> owner, String file) {
        try (InputStream text = Objects.requireNonNull(owner.getResourceAsStream(file), file)) {
            PortDescription read = new PortDescription((ObjectNode) YAML.readTree(text));
            JsonNode common = read.document.remove(OF_EVERY_OPERATION);
            if (common instanceof ObjectNode responses) {
                read.operations().forEach(operation -> {
                    ObjectNode own = (ObjectNode) read.node(operation).get("responses");
                    responses.properties().forEach(one -> own.putIfAbsent(one.getKey(), one.getValue()));
                });
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("description " + file, e);
        }
    }

    /**
     * A copy with the operations of another port below a path, for a port that passes requests on to the other. They need
     * the credential of this port.
     *
     * @param prefix the path, with one variable: {@code /nodes/{node}}
     * @param name the name of the variable, which is a parameter in the components of this description
     * @param refusals what this port responds instead of the other: names of responses by their status
     */
    public PortDescription with(String prefix, String name, PortDescription other, Map<String, String> refusals) {
        PortDescription all = new PortDescription(document.deepCopy());
        for (Operation operation : other.operations()) {
            ObjectNode below = other.node(operation).deepCopy();
            below.remove("security");
            String id = below.path("operationId").asText();
            below.put("operationId", name + id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1));
            new TreeMap<>(refusals)
                    .forEach((status, response) -> below.withObjectProperty("responses")
                            .withObjectProperty(status)
                            .removeAll()
                            .put("$ref", "#/components/responses/" + response));
            ArrayNode parameters = below.withArray("parameters");
            parameters.insertObject(0).put("$ref", "#/components/parameters/" + name);
            all.document
                    .withObjectProperty("paths")
                    .withObjectProperty(prefix + operation.path())
                    .set(operation.method().name().toLowerCase(Locale.ROOT), below);
        }
        ObjectNode components = all.document.withObjectProperty("components");
        other.document.path("components").properties().forEach(section -> {
            ObjectNode known = components.withObjectProperty(section.getKey());
            section.getValue().properties().forEach(one -> known.putIfAbsent(one.getKey(), one.getValue()));
        });
        return all;
    }

    /** All operations, in the order of the file. */
    public List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> all.add(
                                new Operation(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path.getKey()))));
        return all;
    }

    /** Whether the description has a route, whose path is in the form of Vert.x. */
    public boolean has(HttpMethod method, String path) {
        return node(operation(method, path)).isObject();
    }

    /** The check that refuses unknown and repeated query parameters of a route. */
    RequestCheck parameters(HttpMethod method, String path) {
        return RequestCheck.of(
                "parameters", request -> wrongParameter(request, method, path).map(Refusal::invalid));
    }

    /** What is wrong with the query of a request; empty if nothing is. */
    public Optional<String> wrongParameter(RoutingContext request, HttpMethod method, String path) {
        if (request.queryParams().isEmpty()) {
            return Optional.empty();
        }
        Set<String> known = queryParameters(operation(method, path));
        for (String name : request.queryParams().names()) {
            if (!known.contains(name)) {
                return Optional.of("'" + name + "' is not a parameter of " + method + " " + path
                        + (known.isEmpty()
                                ? ", which has none"
                                : "; known are " + known.stream().sorted().toList()));
            }
            if (request.queryParam(name).size() > 1) {
                return Optional.of(name + ": this parameter is there more than once; write it once");
            }
        }
        return Optional.empty();
    }

    /** The names of the query parameters of an operation. */
    public Set<String> queryParameters(Operation operation) {
        Set<String> names = new HashSet<>();
        Iterator<JsonNode> parameters = node(operation).path("parameters").elements();
        parameters.forEachRemaining(parameter -> {
            JsonNode meant = parameter.has("$ref")
                    ? document.at(parameter.get("$ref").asText().substring(1))
                    : parameter;
            if (meant.path("in").asText().equals("query")) {
                names.add(meant.path("name").asText());
            }
        });
        return names;
    }

    private static Operation operation(HttpMethod method, String path) {
        return new Operation(method, VARIABLE.matcher(path).replaceAll("{$1}"));
    }

    private JsonNode node(Operation operation) {
        return document.path("paths")
                .path(operation.path())
                .path(operation.method().name().toLowerCase(Locale.ROOT));
    }

    /** The description as JSON. Callers must not change it. */
    public JsonNode json() {
        return document;
    }

    /** The description as YAML. */
    public String yaml() {
        try {
            return YAML.writeValueAsString(document);
        } catch (IOException e) {
            throw new UncheckedIOException("description", e);
        }
    }

    /** Adds the route with the description itself. */
    public static void mount(EndpointRoutes routes, Supplier<PortDescription> description) {
        routes.get("/openapi.yaml")
                .handler(request -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml; charset=utf-8")
                        .end(description.get().yaml())
                        .onFailure(request::fail));
    }
}
