package org.s2slab.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The collector to which a node sends its spans by OTLP over HTTP (https://opentelemetry.io/docs/specs/otlp/#otlphttp).
 *
 * @param endpoint the address of the collector, such as {@code http://localhost:4318}; {@value #ENVIRONMENT} for the
 *     address in the environment variable of OpenTelemetry
 * @param deployment the name of the deployment, which is the namespace of the node in spans (default: its domain)
 * @param certificate PEM file of the root certificates of a collector with TLS (default: the file in the environment
 *     variable of OpenTelemetry, else the roots of the Java runtime)
 */
public record TelemetryConfig(
        String endpoint,
        @Nullable String deployment,
        @Nullable Path certificate) {
    /** The endpoint that stands for the address in the environment. */
    public static final String ENVIRONMENT = "environment";

    /** The variable by https://opentelemetry.io/docs/specs/otel/protocol/exporter/. */
    private static final String VARIABLE = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static final Pattern FORM = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]_-]+(/[A-Za-z0-9._~/-]*)?");

    public TelemetryConfig {
        if (!endpoint.equals(ENVIRONMENT)) {
            require(endpoint);
        }
    }

    private static void require(String address) {
        if (!FORM.matcher(address).matches()) {
            // The message does not repeat the text, because the part before an @ may be a password.
            throw new IllegalArgumentException(
                    "telemetry: expected the address of a collector without user, password and"
                            + " query, such as http://localhost:4318, or '" + ENVIRONMENT
                            + "' for such an address in the variable "
                            + VARIABLE);
        }
    }

    /** Whether the environment names the collector. Then it may also name its root certificates and header fields. */
    public boolean takesEnvironment() {
        return endpoint.equals(ENVIRONMENT);
    }

    /**
     * The address to which spans are sent: the endpoint with the path of the protocol.
     *
     * @param variables the environment of the process
     * @throws IllegalArgumentException if the endpoint is in the environment, but the environment has no usable address
     */
    public String address(Map<String, String> variables) {
        String base = endpoint.equals(ENVIRONMENT) ? variables.getOrDefault(VARIABLE, "") : endpoint;
        require(base);
        return base.replaceFirst("(/v1/traces)?/*$", "/v1/traces");
    }
}
