package org.s2slab.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.Canary;
import org.s2slab.testing.OtlpCollector;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.LabelledCounters;
import org.s2slab.trace.SpanObserver;
import org.s2slab.trace.SpanObserver.Exchange;
import org.s2slab.trace.SpanObserver.Side;
import org.s2slab.trace.TraceParent;

/** What a collector gets of the hops and requests of a node. */
class SpanDataMapperTest extends CollectedSpans {
    @Test
    void aCallIsOneSpanWithItsHopsAndTheSemanticConventions() {
        Instant before = Instant.now();
        CallContext served = context();
        CallContext call = new CallContext(
                new UserIdentifiers("s-1", null, "anna@contoso.com", null),
                served.trace().child(ids),
                "id-1");
        try (SpanExport export = export()) {
            HopJournal journal = new HopJournal("lync", nodeClock, new LabelledCounters(), export.observer());
            SpanObserver spans = export.observer();
            var end = spans.began(served.trace(), new Exchange(Side.SERVED, "POST", "lync.contoso.com", 443, "/x"));
            spans.calls(served);
            journal.record(HopKind.SIGNED, "exchange", call, null, new HopDetail.TokenFor("aud/host@realm"), "hash-1");
            journal.record(
                    HopKind.CALLED,
                    "exchange",
                    call,
                    null,
                    new HopDetail.Call("POST", "https://exchange.contoso.com/EWS?x=1", "CreateItem"),
                    "hash-1");
            spans.began(call.trace(), new Exchange(Side.SENT, "POST", "exchange.contoso.com", -1, "/EWS"))
                    .ended(200, null);
            end.ended(200, "POST /users/me/sessions");
        }

        assertThat(collector.problems()).isEmpty();
        assertThat(collector.spans()).hasSize(2);
        var sent = collector.spans().get(0);
        var got = collector.spans().get(1);
        if (sent.span().getKind() == Span.SpanKind.SPAN_KIND_SERVER) {
            var first = sent;
            sent = got;
            got = first;
        }
        assertThat(sent.resource())
                .containsEntry("service.name", "lync")
                .containsEntry("service.namespace", "contoso")
                .containsEntry("s2slab.role", "lync");
        assertThat(sent.span().getName()).isEqualTo("POST CreateItem");
        assertThat(sent.span().getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(sent.traceId()).isEqualTo(call.trace().traceId());
        assertThat(sent.spanId()).isEqualTo(call.trace().spanId());
        assertThat(sent.parentId()).isEqualTo(served.trace().spanId()).isEqualTo(got.spanId());
        assertThat(sent.attributes())
                .containsEntry("http.request.method", "POST")
                .containsEntry("url.path", "/EWS")
                .containsEntry("server.address", "exchange.contoso.com")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("s2slab.partner", "exchange")
                .containsEntry("s2slab.audience", "aud/host@realm")
                .containsEntry("s2slab.operation", "CreateItem");
        assertThat(sent.span().getEvents(0).toString()).contains("s2slab.node.time", TestClock.START.toString());
        assertThat(sent.span().getEventsList()).extracting(Span.Event::getName).containsExactly("SIGNED", "CALLED");
        assertThat(got.span().getName()).isEqualTo("POST /users/me/sessions");
        assertThat(got.span().getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
        assertThat(sent.span().getStartTimeUnixNano())
                .as("the machine's time, not the node's")
                .isBetween(
                        before.getEpochSecond() * 1_000_000_000,
                        before.getEpochSecond() * 1_000_000_000 + 60_000_000_000L);
    }

    @Test
    void aRefusalIsAnErrorWithItsRuleAndItsPublicSentence() {
        CallContext context = context();
        try (SpanExport export = export()) {
            HopJournal journal = new HopJournal("lync", nodeClock, new LabelledCounters(), export.observer());
            var end = export.observer().began(context.trace(), new Exchange(Side.SERVED, "GET", "h", 443, "/x"));
            journal.refused(
                    HopKind.REFUSED,
                    "exchange",
                    context,
                    new Refusal(RefusalCode.TOKEN_AUDIENCE, "G2", "found secret-claim"),
                    null,
                    null);
            end.ended(401, null);
        }

        Span span = collector.spans().get(0).span();
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(span.getStatus().getMessage()).isEqualTo("G2: The token is made for another audience.");
        assertThat(collector.spans().get(0).attributes())
                .containsEntry("s2slab.rule", "G2")
                .containsEntry("error.type", "TOKEN_AUDIENCE")
                .containsEntry("s2slab.caller", "exchange");
        assertThat(collector.text()).doesNotContain("secret-claim");
    }

    @Test
    void deferredWorkHasLinksToItsCausesAndIsBelowThem() {
        TraceParent one = TraceParent.start(ids);
        TraceParent other = TraceParent.start(ids);
        CallContext same = CallContext.later(null, List.of(one), null, ids);
        CallContext several = CallContext.later(null, List.of(one, other), null, ids);
        try (SpanExport export = export()) {
            HopJournal journal = new HopJournal("lync", nodeClock, new LabelledCounters(), export.observer());
            for (CallContext work : List.of(same, several)) {
                export.observer().calls(work);
                journal.record(
                        HopKind.CALLED,
                        "exchange",
                        new CallContext(null, work.trace().child(ids), null, work.links()),
                        null,
                        new HopDetail.Call("GET", "https://exchange.contoso.com/"),
                        null);
            }
        }

        var first = span(same.trace().spanId());
        assertThat(first.span().getName()).isEqualTo("deferred work");
        assertThat(first.parentId()).isEqualTo(one.spanId());
        assertThat(first.span().getLinksCount()).isEqualTo(1);
        var batch = span(several.trace().spanId());
        assertThat(batch.parentId()).isEmpty();
        assertThat(batch.span().getLinksCount()).isEqualTo(2);
        assertThat(collector.spans()).hasSize(4).allMatch(span -> span.span().getLinksCount() > 0);
    }

    private OtlpCollector.Received span(String id) {
        return collector.spans().stream()
                .filter(span -> span.spanId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void noSpanShowsASignature() {
        List<String> forms = List.of(
                Canary.TOKEN,
                Canary.wrapped(),
                Canary.TOKEN.replace(".", "%2E"),
                Canary.base64("password of " + Canary.TOKEN));
        try (SpanExport export = export()) {
            HopJournal journal = new HopJournal("lync", nodeClock, new LabelledCounters(), export.observer());
            for (String form : forms) {
                var user = new UserIdentifiers(form, form, form, form);
                for (HopDetail detail : List.of(
                        new HopDetail.Call("GET", "https://h/" + form, form),
                        new HopDetail.TokenFor(form),
                        new HopDetail.Metadata("https://h/" + form),
                        HopDetail.Finding.of(form, form))) {
                    CallContext context = new CallContext(user, TraceParent.start(ids), form);
                    export.observer()
                            .began(context.trace(), new Exchange(Side.SENT, "GET", form, -1, "/" + form))
                            .ended(200, form);
                    journal.record(HopKind.REFUSED, form, context, form, detail, form);
                }
            }
        }

        assertThat(collector.spans()).hasSize(16);
        assertThat(collector.text()).contains("REFUSED", "lync");
        assertThat(Canary.isIn(collector.text())).isFalse();
    }

    @Test
    void readingRequestsOfAdministratorsMakeNoSpans() {
        try (SpanExport export = export()) {
            export.observer()
                    .began(context().trace(), new Exchange(Side.MANAGED, "GET", "localhost", 1, "/hops"))
                    .ended(200, "GET /hops");
            CallContext changed = context();
            var end = export.observer()
                    .began(changed.trace(), new Exchange(Side.MANAGED, "POST", "localhost", 1, "/cmdlets/x"));
            new HopJournal("lync", nodeClock, new LabelledCounters(), export.observer())
                    .record(HopKind.TRUST_CHANGED, "-", changed, null, null, null);
            end.ended(200, "POST /cmdlets/:name");
        }

        assertThat(collector.spans()).extracting(span -> span.span().getName()).containsExactly("POST /cmdlets/:name");
    }
}
