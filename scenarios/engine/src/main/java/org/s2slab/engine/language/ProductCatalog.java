package org.s2slab.engine.language;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletParameter;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.OperationCounters;

/**
 * The cmdlets, parameters and counters of every role, without a running node. The data is a generated resource.
 * {@code GeneratedDocsTest} compares it with the nodes.
 */
final class ProductCatalog {
    private static final String RESOURCE = "products.json";

    /** The counters that an authorization server does not have, because it sends no requests to other servers. */
    private static final List<String> COUNTERS_OF_SERVERS =
            List.of(OperationCounters.SIGNATURES, OperationCounters.VERIFICATIONS);

    private static final JsonObject CMDLETS = read();

    private ProductCatalog() {}

    /** The problem of a cmdlet's name, if nodes of a role have no such cmdlet. */
    static Optional<String> cmdlet(String role, String name) {
        Set<String> known = cmdlets(role).fieldNames();
        return known.stream().anyMatch(name::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of("the role " + role + " has no cmdlet '" + name + "'; "
                        + AbsentCmdletCatalog.reason(name)
                                .orElseGet(() ->
                                        "docs/generated/cmdlets.md lists its cmdlets" + NearestName.hint(name, known)));
    }

    /** The problem of a parameter's name, if a known cmdlet has no such parameter. */
    static Optional<String> parameter(String role, String cmdlet, String name) {
        List<String> known = parameters(role, cmdlet).stream()
                .map(CmdletParameter::name)
                .distinct()
                .toList();
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

    /**
     * The problem of the parameters of a known cmdlet: a missing parameter, two parameters of different sets, or a
     * value of the wrong type. Values with variables are not checked.
     */
    static Optional<String> form(String role, String cmdlet, JsonObject given) {
        List<CmdletParameter> declared = parameters(role, cmdlet);
        try {
            CmdletArguments.checkForm(
                    new Cmdlet(cmdlet, "", declared, false, unused -> Future.succeededFuture(CmdletOutput.NOTHING)),
                    given,
                    value -> !String.valueOf(value).contains("${"));
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of("'" + cmdlet + "': " + e.detail());
        }
    }

    private static List<CmdletParameter> parameters(String role, String cmdlet) {
        JsonObject cmdlets = cmdlets(role);
        return cmdlets.fieldNames().stream()
                .filter(cmdlet::equalsIgnoreCase)
                .flatMap(known -> cmdlets.getJsonArray(known).stream())
                .map(row -> parameter((JsonArray) row))
                .toList();
    }

    private static CmdletParameter parameter(JsonArray row) {
        return new CmdletParameter(
                row.getString(0),
                CmdletParameter.Type.valueOf(row.getString(1)),
                row.getBoolean(2),
                texts(row.getJsonArray(3)),
                texts(row.getJsonArray(4)),
                "");
    }

    private static List<String> texts(JsonArray array) {
        return array.stream().map(String::valueOf).toList();
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
