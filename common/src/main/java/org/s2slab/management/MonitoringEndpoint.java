package org.s2slab.management;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.DeferredWork;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TokenEvidence;
import org.s2slab.trace.TokenInspection;
import org.s2slab.trace.TokenRedactor;
import org.s2slab.trace.TokenView;
import org.s2slab.trace.WireRecord;

/** Shows administrators the state of a running node: health, hops with their requests, counters and internal failures. */
public record MonitoringEndpoint(HopJournal journal, OperationCounters counters, InternalFailures failures, State state)
        implements Endpoint {
    /**
     * The sources of the node's state, read on each request.
     *
     * @param ready fails with the reason while the node cannot do its work
     * @param deferred the deferred work that is not finished
     * @param start an id of this start of the node, which began a new journal
     */
    public record State(Supplier<Future<Void>> ready, Supplier<Future<List<DeferredWork>>> deferred, String start) {}

    @Override
    public void mount(EndpointRoutes routes) {
        routes.get("/ready").respond(this::ready);
        routes.get("/hops").respond(this::hops);
        routes.get("/wire").respond(this::wire);
        routes.get("/deferred").respond(request -> deferred());
        routes.get("/failures").respond(request -> Future.succeededFuture(latestFailures()));
        routes.get("/counters").respond(request -> Future.succeededFuture(counts()));
    }

    private Future<JsonObject> ready(RoutingContext request) {
        return state.ready()
                .get()
                .map(done -> new JsonObject().put("status", "ready"))
                .recover(failure -> Future.failedFuture(Refusal.unavailable("not ready: " + failure.getMessage())));
    }

    private Future<JsonObject> hops(RoutingContext request) {
        String after = request.request().getParam("after", "0");
        if (!after.matches("[0-9]{1,18}")) {
            throw Refusal.invalid("after: '" + after + "' is not the sequence number of a hop");
        }
        String trace = request.request().getParam("trace");
        Set<HopKind> kinds = kinds(request.request().getParam("kind"));
        int most = limit(request, HopJournal.CAPACITY);
        // Writing a thousand parsed tokens takes a while, and calls must not wait for this.
        return request.vertx().executeBlocking(() -> hops(Long.parseLong(after), trace, kinds, most), false);
    }

    private JsonObject hops(long after, @Nullable String trace, Set<HopKind> kinds, int most) {
        List<JsonObject> hops = journal.since(after, trace, kinds, most).stream()
                .map(MonitoringEndpoint::json)
                .toList();
        return new JsonObject()
                .put("journal", state.start())
                .put("hops", new JsonArray(hops))
                .put("lost", journal.lost(after));
    }

    /** The parameter {@code limit} of a request for hops. */
    public static int limit(RoutingContext request, int usual) {
        String limit = request.request().getParam("limit", String.valueOf(usual));
        if (!limit.matches("[1-9][0-9]{0,4}") || Integer.parseInt(limit) > HopJournal.CAPACITY) {
            throw Refusal.invalid("limit: '" + limit + "' is not a number from 1 to " + HopJournal.CAPACITY);
        }
        return Integer.parseInt(limit);
    }

    private Future<JsonObject> wire(RoutingContext request) {
        String trace = request.request().getParam("trace");
        return request.vertx()
                .executeBlocking(
                        () -> new JsonObject()
                                .put(
                                        "records",
                                        new JsonArray(journal.wire().of(trace).stream()
                                                .map(WireRecord::json)
                                                .toList())),
                        false);
    }

    private Future<JsonObject> deferred() {
        return state.deferred()
                .get()
                .map(all -> new JsonObject()
                        .put(
                                "deferred",
                                new JsonArray(
                                        all.stream().map(DeferredWork::json).toList())));
    }

    private static Set<HopKind> kinds(@Nullable String names) {
        if (names == null) {
            return EnumSet.allOf(HopKind.class);
        }
        Set<HopKind> kinds = EnumSet.noneOf(HopKind.class);
        for (String name : names.split(",", -1)) {
            try {
                kinds.add(HopKind.valueOf(name));
            } catch (IllegalArgumentException e) {
                throw Refusal.invalid("kind: '" + name + "' is no kind of hop; there are " + List.of(HopKind.values()));
            }
        }
        return kinds;
    }

    private JsonObject latestFailures() {
        JsonArray latest = new JsonArray();
        failures.latest()
                .forEach(noted -> latest.add(new JsonObject()
                        .put("number", noted.number())
                        .put("what", noted.what())
                        .put("traceId", noted.traceId())
                        .put("failure", TokenRedactor.redact(String.valueOf(noted.failure())))));
        return new JsonObject().put("failures", latest);
    }

    private JsonObject counts() {
        JsonObject counts = new JsonObject();
        OperationCounters.NAMES.forEach(name -> counts.put(name, 0));
        counters.snapshot().forEach(counts::put);
        return counts;
    }

    private static JsonObject json(Hop hop) {
        HopDetail detail = hop.detail();
        JsonObject json = new JsonObject()
                .put("sequence", hop.entry().sequence())
                .put("at", hop.entry().at())
                .put("node", hop.entry().node())
                .put("kind", hop.kind().name())
                .put("peer", hop.peer())
                .put("user", hop.user())
                .put("code", hop.code())
                .put("rule", hop.rule())
                .put(HopDetail.TEXT, detail == null ? null : detail.text())
                .put("tokenHash", hop.tokenHash())
                .put("traceId", hop.cause().trace().traceId())
                .put("spanId", hop.cause().trace().spanId())
                .put("parentSpanId", hop.cause().trace().parentSpanId())
                .put("requestId", hop.cause().requestId());
        if (detail != null) {
            json.put(HopDetail.VALUES, detail.values());
        }
        if (!hop.cause().links().isEmpty()) {
            json.put(
                    "links",
                    new JsonArray(hop.cause().links().stream()
                            .map(link -> new JsonObject()
                                    .put("traceId", link.traceId())
                                    .put("spanId", link.spanId()))
                            .toList()));
        }
        TokenInspection opened = hop.opened();
        if (opened != null) {
            show(opened, json);
        }
        return json;
    }

    private static void show(TokenInspection opened, JsonObject json) {
        TokenView token = opened.token();
        if (token != null) {
            json.put("token", token.json());
        }
        TokenEvidence evidence = opened.evidence();
        if (evidence != null) {
            json.put("evidence", evidence.json());
        }
        if (!opened.checks().isEmpty()) {
            json.put(
                    "checks",
                    new JsonArray(
                            opened.checks().stream().map(CheckedRule::json).toList()));
        }
    }
}
