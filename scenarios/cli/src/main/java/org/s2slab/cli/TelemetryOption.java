package org.s2slab.cli;

import org.jspecify.annotations.Nullable;
import org.s2slab.config.TelemetryConfig;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.text.FileSyntaxException;
import picocli.CommandLine.Option;

/** The option that names a collector of OpenTelemetry, shared by the commands that start a deployment. */
final class TelemetryOption {
    @Option(
            names = "--telemetry",
            paramLabel = "URL",
            description =
                    "Send the calls between the nodes as spans to this collector of OpenTelemetry (OTLP over HTTP), for example"
                            + " http://localhost:4318. 'environment' uses the address in OTEL_EXPORTER_OTLP_ENDPOINT. See"
                            + " docs/TELEMETRY.md. (Default: as the topology says, else none.)")
    private @Nullable String endpoint;

    /** The topology with the requested collector. */
    Topology on(Topology plan) {
        if (endpoint == null) {
            return plan;
        }
        try {
            new TelemetryConfig(endpoint, null, null).address(System.getenv());
            return plan.sendingTo(endpoint);
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException("--telemetry", String.valueOf(e.getMessage()));
        }
    }
}
