package org.s2slab.node;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.HttpListener;
import org.s2slab.management.AdjustableClock;
import org.s2slab.store.Database;
import org.s2slab.telemetry.SpanExport;
import org.s2slab.token.KeptToken;
import org.s2slab.trace.DeferredWork;
import org.s2slab.trace.OperationCounters;

/**
 * Responds to {@code GET /metrics} with the metrics of the node, in the format that the request accepts. Labels have only
 * values that the code knows, and never a value that a caller chose.
 */
record MetricsEndpoint(
        Clock clock,
        TrustComponents trust,
        Database database,
        NodeHealthCmdlets health,
        HttpListener front,
        HttpListener back)
        implements Endpoint {
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final Set<String> REFUSALS = Set.of("REFUSED", "TOKEN_DENIED", "METADATA_REFUSED");
    private static final double MILLIS = 1_000;
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    @Override
    public void mount(EndpointRoutes routes) {
        routes.get("/metrics").handler(request -> text(request).onFailure(request::fail));
    }

    private Future<Void> text(RoutingContext request) {
        boolean open = String.join(",", request.request().headers().getAll(HttpHeaders.ACCEPT))
                .contains(OPEN_METRICS);
        request.response()
                .putHeader(
                        HttpHeaders.CONTENT_TYPE,
                        (open ? OPEN_METRICS + "; version=1.0.0" : "text/plain; version=0.0.4") + "; charset=utf-8");
        // Reading the caches and the sizes of files takes a while, and calls must not wait for this.
        return health.deferred()
                .compose(work -> request.vertx().executeBlocking(() -> MetricsText.write(values(work), open), false))
                .compose(request.response()::end);
    }

    private Map<String, Map<List<String>, ? extends Number>> values(List<DeferredWork> work) throws IOException {
        Map<String, Map<List<String>, ? extends Number>> all = new HashMap<>();
        Map<List<String>, Long> kinds = hops(kind -> true, 0, 1);
        all.put("s2slab_calls", trust.calls.snapshot());
        all.put("s2slab_hops", kinds);
        all.put("s2slab_refusals", hops(REFUSALS::contains, 1, 3));
        long misses = kinds.getOrDefault(List.of("SIGNED"), 0L) + kinds.getOrDefault(List.of("TOKEN_ASKED"), 0L);
        all.put("s2slab_token_cache_requests", two("hit", kinds.getOrDefault(List.of("REUSED"), 0L), "miss", misses));
        all.put("s2slab_cached_tokens", cachedTokens());
        all.put("s2slab_queue_length", queues(work));
        all.put("s2slab_database_transactions", two("committed", health.committed(), "failed", health.failed()));
        all.put("s2slab_database_waiting_transactions", one(database.waitingTransactions()));
        Path file = database.file().orElse(null);
        if (file != null) {
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            all.put(
                    "s2slab_database_size_bytes",
                    two("database", NodeHealthCmdlets.size(file), "log", NodeHealthCmdlets.size(log)));
        }
        all.put(
                "s2slab_open_connections",
                two("public", front.openConnections(), "management", back.openConnections()));
        Map<String, Long> counters = trust.counters.snapshot();
        Map<List<String>, Long> operations = new HashMap<>();
        OperationCounters.NAMES.forEach(name ->
                operations.put(List.of(lowerCase(name.replaceAll("[A-Z]", "_$0"))), counters.getOrDefault(name, 0L)));
        operations.remove(List.of("internal_failures"));
        all.put("s2slab_internal_failures", one(counters.getOrDefault(OperationCounters.INTERNAL_FAILURES, 0L)));
        all.put("s2slab_operations", operations);
        SpanExport export = trust.export;
        all.put(
                "s2slab_spans",
                two("sent", export == null ? 0 : export.sent(), "lost", export == null ? 0 : export.lost()));
        Duration moved = clock instanceof AdjustableClock adjustable ? adjustable.moved() : Duration.ZERO;
        all.put("s2slab_clock_offset_seconds", one(moved.toMillis() / MILLIS));
        putProcess(all);
        return all;
    }

    private static void putProcess(Map<String, Map<List<String>, ? extends Number>> all) {
        var memory = ManagementFactory.getMemoryMXBean();
        long heap = memory.getHeapMemoryUsage().getUsed();
        all.put(
                "jvm_memory_used_bytes",
                two("heap", heap, "nonheap", memory.getNonHeapMemoryUsage().getUsed()));
        all.put("jvm_threads", one(ManagementFactory.getThreadMXBean().getThreadCount()));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            all.put("process_cpu_seconds", one(system.getProcessCpuTime() / NANOS));
        }
        all.put(
                "process_start_time_seconds",
                one(ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS));
    }

    /** Adds up the hops of some kinds by some of their labels: kind, code and rule. */
    private Map<List<String>, Long> hops(Predicate<String> kinds, int from, int to) {
        Map<List<String>, Long> sums = new HashMap<>();
        trust.hops.snapshot().forEach((hop, count) -> {
            if (kinds.test(hop.get(0))) {
                sums.merge(hop.subList(from, to), count, Long::sum);
            }
        });
        return sums;
    }

    private Map<List<String>, Long> cachedTokens() {
        Map<List<String>, Long> sizes = new HashMap<>();
        for (KeptToken.Kind kind : KeptToken.Kind.values()) {
            sizes.put(List.of(lowerCase(kind.name())), 0L);
        }
        trust.client
                .kept(user -> true)
                .forEach(kept -> sizes.merge(List.of(lowerCase(kept.kind().name())), 1L, Long::sum));
        return sizes;
    }

    private Map<List<String>, Long> queues(List<DeferredWork> work) {
        Map<List<String>, Long> lengths = new HashMap<>();
        health.queues().forEach(name -> lengths.putAll(Map.of(List.of(name, "due"), 0L, List.of(name, "waiting"), 0L)));
        work.forEach(some -> {
            lengths.merge(List.of(some.work(), "due"), (long) some.due(), Long::sum);
            lengths.merge(List.of(some.work(), "waiting"), (long) some.resting(), Long::sum);
        });
        return lengths;
    }

    private static Map<List<String>, Number> one(Number value) {
        return Map.of(List.of(), value);
    }

    private static Map<List<String>, Number> two(String first, Number value, String second, Number other) {
        return Map.of(List.of(first), value, List.of(second), other);
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
