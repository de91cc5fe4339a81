package org.s2slab.engine.hops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.trace.HopKind;

class HopCheckerTest {
    private static final HopOrigin OF_THE_STEP = new HopOrigin(HopOrigin.Kind.STEP, List.of(), List.of());

    private static final List<ObservedHop> HOPS = List.of(
            hop(HopKind.CHALLENGED, "exchange", null, "lync", null, null),
            hop(HopKind.SIGNED, "lync", "exchange", null, null, null),
            hop(HopKind.CALLED, "lync", "exchange", null, "anna@contoso.com", null),
            hop(HopKind.REFUSED, "exchange", null, "lync", null, "E1"),
            hop(HopKind.REFUSED, "exchange", null, null, null, "D1"));

    @Test
    void acceptsHopsInOrderWithOthersBetween() {
        assertThat(problems("exchange challenges lync", "lync calls exchange for anna@contoso.com"))
                .isEmpty();
    }

    @Test
    void takesWhatASentenceLeavesOutForAnything() {
        assertThat(problems("lync calls exchange", "exchange refuses lync")).isEmpty();
    }

    @Test
    void findsTheCallerOfARefusalByTheSpansOfTheTrace() {
        assertThat(problems("exchange refuses lync by rule E1")).isEmpty();
        assertThat(problems("exchange refuses an outsider by rule E1"))
                .containsExactly("hops: 'exchange refuses an outsider by rule E1' did not happen");
        assertThat(problems("exchange refuses an outsider by rule D1")).isEmpty();
    }

    @Test
    void namesAHopThatDidNotHappen() {
        assertThat(problems("exchange accepts lync")).containsExactly("hops: 'exchange accepts lync' did not happen");
        assertThat(problems("lync calls exchange for bert@contoso.com"))
                .containsExactly("hops: 'lync calls exchange for bert@contoso.com' did not happen");
    }

    @Test
    void namesAHopThatHappenedTooEarly() {
        assertThat(problems("lync calls exchange", "exchange challenges lync"))
                .containsExactly(
                        "hops: 'exchange challenges lync' happened, but earlier than the hops named before it");
    }

    @Test
    void needsAHopTwiceWhereItIsNamedTwice() {
        assertThat(problems("lync calls exchange", "lync calls exchange")).hasSize(1);
    }

    @Test
    void namesAHopThatMustNeverHappen() {
        assertThat(HopChecker.forbidden(List.of(HopSentence.parse("lync calls exchange")), HOPS))
                .containsExactly("never: 'lync calls exchange' happened");
    }

    @Test
    void tellsForWhomATokenWasAskedFor() {
        List<ObservedHop> asked = List.of(new ObservedHop(
                new ObservedHop.Place(Instant.EPOCH, "t", "s"),
                HopKind.TOKEN_ASKED,
                "lync",
                new ObservedHop.Peers("authz", null),
                "exchange",
                null,
                null,
                null,
                ObservedToken.NONE,
                OF_THE_STEP));

        assertThat(HopChecker.missing(sentences("lync asks authz for a token"), asked))
                .isEmpty();
        assertThat(HopChecker.missing(sentences("lync asks authz for a token for exchange"), asked))
                .isEmpty();
        assertThat(HopChecker.missing(sentences("lync asks authz for a token for sharepoint"), asked))
                .hasSize(1);
        assertThat(asked.get(0).sentence()).hasToString("lync asks authz for a token for exchange");
    }

    private static List<HopSentence> sentences(String... expected) {
        return Arrays.stream(expected).map(HopSentence::parse).toList();
    }

    private static List<String> problems(String... expected) {
        return HopChecker.missing(sentences(expected), HOPS);
    }

    @Test
    void theNameOfAPoolMatchesItsServersAndTheNameOfAServerOnlyThatServer() {
        var hop = new ObservedHop(
                new ObservedHop.Place(Instant.EPOCH, "", ""),
                HopKind.ACCEPTED,
                "ex-2",
                new ObservedHop.Peers("fe-1", null, null, Map.of("ex-2", "exchange", "fe-1", "berlin")),
                null,
                null,
                null,
                null,
                ObservedToken.NONE,
                OF_THE_STEP);
        assertThat(hop.sentence()).hasToString("ex-2 (exchange) accepts fe-1 (berlin)");
        assertThat(List.of("exchange accepts berlin", "ex-2 accepts fe-1", "ex-2 (exchange) accepts fe-1 (berlin)"))
                .allMatch(text -> hop.fits(HopSentence.parse(text)));
        assertThat(List.of("ex-1 accepts berlin", "exchange accepts fe-2", "berlin accepts exchange"))
                .noneMatch(text -> hop.fits(HopSentence.parse(text)));
    }

    private static ObservedHop hop(
            HopKind kind,
            String node,
            @Nullable String claimed,
            @Nullable String actual,
            @Nullable String user,
            @Nullable String rule) {
        return new ObservedHop(
                new ObservedHop.Place(Instant.EPOCH, "t", "s"),
                kind,
                node,
                new ObservedHop.Peers(claimed, actual),
                null,
                user,
                rule,
                null,
                ObservedToken.NONE,
                OF_THE_STEP);
    }
}
