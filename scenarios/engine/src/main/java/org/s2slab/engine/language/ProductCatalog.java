package org.s2slab.engine.language;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.trace.OperationCounters;

/**
 * The cmdlets, parameters and counters of every role, without a running node. They come from a generated
 * resource, which {@code GeneratedDocsTest} compares with the nodes.
 */
final class ProductCatalog {
    private static final String RESOURCE = "products.json";

    /** An authorization server sends no requests to other servers. */
    private static final List<String> COUNTERS_OF_SERVERS =
            List.of(OperationCounters.SIGNATURES, OperationCounters.VERIFICATIONS);

    private static final JsonObject CMDLETS = read();

    private ProductCatalog() {}

    /** The problem of a cmdlet's name, if nodes of a role have no such cmdlet. */
    static Optional<String> cmdlet(String role, String name) {
        Set<String> known = cmdlets(role).fieldNames();
        return known.stream().anyMatch(name::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of("the role " + role + " has no cmdlet '" + name
                        + "'; docs/generated/cmdlets.md lists its cmdlets" + NearestName.hint(name, known));
    }

    /** The problem of a parameter's name, if a known cmdlet has no such parameter. */
    static Optional<String> parameter(String role, String cmdlet, String name) {
        List<String> known = parameters(role, cmdlet);
        return known.isEmpty() || known.stream().anyMatch(name::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of("'" + cmdlet + "' has no parameter '" + name + "'; it has " + String.join(", ", known)
                        + NearestName.hint(name, known));
    }

    /** The problem of a counter's name, if nodes of a role have no such counter. */
    static Optional<String> counter(String role, String name) {
        List<String> known = role.equals("authz") ? COUNTERS_OF_SERVERS : OperationCounters.NAMES;
        return known.contains(name)
                ? Optional.empty()
                : Optional.of("the role " + role + " has no counter '" + name + "'; it has " + String.join(", ", known)
                        + NearestName.hint(name, known));
    }

    private static List<String> parameters(String role, String cmdlet) {
        JsonObject cmdlets = cmdlets(role);
        return cmdlets.fieldNames().stream()
                .filter(cmdlet::equalsIgnoreCase)
                .flatMap(known -> cmdlets.getJsonArray(known, new JsonArray()).stream())
                .map(String::valueOf)
                .toList();
    }

    private static JsonObject cmdlets(String role) {
        return CMDLETS.getJsonObject(role, new JsonObject());
    }

    private static JsonObject read() {
        try (InputStream in = ProductCatalog.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not bundled; docs/CONTRIBUTING.md says how it is made");
            }
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }
}
