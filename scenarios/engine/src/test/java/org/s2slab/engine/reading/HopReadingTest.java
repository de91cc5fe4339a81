package org.s2slab.engine.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.SpanTree;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TokenEvidence;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustChangeDetail;

/** Tests the texts of hops: three texts for each kind, the origin of a key, and the fix of a refusal. */
class HopReadingTest {
    private static final String KEY = "78B01234567890ABCDEF1234567890ABCDEFF660";
    private static final String LYNC = "00000004-0000-0ff1-ce00-000000000000@contoso.com";
    private static final String DOCUMENT = "https://lync.contoso.com/metadata/json/1";
    private static final String LINE = "Configure-EnterprisePartnerApplication -AuthMetadataUrl " + DOCUMENT;
    private static final Pattern WORD = Pattern.compile("\\{(\\w+)}");

    private final HopHistory history =
            new HopHistory(IdentifierNames.of(new ScenarioLibrary().topology("on-premises")));

    @TestFactory
    Stream<DynamicTest> everyKindHasThreeTexts() {
        return Stream.of(HopKind.values())
                .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> {
                    HopReading reading = read(hop(kind, "exchange", null, new JsonObject()));
                    assertThat(List.of(reading.who(), reading.why(), reading.what()))
                            .allSatisfy(text -> assertThat(text).endsWith(".").doesNotContain("{"));
                }));
    }

    /** Each sentence is complete with all variables, and the program can set each variable. */
    @Test
    void noSentenceLeavesABrace() throws IOException {
        List<String> sentences = new ArrayList<>();
        texts(SentenceTexts.ROOT, sentences);
        Map<String, String> words = new HashMap<>();
        sentences.forEach(text -> WORD.matcher(text).results().forEach(found -> words.put(found.group(1), "x")));

        assertThat(sentences)
                .hasSizeGreaterThan(100)
                .allSatisfy(text -> assertThat(SentenceTexts.filled(text, words))
                        .hasValueSatisfying(
                                filled -> assertThat(filled).isNotBlank().doesNotContain("{", "}")));
        assertThat(sources())
                .contains(
                        words.keySet().stream().map(word -> "\"" + word + "\"").toList());
    }

    /** The source text of all classes in the package. */
    private static String sources() throws IOException {
        Path root = Path.of(System.getProperty("s2slab.root"));
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files =
                Files.list(root.resolve("scenarios/engine/src/main/java/org/s2slab/engine/reading"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static void texts(JsonNode node, List<String> found) {
        if (node.isTextual()) {
            found.add(node.textValue());
        }
        node.forEach(child -> texts(child, found));
    }

    @Test
    void leavesOutASentenceWhoseWordIsMissing() {
        HopReading bare = read(hop(HopKind.CALLED, "lync", "exchange", new JsonObject()));
        JsonObject call =
                detail(new HopDetail.Call("POST", "https://exchange.contoso.com/EWS/Exchange.asmx", "GetImItemList"));
        HopReading full = read(hop(HopKind.CALLED, "lync", "exchange", call));

        assertThat(bare.who()).isEqualTo("Lync calls Exchange, with a token.");
        assertThat(full.who()).isEqualTo("Lync calls Exchange at exchange.contoso.com, with a token.");
        assertThat(full.what()).isEqualTo("The request is GetImItemList (POST /EWS/Exchange.asmx).");
    }

    @Test
    void aKeyNamesTheStepTheCmdletAndTheDocument() {
        learn();
        HopReading reading = read(accepted());

        assertThat(reading.who())
                .isEqualTo("Lync is the caller. The signature verifies with the key 78B0…F660 of Lync.");
        assertThat(reading.why())
                .contains("Exchange read this key from " + DOCUMENT + " in step 4,"
                        + " when Configure-EnterprisePartnerApplication ran.");
        KeyReading key = Objects.requireNonNull(reading.key());
        assertThat(key.from().line()).isEqualTo(LINE);
        assertThat(key.from().address()).isEqualTo(DOCUMENT);
        assertThat(reading.what()).contains("anna@contoso.com", "is not signed", "trust level of 'L1' is Full");
        assertThat(reading.names()).containsEntry("00000004-0000-0ff1-ce00-000000000000", "Lync");
    }

    @Test
    void aKeyThatNoHopShowsWasKnownBefore() {
        HopReading reading = read(accepted());

        assertThat(reading.why()).contains("Exchange had this key before");
        assertThat(Objects.requireNonNull(reading.key()).from().isFromBefore()).isTrue();
    }

    @Test
    void theCountsAddUpToTheCheckList() {
        HopReading reading = read(accepted());

        assertThat(reading.questions())
                .hasSize(5)
                .allSatisfy(question -> assertThat(question.total()).isGreaterThanOrEqualTo(question.asked()));
        assertThat(reading.questions().get(1).count()).isEqualTo("1 passed, 12 not asked");
        assertThat(reading.questions().get(1).deciding()).isTrue();
        assertThat(reading.questions().get(3).count()).isEqualTo("not asked");
    }

    @Test
    void aCachedResultTellsWhereTheTokenWasJudged() {
        learn();
        ObservedHop first = accepted();
        history.add(first, new StepReference(5, "first"));
        HopReading reading = read(hop(
                HopKind.ACCEPTED,
                "exchange",
                "lync",
                new JsonObject().put("tokenHash", "hash").put("user", "anna@contoso.com")));

        assertThat(reading.why()).contains("validated this token in step 5").contains("Exchange read this key");
        assertThat(reading.judgedIn()).isEqualTo(history.number(first));
        assertThat(reading.questions()).hasSize(5);
    }

    @Test
    void aRefusalTellsItsFixWithTheNamesOfTheDeployment() {
        Finding finding = Finding.of("partner application 'L1' is disabled", "an enabled one")
                .about("L1");
        JsonObject refused =
                token("I4", false, finding).mergeIn(detail(finding)).put("rule", "I4");
        RefusalReading refusal =
                Objects.requireNonNull(read(hop(HopKind.REFUSED, "exchange", "lync", refused.put("sender", "lync")))
                        .refusal());

        assertThat(refusal.found()).isEqualTo("partner application 'L1' is disabled");
        assertThat(refusal.expected()).isEqualTo("an enabled one");
        assertThat(refusal.fixes())
                .extracting(RefusalReading.FixLine::typed)
                .containsExactly("exchange> Set-PartnerApplication -Identity L1 -Enabled $true");
        assertThat(refusal.nothingToFix()).isNull();
        assertThat(refusal.after()).contains("has a new token");
    }

    @Test
    void aRequestFromOutsideHasNothingToFix() {
        JsonObject refused = token("I4", false, Finding.of("x", "y")).put("rule", "I4");
        RefusalReading refusal = Objects.requireNonNull(
                read(hop(HopKind.REFUSED, "exchange", "lync", refused)).refusal());

        assertThat(refusal.fixes()).isEmpty();
        assertThat(refusal.nothingToFix()).startsWith("Nothing to fix on Exchange.");
    }

    @Test
    void aChangeOfTrustIsTold() {
        TrustChange change =
                new TrustChange("partner-disabled", "L1", LYNC, List.of(), List.of(), List.of(), "false", "true");
        HopReading reading = read(hop(
                HopKind.TRUST_CHANGED,
                "exchange",
                null,
                detail(new TrustChangeDetail(
                        "Set-PartnerApplication -Identity L1 -Enabled $false",
                        "Set-PartnerApplication",
                        List.of(change)))));

        assertThat(reading.who())
                .isEqualTo(
                        "An administrator of Exchange ran in step 9: Set-PartnerApplication -Identity L1 -Enabled $false");
        assertThat(reading.what())
                .isEqualTo("Exchange accepts no token of the partner application 'L1', although its key is known.");
    }

    @Test
    void aCallWithoutTokenNamesTheCmdletThatIsMissing() {
        HopDetail failure = new HopDetail.Failure(FailureCause.NO_TOKEN_NOT_TRUSTED, "no trust", null);
        RefusalReading refusal =
                Objects.requireNonNull(read(hop(HopKind.FAILED, "lync", "exchange.contoso.com", detail(failure)))
                        .refusal());

        assertThat(refusal.fixes())
                .extracting(RefusalReading.FixLine::typed)
                .containsExactly("exchange> Configure-EnterprisePartnerApplication -ApplicationType Lync"
                        + " -AuthMetadataUrl https://lync.contoso.com/metadata/json/1");
    }

    private void learn() {
        StepReference step = new StepReference(4, "Exchange learns Lync");
        HopDetail read = new HopDetail.Metadata(
                DOCUMENT, LYNC.split("@", 2)[0], "contoso.com", List.of(KEY), List.of(KEY), List.of());
        TrustChange added =
                new TrustChange("partner-added", "L1", LYNC, List.of(KEY), List.of(), List.of(), null, null);
        HopDetail changed = new TrustChangeDetail(LINE, "Configure-EnterprisePartnerApplication", List.of(added));
        history.add(hop(HopKind.METADATA_READ, "exchange", "lync", detail(read)), step)
                .add(hop(HopKind.TRUST_CHANGED, "exchange", null, detail(changed)), step);
    }

    private static ObservedHop accepted() {
        return hop(
                HopKind.ACCEPTED,
                "exchange",
                "lync",
                token("E1", true, Finding.of(""))
                        .put("user", "anna@contoso.com")
                        .put("sender", "lync"));
    }

    /** A token and the result of one rule. */
    private static JsonObject token(String rule, boolean passed, Finding finding) {
        CheckedRule check = passed ? CheckedRule.held(rule, "…") : CheckedRule.refused(rule, "…", finding);
        return new JsonObject()
                .put("tokenHash", "hash")
                .put("checks", new JsonArray().add(check.json()))
                .put("evidence", new TokenEvidence(KEY, LYNC, "L1", "L1", "FULL", true).json());
    }

    private static JsonObject detail(HopDetail detail) {
        return new JsonObject().put(HopDetail.TEXT, detail.text()).put(HopDetail.VALUES, detail.values());
    }

    private static ObservedHop hop(HopKind kind, String node, @Nullable String peer, JsonObject members) {
        JsonObject hop = new JsonObject()
                .put("kind", kind.name())
                .put("node", node)
                .put("peer", peer)
                .put("traceId", "1")
                .mergeIn(members);
        return ObservedHop.of(hop, Instant.EPOCH, name -> name, new SpanTree(), Map.of());
    }

    private HopReading read(ObservedHop hop) {
        history.add(hop, new StepReference(9, "now"));
        return history.read(hop);
    }
}
