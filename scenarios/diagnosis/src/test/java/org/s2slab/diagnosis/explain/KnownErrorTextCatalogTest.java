package org.s2slab.diagnosis.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.authz.grants.GrantRules;
import org.s2slab.calendar.CallerPolicyRule;
import org.s2slab.engine.reading.RefusalCause;
import org.s2slab.http.RequestRules;
import org.s2slab.validation.CheckList;
import org.s2slab.validation.Rule;

/** Texts people know are recognised, every rule has a cause, and every cure is a cmdlet that there is. */
class KnownErrorTextCatalogTest {
    @TestFactory
    Stream<DynamicTest> recognisesEachByWhatItShows() {
        return KnownErrorTextCatalog.all().stream()
                .map(symptom -> dynamicTest(
                        symptom.shows(),
                        () -> assertThat(KnownErrorTextCatalog.in(symptom.shows()))
                                .contains(symptom)));
    }

    @Test
    void recognisesAnAnswerPastedWhole() {
        String answer = """
                HTTP/1.1 401 Unauthorized
                request-id: 2323088f-8838-4f97-a88d-559bfcf92866
                x-ms-diagnostics: 2000003;reason="The hostname component of the audience claim value is invalid. Expected
                 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.";error_category="invalid_resource"
                """;
        assertThat(KnownErrorTextCatalog.in(answer))
                .extracting(KnownErrorText::causes)
                .containsExactly(List.of(RefusalCause.HOST));
        assertThat(KnownErrorTextCatalog.in(
                        "AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid"
                                + " signature."))
                .hasSize(2);
    }

    @Test
    void recognisesATextThatIsBrokenOverLines() {
        assertThat(KnownErrorTextCatalog.in("The token has\n\t an invalid\r\n  signature."))
                .hasSize(1);
    }

    @Test
    void recognisesNothingInOtherTexts() {
        assertThat(KnownErrorTextCatalog.in("The weather is fine, 20 degrees, 1800 hours."))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyRuleHasACause() {
        Stream<String> ids = Stream.of(
                        RequestRules.LISTED.stream().map(rule -> rule.id()),
                        CheckList.rules().stream()
                                .filter(rule -> !rule.id().equals("N1"))
                                .map(Rule::id),
                        CheckList.PROMISES.stream().map(CheckList.Promise::id).filter(List.of("I6", "N4")::contains),
                        Arrays.stream(CallerPolicyRule.values()).map(CallerPolicyRule::id))
                .flatMap(all -> all);
        Stream<DynamicTest> atNodes = ids.distinct()
                .map(id -> dynamicTest(id, () -> assertThat(RefusalCause.of(id)).isPresent()));
        Stream<DynamicTest> atAuthorizationServer = GrantRules.rules().stream()
                .map(rule -> dynamicTest(
                        "authz " + rule.id(),
                        () -> assertThat(RefusalCause.atAuthorizationServer(rule.id()))
                                .isPresent()));
        return Stream.concat(atNodes, atAuthorizationServer);
    }

    @TestFactory
    Stream<DynamicTest> everyCureIsACmdletWithItsParameters() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("s2slab.root"), "docs", "generated", "cmdlets.md"));
        return Arrays.stream(RefusalCause.values())
                .flatMap(cause -> cause.cures().stream())
                .filter(cure -> !cure.line().startsWith("#"))
                .distinct()
                .map(cure -> dynamicTest(cure.line(), () -> {
                    // What is in brackets is another cmdlet.
                    String[] words = cure.line()
                            .replaceAll("\\(Get-MgServicePrincipal [^)]*\\)", "")
                            .split("[ :]", -1);
                    String help = section(
                            "### " + words[0] + "\n", section("## " + cure.role() + "\n", page, "\n## "), "\n### ");
                    for (String word : words) {
                        if (word.startsWith("-") && word.length() > 1) {
                            assertThat(help).contains("| " + word + " ");
                        }
                    }
                }));
    }

    private static String section(String title, String page, String next) {
        int begin = page.indexOf(title);
        assertThat(begin).as(title).isNotNegative();
        int end = page.indexOf(next, begin + title.length());
        return page.substring(begin, end < 0 ? page.length() : end);
    }
}
