package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.TestTokens;

/** Each rule of the check-list refuses exactly what it is there for, and is needed. */
class CheckListTest {
    static final List<Spoiling> SPOILINGS = Stream.of(
                    FormSpoilings.TEXT,
                    FormSpoilings.HEADERS,
                    FormSpoilings.STRUCTURE,
                    TrustSpoilings.KEYS,
                    TrustSpoilings.NAMES,
                    TrustSpoilings.AUDIENCES,
                    TrustSpoilings.TIMES,
                    UserSpoilings.RIGHTS,
                    UserSpoilings.CLAIMED,
                    UserSpoilings.FOUND,
                    UserSpoilings.KEPT,
                    AccessTokenSpoilings.FORM,
                    AccessTokenSpoilings.PROVEN,
                    AccessTokenSpoilings.PEOPLE)
            .flatMap(List::stream)
            .toList();

    /** Claims by which a naive validator would be led to check less. */
    private static final List<String> TEMPTING =
            List.of("ver", "isloopback", "isuser", "appctx", "oid", "iat", "msexchuid", "identityprovider");

    /** The same in the signed layer, but for iat, by which an issuer says for itself when it made the token. */
    private static final List<String> TEMPTING_INSIDE = List.of("ver", "oid", "sub", "identityprovider");

    @TestFactory
    Stream<DynamicTest> refusesEachSpoilingByItsRule() {
        return each(
                spoiling -> assertThat(spoiling.outcome(new ValidationWorld())).isEqualTo(spoiling.refusedBy()));
    }

    @TestFactory
    Stream<DynamicTest> needsEachRule() {
        return each(spoiling -> {
            ValidationWorld world = new ValidationWorld();
            world.rules = CheckLists.COMPLETE.without(spoiling.rule());
            assertThat(spoiling.outcome(world)).isNotEqualTo(spoiling.refusedBy());
        });
    }

    /** {@code SpoilingsByCatalogTest} proves the reverse: a rule is spoiled here or by the catalogue of scenarios. */
    @Test
    void spoilsOnlyRulesOfTheList() {
        Set<String> listed = CheckList.rules().stream().map(Rule::id).collect(Collectors.toSet());
        assertThat(SPOILINGS.stream().map(Spoiling::rule)).isSubsetOf(listed);
    }

    @Test
    void listsEveryRuleOnceAndEveryCheckOfItsGroups() {
        List<String> ids = Stream.concat(
                        CheckList.rules().stream().map(Rule::id),
                        CheckList.PROMISES.stream().map(CheckList.Promise::id))
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        List<String> gaps = Stream.of("B", "C", "D", "E", "F", "G", "H", "I", "J", "Q")
                .flatMap(group -> numbered(group, last(ids, group)))
                .filter(id -> !ids.contains(id))
                .toList();
        assertThat(gaps).as("other lists have these").containsExactly("E8", "E9", "E10");
        assertThat(ids).contains("M2", "M4", "N1", "N4");
    }

    @TestFactory
    Stream<DynamicTest> refusesEachSpoilingStillWhenClaimsAreAdded() {
        return each(spoiling -> {
            for (String claim : TEMPTING) {
                assertThat(withClaim(spoiling, claim, true))
                        .as("%s outside", claim)
                        .isNotEqualTo("accepted");
            }
            for (String claim : TEMPTING_INSIDE) {
                assertThat(withClaim(spoiling, claim, false))
                        .as("%s inside", claim)
                        .isNotEqualTo("accepted");
            }
        });
    }

    private static String withClaim(Spoiling spoiling, String claim, boolean outside) {
        ValidationWorld world = new ValidationWorld();
        TestTokens token = spoiling.spoilt(world);
        var layer = outside ? token.outer() : token.actor();
        if (!layer.hasClaim(claim)) {
            layer.claim(claim, claim.equals("iat") ? Long.toString(TestTokens.NOW) : "true");
        }
        return world.outcome(token.text());
    }

    @TestFactory
    Stream<DynamicTest> asksForNoUserBeforeEverythingElseIsProven() {
        return each(spoiling -> {
            if (spoiling.rule().matches("J(1|2|3|4|9|10)") || UserSpoilings.KEPT.contains(spoiling)) {
                return;
            }
            ValidationWorld world = new ValidationWorld();
            String text = spoiling.spoilt(world).text();
            world.asked.clear();
            world.outcome(text);
            assertThat(world.asked).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> saysOneSentenceOfEverythingBeforeTheSignature() {
        return TrustSpoilings.KEYS.stream()
                .filter(spoiling -> !Set.of("E5", "E6", "E7").contains(spoiling.rule()))
                .map(spoiling -> dynamicTest(spoiling.toString(), () -> {
                    ValidationWorld world = new ValidationWorld();
                    Refusal refusal = (Refusal) Objects.requireNonNull(
                            world.present(spoiling.spoilt(world)).cause());
                    assertThat(refusal.code()).isEqualTo(RefusalCode.TOKEN_SIGNATURE);
                }));
    }

    private static int last(List<String> ids, String group) {
        return ids.stream()
                .filter(id -> id.startsWith(group))
                .mapToInt(id -> Integer.parseInt(id.substring(1)))
                .max()
                .orElseThrow();
    }

    private static Stream<String> numbered(String group, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> group + number);
    }

    private static Stream<DynamicTest> each(Consumer<Spoiling> check) {
        return SPOILINGS.stream().map(s -> dynamicTest(s.toString(), () -> check.accept(s)));
    }
}
