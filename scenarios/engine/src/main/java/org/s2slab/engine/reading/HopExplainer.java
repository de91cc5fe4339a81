package org.s2slab.engine.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.trace.HopKind;

/** Creates the explanation of a hop (its reading) from the hop and its history. */
final class HopExplainer {
    private static final String HOPS = "hops";

    private final HopHistory history;
    private final ObservedHop hop;

    HopExplainer(HopHistory history, ObservedHop hop) {
        this.history = history;
        this.hop = hop;
    }

    HopReading read() {
        Optional<ObservedHop> judged = isJudgedBefore() ? history.judged(hop) : Optional.empty();
        ObservedHop evidence = judged.orElse(hop);
        HopPlaceholders words = new HopPlaceholders(history, hop, evidence);
        Map<String, String> all = words.all();
        String form = HopSentenceSelector.of(hop, evidence, words);
        String failed = RuleReadings.failed(hop);
        String who = sentences(all, form, "who");
        String why = sentences(all, form, "why");
        String what = sentences(all, form, "what");
        List<ObservedRule> checks = new ArrayList<>(hop.token().checks());
        judged.ifPresent(earlier -> checks.addAll(
                0, earlier.token().checks().stream().filter(ObservedRule::held).toList()));
        List<QuestionAnswer> questions = new TokenQuestions(hop, checks, all).read();
        RefusalReading refusal = hop.isRefusal() ? new RefusalExplainer(history, hop, all, failed).read() : null;
        String texts = who + why + what + hop.detailText() + hop.token().layers() + questions + refusal;
        return new HopReading(
                who,
                why,
                what,
                words.key(),
                judged.map(history::number).orElse(null),
                questions,
                refusal,
                history.names().in(texts));
    }

    /** Whether the token was judged in an earlier hop. The results of the rules are then in that hop. */
    private boolean isJudgedBefore() {
        boolean isBare = hop.token().evidence() == null
                && hop.token().layers() == null
                && hop.token().hash() != null;
        return isBare && (hop.kind() == HopKind.ACCEPTED || hop.kind() == HopKind.REFUSED);
    }

    /** The sentences of the form. If the form has no sentences, the method returns the sentences of the hop's kind. */
    private String sentences(Map<String, String> words, String form, String part) {
        String own = SentenceTexts.orNull(words, HOPS, form, part);
        return own == null ? SentenceTexts.of(words, HOPS, hop.kind().name(), part) : own;
    }
}
