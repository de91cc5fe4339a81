package org.s2slab.engine.hops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;

class SequenceDiagramTest {
    private final SequenceDiagram diagram = new SequenceDiagram(List.of(
            new SequenceLane("sharepoint", "sharepoint.contoso.com", "sharepoint", List.of("sharepoint.contoso.com")),
            new SequenceLane("exchange", "exchange.contoso.com", "exchange", List.of("exchange.contoso.com")),
            new SequenceLane(SequenceLane.ELSEWHERE, "Elsewhere", "not a node", List.of())));

    @Test
    void namesAServerOfAPoolWithItsPool() {
        assertThat(SequenceDiagram.of(new ScenarioLibrary().topology("customer-pools"))
                        .participants())
                .filteredOn(SequenceLane::isNode)
                .extracting(SequenceLane::name, SequenceLane::label, SequenceLane::note)
                .contains(
                        tuple("berlin-1 (pool-berlin)", "berlin-1 (pool-berlin)", "berlin-1.contoso.com"),
                        tuple("exchange-online", "outlook.office365.com", "exchange-online"));
    }

    /** All servers of a pool have its host name, which the caller called. Anybody can send the span of a call to another node. */
    @Test
    void drawsACallToTheServerOfThePoolThatAnsweredIt() {
        SpanTree spans = new SpanTree();
        assertThat(lane(HopKind.CALLED, spans)).as("without an answer").isEqualTo(1);
        spans.add("mail-1", answer(HopKind.CHALLENGED));
        spans.add("mail-2", answer(HopKind.ACCEPTED));
        spans.add("sharepoint", answer(HopKind.REFUSED));
        assertThat(lane(HopKind.CALLED, spans)).isEqualTo(2);
        assertThat(lane(HopKind.ASKED, spans)).isEqualTo(1);
        spans.add("mail-1", answer(HopKind.REFUSED));
        assertThat(lane(HopKind.CALLED, spans)).as("two answers").isEqualTo(1);
    }

    @Test
    void drawsATokenRequestWithoutAnAnswerToTheFirstServerOfThePool() {
        assertThat(lane(HopKind.TOKEN_ASKED, new SpanTree())).isEqualTo(1);
    }

    private static int lane(HopKind kind, SpanTree spans) {
        List<String> pool = List.of("mail.contoso.com");
        SequenceDiagram pooled = new SequenceDiagram(List.of(
                new SequenceLane(
                        "sharepoint", "sharepoint.contoso.com", "sharepoint", List.of("sharepoint.contoso.com")),
                new SequenceLane("mail-1", "mail-1 (mail)", "mail-1.contoso.com", pool),
                new SequenceLane("mail-2", "mail-2 (mail)", "mail-2.contoso.com", pool),
                new SequenceLane(SequenceLane.ELSEWHERE, "Elsewhere", "not a node", List.of())));
        HopDetail detail = kind == HopKind.TOKEN_ASKED
                ? new HopDetail.TokenFor("mail.contoso.com")
                : new HopDetail.Call("POST", "https://mail.contoso.com/ews");
        JsonObject hop = new JsonObject()
                .put("kind", kind.name())
                .put("node", "sharepoint")
                .put("peer", "mail")
                .put("spanId", "call")
                .put(HopDetail.TEXT, detail.text())
                .put(HopDetail.VALUES, detail.values());
        Map<String, String> pools = Map.of("mail-1", "mail", "mail-2", "mail");
        return pooled.add(ObservedHop.of(hop, Instant.EPOCH, name -> name, spans, pools))
                .to();
    }

    private static JsonObject answer(HopKind kind) {
        return new JsonObject()
                .put("kind", kind.name())
                .put("spanId", kind.name())
                .put("parentSpanId", "call");
    }

    /** The diagram shows the reason why a call was not made. */
    @ParameterizedTest
    @CsvSource({"NO_MAILBOX, finds no mailbox for emil@contoso.com", "UNREACHABLE, cannot call for emil@contoso.com"})
    void saysWhyNoCallWasMade(FailureCause cause, String text) {
        SequenceArrow arrow = diagram.add(new ObservedHop(
                new ObservedHop.Place(Instant.EPOCH, "trace", "span"),
                HopKind.FAILED,
                "sharepoint",
                new ObservedHop.Peers("exchange", null),
                null,
                "emil@contoso.com",
                null,
                new HopDetail.Failure(cause, "why", null),
                new ObservedToken(null, null, List.of(), null),
                HopOrigin.of(List.of())));
        assertThat(arrow.text()).isEqualTo(text);
        assertThat(arrow.from()).isZero();
        assertThat(arrow.to()).isEqualTo(1);
    }
}
