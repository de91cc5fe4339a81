package org.s2slab.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.TelemetryConfig;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.ControlCharacterEscaper;
import org.s2slab.trace.SpanObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the spans of a node to a collector by OTLP over HTTP, in batches and on a separate thread. A collector that is
 * unavailable costs spans, which are counted, and never delays a request.
 */
public final class SpanExport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpanExport.class);

    /** The logger of the exporter, which repeats each failure. Held, because the JDK forgets loggers. */
    private static final java.util.logging.Logger EXPORTER = java.util.logging.Logger.getLogger("io.opentelemetry");

    /** Maximum number of spans of a request to the collector, as in the specification of OpenTelemetry. */
    private static final int BATCH = 512;

    /** Maximum time for a batch, repetitions included. The exporter repeats as the collector's Retry-After says. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Maximum time for the last spans when the node stops. */
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final String address;
    private final Supplier<SpanDataMapper> mapper;
    private final SpanCollector collector;
    private final OtlpHttpSpanExporter exporter;
    private final ScheduledExecutorService thread;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private boolean failing;

    /**
     * Begins to send spans.
     *
     * @param node the name of the node
     * @param deployment the name of the deployment, if the configuration has none
     * @param role the short name of the product, read before spans are sent
     * @param variables the environment of the process
     * @throws Refusal PARAMETER_INVALID if the configuration cannot be used
     */
    public SpanExport(
            TelemetryConfig config,
            String node,
            String deployment,
            Supplier<String> role,
            Map<String, String> variables,
            Clock machine) {
        EXPORTER.setLevel(Level.OFF);
        try {
            address = config.address(variables);
            exporter = exporter(address, config.certificate(), config.takesEnvironment() ? variables : Map.of());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
        collector = new SpanCollector(machine);
        mapper = () -> new SpanDataMapper(Resource.create(Attributes.builder()
                .put("service.name", node)
                .put("service.namespace", Objects.requireNonNullElse(config.deployment(), deployment))
                .put("s2slab.role", role.get())
                .build()));
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "telemetry of " + node);
            made.setDaemon(true);
            return made;
        });
        long pause = SpanCollector.QUIET.toMillis();
        thread.scheduleWithFixedDelay(() -> send(false), pause, pause, TimeUnit.MILLISECONDS);
    }

    private static OtlpHttpSpanExporter exporter(
            String address, @Nullable Path certificate, Map<String, String> variables) {
        OtlpHttpSpanExporterBuilder builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(address)
                .setTimeout(LONGEST)
                .setCompression("gzip");
        OtlpHeaders.read(variables.getOrDefault(OtlpHeaders.VARIABLE, "")).forEach(builder::addHeader);
        String roots = certificate == null ? variables.get("OTEL_EXPORTER_OTLP_CERTIFICATE") : certificate.toString();
        try {
            return roots == null
                    ? builder.build()
                    : builder.setTrustedCertificates(Files.readAllBytes(Path.of(roots)))
                            .build();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "telemetry: the certificate file '" + roots
                            + "' cannot be read; name a PEM file with the root certificates of the collector",
                    e);
        }
    }

    /** Receives the hops and the requests of the node. */
    public SpanObserver observer() {
        return collector;
    }

    /** The number of spans that the collector accepted. */
    public long sent() {
        return sent.get();
    }

    /** The number of spans that the collector did not get. */
    public long lost() {
        return lost.get() + collector.dropped();
    }

    private void send(boolean all) {
        try {
            collector.sweep(all);
            List<OpenSpan> batch = collector.next(BATCH);
            while (!batch.isEmpty() && !Thread.currentThread().isInterrupted()) {
                send(batch);
                batch = collector.next(BATCH);
            }
            lost.addAndGet(batch.size());
        } catch (RuntimeException e) {
            // Without this, the periodic work would end.
            LOG.error("spans could not be sent", e);
        }
    }

    private void send(List<OpenSpan> batch) {
        SpanDataMapper node = mapper.get();
        CompletableResultCode result =
                exporter.export(batch.stream().map(node::of).toList()).join(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        boolean accepted = result.isSuccess();
        if (!accepted) {
            lost.addAndGet(batch.size());
        }
        if (accepted && failing) {
            LOG.warn("the collector '{}' accepts spans again; {} spans are lost", address, lost());
        } else if (!accepted && !failing) {
            String reason = ControlCharacterEscaper.shown(reason(result.getFailureThrowable()));
            LOG.warn("the collector '{}' does not accept spans, so they are lost until it does: {}", address, reason);
        }
        failing = !accepted;
        if (accepted) {
            sent.addAndGet(batch.size());
        }
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure == null) {
            return "no complete answer within " + LONGEST.toSeconds() + " s";
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null && cause == failure ? "its answer is an error" : cause.toString();
    }

    /** Sends the last spans, for at most two seconds. Blocks. */
    @Override
    public void close() {
        thread.execute(() -> send(true));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        exporter.shutdown();
    }
}
