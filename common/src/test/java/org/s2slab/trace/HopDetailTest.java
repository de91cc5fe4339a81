package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.HopDetail.Call;
import org.s2slab.trace.HopDetail.Failure;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopDetail.Metadata;
import org.s2slab.trace.HopDetail.TokenFor;

/** What a hop is about is written as values beside its text, and read as it was written. */
class HopDetailTest {
    private static final String EWS = "https://exchange.contoso.com/EWS/Exchange.asmx?a=b";

    static List<HopDetail> details() {
        return List.of(
                new Call("POST", EWS),
                new TokenFor("0002/exchange.contoso.com@contoso.com"),
                new TokenFor(
                        "0002/exchange.contoso.com@contoso.com to lync", "0002/exchange.contoso.com@contoso.com", "AA"),
                new Metadata(EWS),
                new Metadata(EWS, "0004", "contoso.com", List.of("AA", "BB"), List.of("BB"), List.of("CC")),
                new ChallengeContent("0002", null, List.of("0004@contoso.com"), "https://contoso.com"),
                new ChallengeContent(null, null, List.of(), null),
                new Failure(FailureCause.UNREACHABLE, "'" + EWS + "': too slow", EWS),
                new Failure(FailureCause.REFUSED, "'" + EWS + "' answered 401", EWS, 401, "id", "2000003;reason"),
                Finding.of("the key is too short"),
                Finding.of("the key has 1024 bits", "at least 2048"),
                Finding.of("partner application 'L1' is disabled", "an enabled one")
                        .about("L1"));
    }

    @ParameterizedTest
    @MethodSource("details")
    void isReadAsItWasWritten(HopDetail detail) {
        assertThat(HopDetailCodec.read(written(detail))).isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"other\"}",
                "{\"type\":\"call\"}",
                "{\"type\":\"token\",\"audience\":1}",
                "{\"type\":\"failure\",\"cause\":\"OTHER\"}",
                "{\"type\":\"finding\",\"found\":[]}",
                "7"
            })
    void whatHasNoReadableValuesIsItsText(String values) {
        Object json = values.startsWith("{") ? new JsonObject(values) : (Object) values;
        JsonObject hop = new JsonObject().put("detail", "some text").put("detailValues", json);
        assertThat(HopDetailCodec.read(hop)).isEqualTo(Finding.of("some text"));
    }

    @Test
    void aFindingIsPartedWhereItsRulePartsIt() {
        Finding finding = Finding.of("iss is 'a, expected b'", "c");
        CheckedRule check = CheckedRule.refused("F1", "…", finding);
        assertThat(finding.text()).isEqualTo("iss is 'a, expected b', expected c");
        assertThat(check.found()).isEqualTo("iss is 'a, expected b'");
        assertThat(check.expected()).isEqualTo("c");
    }

    @Test
    void aRefusalKeepsItsValuesWhateverIsSaidOfIt() {
        Finding finding = Finding.of("found", "other");
        Refusal refusal = new Refusal(RefusalCode.TOKEN_FORM, "F1", finding);
        assertThat(refusal.detail()).isEqualTo("found, expected other");
        assertThat(HopDetail.of(refusal.of("lync").because(new IllegalStateException("own"))))
                .isEqualTo(finding);
        assertThat(HopDetail.of(new Refusal(RefusalCode.TOKEN_FORM, "a text"))).isEqualTo(Finding.of("a text"));
    }

    @Test
    void onlyWhatIsAnAddressIsOne() {
        assertThat(new Call("GET", EWS).address()).contains(URI.create(EWS));
        assertThat(new Call("GET", "no address: …").address()).isEmpty();
        assertThat(new Failure(FailureCause.NO_CHALLENGE, "…", null).address()).isEmpty();
        assertThat(Finding.of(EWS).address()).isEmpty();
    }

    private static JsonObject written(HopDetail detail) {
        JsonObject hop = new JsonObject().put("detail", detail.text()).put("detailValues", detail.values());
        return new JsonObject(hop.encode());
    }
}
