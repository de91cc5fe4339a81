package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
                    UserSpoilings.KEPT)
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
            world.rules = CheckList.COMPLETE.without(spoiling.rule());
            assertThat(spoiling.outcome(world)).isNotEqualTo(spoiling.refusedBy());
        });
    }

    @Test
    void spoilsSomethingForEveryRule() {
        Set<String> shown = SPOILINGS.stream().map(Spoiling::rule).collect(Collectors.toSet());
        Set<String> listed = CheckList.rules().stream().map(Rule::id).collect(Collectors.toSet());
        assertThat(shown).isEqualTo(listed);
    }

    @Test
    void listsEveryRuleOnceAndEveryCheckOfItsGroups() {
        List<String> ids = Stream.concat(
                        CheckList.rules().stream().map(Rule::id),
                        CheckList.PROMISES.stream().map(CheckList.Promise::id))
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).contains(numbered("B", 6)).contains(numbered("C", 10)).contains(numbered("D", 8));
        assertThat(ids).contains(numbered("E", 7)).contains(numbered("G", 6)).contains(numbered("H", 6));
        assertThat(ids).contains(numbered("F", 10)).contains(numbered("I", 6)).contains(numbered("J", 10));
        assertThat(ids).contains("E11", "F11", "M2", "M4", "N1", "N4");
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
            if (UserSpoilings.FOUND.contains(spoiling) || UserSpoilings.KEPT.contains(spoiling)) {
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

    private static String[] numbered(String group, int last) {
        String[] ids = new String[last];
        for (int i = 0; i < last; i++) {
            ids[i] = group + (i + 1);
        }
        return ids;
    }

    private static Stream<DynamicTest> each(Consumer<Spoiling> check) {
        return SPOILINGS.stream().map(s -> dynamicTest(s.toString(), () -> check.accept(s)));
    }
}
