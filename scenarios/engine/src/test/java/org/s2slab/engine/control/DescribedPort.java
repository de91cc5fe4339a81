package org.s2slab.engine.control;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIVersion;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.http.PortDescription;
import org.s2slab.http.PortDescription.Operation;

/**
 * Compares a running port with its description: each response must be described, with the form of its body, and each
 * described status and query parameter must be seen. An independent library reads the description.
 */
public final class DescribedPort {
    private static final String WRONG_HOST = "elsewhere.example";

    private static final Pattern UNREADABLE = Pattern.compile("application/(yaml|openmetrics-text)|text/event-stream");

    private final PortDescription description;
    private final OpenAPIContract contract;
    private final ResponseValidator validator;
    private final Function<Sent, Answer> port;
    private final Set<String> seen = new TreeSet<>();
    private final Set<String> used = new HashSet<>();

    /** A request, whose headers have no credential of their own. */
    public record Sent(HttpMethod method, String path, String body, Map<String, String> headers, boolean authorized) {}

    /** @param folder a folder for the description as a file */
    public DescribedPort(Vertx vertx, PortDescription description, Path folder, Function<Sent, Answer> port)
            throws Exception {
        Path file = folder.resolve("openapi.yaml");
        // The library reads only media types that it can decode.
        Files.writeString(file, UNREADABLE.matcher(description.yaml()).replaceAll("application/octet-stream"));
        this.description = description;
        this.contract = OpenAPIContract.from(vertx, file.toString()).await();
        this.validator = ResponseValidator.create(vertx, contract);
        this.port = port;
        assertThat(contract.getVersion()).isEqualTo(OpenAPIVersion.V3_1);
    }

    /** Sends a request with the credential, and expects a status and a described response. */
    public JsonObject send(String method, String path, String body, int status) {
        Answer answer = send(new Sent(HttpMethod.valueOf(method), path, body, Map.of(), true));
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
        return isJson(answer) && answer.body().toString().startsWith("{")
                ? answer.body().toJsonObject()
                : new JsonObject();
    }

    private Answer send(Sent sent) {
        String path = sent.path().replaceFirst("\\?.*", "");
        Operation operation = operation(sent.method(), path);
        Answer answer = port.apply(sent);
        seen.add(line(operation, answer.status()));
        for (String parameter : sent.path().substring(path.length()).split("[?&]", -1)) {
            used.add(operation + " " + parameter.replaceFirst("=.*", ""));
        }
        String id = requireNonNull(contract.getPaths().stream()
                .filter(item -> item.getName().equals(operation.path()))
                .flatMap(item -> item.getOperations().stream())
                .filter(one -> one.getHttpMethod().equals(operation.method()))
                .findFirst()
                .orElseThrow()
                .getOperationId());
        assertThat(contract.operation(id).getResponse(answer.status()))
                .as("%s has the undescribed status %s: %s", operation, answer.status(), answer.body())
                .isNotNull();
        if (isJson(answer)) {
            var response = ValidatableResponse.create(answer.status(), answer.body(), "application/json");
            assertThatCode(() -> validator.validate(response, id).await())
                    .as("%s %s: %s", operation, answer.status(), answer.body())
                    .doesNotThrowAnyException();
        }
        return answer;
    }

    /** Sends to each operation a request without a credential, for a wrong host, from another site, with wrong queries. */
    public void refuseWrongRequests(Map<String, String> variables) {
        for (Operation operation : description.operations()) {
            String path = path(operation, variables);
            if (contractOf(operation).getJsonArray("security") == null) {
                refuse(new Sent(operation.method(), path, "", Map.of(), false), 401);
            }
            refuse(new Sent(operation.method(), path, "", Map.of("Host", WRONG_HOST), true), 421);
            refuse(new Sent(operation.method(), path, "", Map.of("Origin", "https://" + WRONG_HOST), true), 403);
            refuse(new Sent(operation.method(), path + "?nothing=1", "", Map.of(), true), 400);
            for (String parameter : description.queryParameters(operation)) {
                String twice = path + "?" + parameter + "=1&" + parameter + "=1";
                refuse(new Sent(operation.method(), twice, "", Map.of(), true), 400);
            }
        }
    }

    /** Sends a request to each operation that has all these variables and this status, which it must respond. */
    public void refuseEach(Map<String, String> variables, String variable, int status) {
        description.operations().stream()
                .filter(one -> one.path().contains("{" + variable + "}/"))
                .filter(one -> contractOf(one).getJsonObject("responses").containsKey(String.valueOf(status)))
                .forEach(one -> refuse(new Sent(one.method(), path(one, variables), "", Map.of(), true), status));
    }

    private static String path(Operation operation, Map<String, String> variables) {
        String path = operation.path();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            path = path.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        return path;
    }

    private void refuse(Sent sent, int status) {
        Answer answer = send(sent);
        assertThat(answer.status()).as("%s: %s", sent, answer.body()).isEqualTo(status);
    }

    /** Fails unless each described status and each query parameter of the description was seen. */
    public void assertAllSeen() {
        List<String> missing = new ArrayList<>();
        for (Operation operation : description.operations()) {
            contractOf(operation).getJsonObject("responses").fieldNames().stream()
                    .filter(status -> !status.equals("default"))
                    .map(status -> line(operation, Integer.parseInt(status)))
                    .filter(line -> !seen.contains(line))
                    .forEach(missing::add);
            description.queryParameters(operation).stream()
                    .map(name -> operation + " " + name)
                    .filter(name -> !used.contains(name))
                    .forEach(missing::add);
        }
        assertThat(missing).as("described, but never seen").isEmpty();
    }

    private JsonObject contractOf(Operation operation) {
        return new JsonObject(description.json().toString())
                .getJsonObject("paths")
                .getJsonObject(operation.path())
                .getJsonObject(operation.method().name().toLowerCase(Locale.ROOT));
    }

    private Operation operation(HttpMethod method, String path) {
        return description.operations().stream()
                .filter(one -> one.method().equals(method)
                        && path.matches(
                                one.path().replaceAll("\\{[a-z]+}", "[^/]+").replace(".", "\\.")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not described"));
    }

    private static String line(Operation operation, int status) {
        return operation.method() + " " + operation.path() + " " + status;
    }

    private static boolean isJson(Answer answer) {
        return String.valueOf(answer.headers().get("Content-Type")).startsWith("application/json");
    }
}
