package org.s2slab.authz.signin;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.TokenDenial;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.resource.ResourceTable;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.PrintableValue;
import org.s2slab.validation.Rule;

/**
 * A rule for the sign-in of people, whose texts are a row of {@code rules.tsv}.
 *
 * @param passes whether the facts agree with the rule
 * @param <E> the facts that are known at the rule's stage
 */
record SignInRule<E extends SignInFacts>(Row row, Predicate<E> passes) {
    private static final Map<String, Row> ROWS = ResourceTable.rows("/signin/rules.tsv").stream()
            .map(cells ->
                    new Row(cells[0], RefusalCode.valueOf(cells[1]), cells[2], cells[3], cells[4], cells[5], cells[6]))
            .collect(Collectors.toMap(Row::id, Function.identity()));

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    /**
     * The texts of a rule. A name in braces stands for a value of the request.
     *
     * @param error the error code of OAuth
     * @param found the finding for the journal
     * @param told the text for the client, with Entra's number if it is known
     */
    private record Row(
            String id, RefusalCode code, String error, String sentence, String found, String expected, String told) {}

    static <E extends SignInFacts> SignInRule<E> of(String id, Predicate<E> passes) {
        return new SignInRule<>(Objects.requireNonNull(ROWS.get(id), id), passes);
    }

    /** The rule of the check-list. */
    Rule<E> listed() {
        return new Rule<>(row.id, row.code, row.sentence, facts -> passes.test(facts) ? null : finding(facts));
    }

    private Finding finding(E facts) {
        UnaryOperator<String> shown = name -> PrintableValue.value(facts.text(name));
        return Finding.of(filled(row.found, shown), filled(row.expected, shown));
    }

    private static String filled(String text, UnaryOperator<String> value) {
        return NAME.matcher(text).replaceAll(name -> Matcher.quoteReplacement(value.apply(name.group(1))));
    }

    /** The denial by the first rule that fails; null if all rules pass. */
    static <E extends SignInFacts> @Nullable TokenDenial denial(List<SignInRule<E>> rules, E facts) {
        for (SignInRule<E> rule : rules) {
            if (!rule.passes.test(facts)) {
                Row row = rule.row;
                var refusal = new Refusal(row.code, row.id, rule.finding(facts));
                return new TokenDenial(refusal, filled(row.told, facts::text), row.error);
            }
        }
        return null;
    }

    /** Throws the denial by the first rule that fails. */
    static <E extends SignInFacts> void require(List<SignInRule<E>> rules, E facts) {
        TokenDenial denial = denial(rules, facts);
        if (denial != null) {
            throw denial;
        }
    }
}
