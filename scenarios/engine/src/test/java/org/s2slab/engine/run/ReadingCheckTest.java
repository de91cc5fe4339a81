package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.engine.hops.HopOrigin;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedToken;
import org.s2slab.engine.reading.HopReading;
import org.s2slab.engine.reading.KeyOrigin;
import org.s2slab.engine.reading.KeyReading;
import org.s2slab.engine.reading.QuestionAnswer;
import org.s2slab.engine.reading.QuestionAnswer.State;
import org.s2slab.engine.reading.RefusalReading;
import org.s2slab.trace.HopKind;

/** Tests that the check of the texts of all bundled scenarios finds each kind of gap. */
class ReadingCheckTest {
    private static final String KEY = "78B08C5FF05F27CEC8296BCE7B1D4CC212F0F660";
    private static final KeyOrigin LEARNED =
            new KeyOrigin(KEY, Instant.EPOCH, null, "Configure-EnterprisePartnerApplication", null);
    private static final KeyOrigin BEFORE = new KeyOrigin(KEY, null, null, null, null);
    private static final String TEXT = "Lync is the caller.";

    @Test
    void aWholeReadingHasNoProblem() {
        assertThat(accepted(TEXT, key(LEARNED, TEXT), State.PASSED, Set.of())).isEmpty();
        assertThat(accepted(TEXT, key(BEFORE, TEXT), State.PASSED, Set.of("lync " + KEY)))
                .isEmpty();
        assertThat(refused(TEXT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Lync has {key}.", "The key of null.", "Lync is the caller.."})
    void aTextWithAGapIsAProblem(String text) {
        assertThat(accepted(text, key(LEARNED, TEXT), State.PASSED, Set.of())).hasSize(1);
        assertThat(refused(text)).hasSize(1);
    }

    @Test
    void aKeyWithoutItsOriginIsAProblem() {
        KeyOrigin unknown = new KeyOrigin(KEY, Instant.EPOCH, null, null, null);
        assertThat(accepted(TEXT, null, State.PASSED, Set.of())).hasSize(1);
        assertThat(accepted(TEXT, key(LEARNED, ""), State.PASSED, Set.of())).hasSize(1);
        assertThat(accepted(TEXT, key(unknown, TEXT), State.PASSED, Set.of())).hasSize(1);
        assertThat(accepted(TEXT, key(BEFORE, TEXT), State.PASSED, Set.of("exchange " + KEY)))
                .hasSize(1);
    }

    @Test
    void anAcceptedCallWithARefusedQuestionIsAProblem() {
        assertThat(accepted(TEXT, key(LEARNED, TEXT), State.REFUSED, Set.of())).hasSize(1);
    }

    @Test
    void aRefusalWithoutASentenceIsAProblem() {
        assertThat(ReadingCheck.problems(hop(HopKind.REFUSED), reading(TEXT, null, List.of(), null), Set.of()))
                .hasSize(1);
    }

    private static List<String> accepted(String who, @Nullable KeyReading key, State state, Set<String> taught) {
        QuestionAnswer question =
                new QuestionAnswer(2, "Who signed it?", state, 1, 1, 1, true, "1 passed", null, List.of());
        return ReadingCheck.problems(hop(HopKind.ACCEPTED), reading(who, key, List.of(question), null), taught);
    }

    private static List<String> refused(String failed) {
        RefusalReading refusal =
                new RefusalReading("I4", failed, null, null, null, null, List.of(), "Nothing to fix.", null);
        return ReadingCheck.problems(hop(HopKind.REFUSED), reading(TEXT, null, List.of(), refusal), Set.of());
    }

    private static KeyReading key(KeyOrigin from, String learned) {
        return new KeyReading(KEY, "Lync", from, learned);
    }

    private static HopReading reading(
            String who, @Nullable KeyReading key, List<QuestionAnswer> questions, @Nullable RefusalReading refusal) {
        return new HopReading(who, TEXT, TEXT, key, null, questions, refusal, Map.of());
    }

    private static ObservedHop hop(HopKind kind) {
        return new ObservedHop(
                new ObservedHop.Place(Instant.EPOCH, "trace", "span"),
                kind,
                "exchange",
                new ObservedHop.Peers("lync", null),
                "lync",
                null,
                null,
                null,
                ObservedToken.NONE,
                new HopOrigin(HopOrigin.Kind.STEP, List.of(), List.of()));
    }
}
