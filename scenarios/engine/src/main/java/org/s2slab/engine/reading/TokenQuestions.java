package org.s2slab.engine.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.language.RuleReadings.Question;
import org.s2slab.engine.language.RuleReadings.Reading;
import org.s2slab.engine.reading.QuestionAnswer.RuleResult;
import org.s2slab.engine.reading.QuestionAnswer.State;
import org.s2slab.trace.HopKind;

/** Sorts the results of the rules under the five questions about a token. */
final class TokenQuestions {
    /** The question that decides about an accepted token: who signed it. */
    private static final int SIGNER = 2;

    private final List<ObservedRule> checks;
    private final Map<String, String> words;
    private final Subject subject;

    /** @param checks the results of the rules, also from the earlier hop in which the token was judged */
    TokenQuestions(ObservedHop hop, List<ObservedRule> checks, Map<String, String> words) {
        this.checks = checks;
        this.words = words;
        boolean isGrant = hop.kind() == HopKind.TOKEN_ISSUED || hop.kind() == HopKind.TOKEN_DENIED;
        this.subject = isGrant ? Subject.GRANT : Subject.TOKEN;
    }

    List<QuestionAnswer> read() {
        if (checks.isEmpty()) {
            return List.of();
        }
        boolean isAccessToken = checks.stream().anyMatch(check -> check.rule().startsWith("Q"));
        List<QuestionAnswer> read = new ArrayList<>();
        for (Question question :
                isAccessToken ? RuleReadings.questionsOfAccessTokens() : RuleReadings.questions(subject)) {
            read.add(read(read.size() + 1, question));
        }
        return read;
    }

    private QuestionAnswer read(int number, Question question) {
        List<RuleResult> rules =
                checks.stream().flatMap(check -> result(number, check).stream()).toList();
        int passed = (int) rules.stream().filter(RuleResult::passed).count();
        RuleResult refusing =
                rules.stream().filter(rule -> !rule.passed()).findFirst().orElse(null);
        State state = refusing != null ? State.REFUSED : rules.isEmpty() ? State.NOT_ASKED : State.PASSED;
        boolean isRefused = checks.stream().anyMatch(check -> !check.held());
        return new QuestionAnswer(
                number,
                question.ask(),
                state,
                passed,
                rules.size(),
                question.rules(),
                isRefused ? refusing != null : number == SIGNER,
                count(passed, refusing, Math.max(0, question.rules() - rules.size())),
                state == State.NOT_ASKED ? null : evidence(number, refusing),
                rules);
    }

    private Optional<RuleResult> result(int number, ObservedRule check) {
        Reading reading = RuleReadings.of(subject, check.rule());
        if (reading == null || reading.question() != number) {
            return Optional.empty();
        }
        return Optional.of(new RuleResult(
                check.rule(),
                check.held(),
                check.held() ? reading.passed() : reading.failed(),
                check.found(),
                check.expected()));
    }

    private static String count(int passed, @Nullable RuleResult refusing, long unasked) {
        List<String> parts = new ArrayList<>();
        if (refusing != null) {
            parts.add("rule " + refusing.rule() + " refused");
        }
        if (passed > 0) {
            parts.add(passed + " passed");
        }
        if (unasked > 0) {
            parts.add(passed == 0 && refusing == null ? "not asked" : unasked + " not asked");
        }
        return String.join(", ", parts);
    }

    private @Nullable String evidence(int number, @Nullable RuleResult refusing) {
        if (refusing != null) {
            return refusing.expected() == null
                    ? refusing.text()
                    : "Found: " + refusing.found() + ". Expected: " + refusing.expected() + ".";
        }
        return SentenceTexts.orNull(words, "evidence", subject.name().toLowerCase(Locale.ROOT), String.valueOf(number));
    }
}
