package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.testing.Canary.CONTENT;
import static org.s2slab.testing.Canary.TOKEN;
import static org.s2slab.testing.Canary.base64;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.testing.Canary;

/** A signature that is in no text any more, wherever it was; everything is looked for in every form it may be written in. */
class TokenRedactorTest {
    private static final String UNSIGNED =
            base64("{\"alg\":\"none\"}") + "." + base64("{\"any\":\"" + TOKEN + "\"}") + ".";

    private record Place(String name, UnaryOperator<String> write) {}

    private static Stream<Place> places() {
        return Stream.of(
                new Place("alone", token -> token),
                new Place("in a header", token -> "Authorization: Bearer " + token),
                new Place("in a web ticket", token -> "Bearer cwt=" + token),
                new Place("in a form", token -> "grant_type=x&assertion=" + token + "&client_id=y"),
                new Place("in an address", token -> "https://a.example/x/" + token + "?b=c"),
                new Place("after a letter", token -> "x" + token),
                new Place("after a line", token -> "x-" + token + "-y"),
                new Place("at the end of a sentence", token -> "It was " + token + "."),
                new Place("in JSON", token -> new JsonObject().put("t", token).encode()),
                new Place("in XML", token -> "<a b='" + token + "'>" + token + "</a>"),
                new Place("percent-encoded", token -> token.replace(".", "%2E").replace("e", "%65")),
                new Place("in an encoded form", token -> URLEncoder.encode("a=" + token + "&", StandardCharsets.UTF_8)),
                new Place("percent-encoded twice", token -> token.replace(".", "%252e")),
                new Place("with JSON's escapes", token -> escaped(token, "\\u%04x")),
                new Place("with JSON's escapes in JSON", token -> escaped(token, "\\\\u%04X")),
                new Place("with XML's references", token -> escaped(token, "&#%d;")),
                new Place("with XML's other references", token -> escaped(token, "&#x%x;")),
                new Place("in base64url", Canary::base64),
                new Place(
                        "in base64",
                        token -> "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("user>?:" + token).getBytes(StandardCharsets.UTF_8))),
                new Place("in base64 after a letter", token -> "x" + base64(token) + ";"),
                new Place(
                        "in base64 in base64 in JSON",
                        token -> "{\"a\":\"" + base64("{\"b\":\"" + base64(token) + "\"}") + "\"}"),
                new Place(
                        "in another token's claims",
                        token -> base64("{\"alg\":\"none\"}") + "." + base64("{\"any\":\"" + token + "\"}") + "."),
                new Place(
                        "in another token's header",
                        token -> base64("{\"alg\":\"none\",\"jwt\":\"" + token + "\"}") + ".e30."),
                new Place(
                        "in a signed token",
                        token -> base64("{\"alg\":\"x\"}") + "." + base64("{\"any\":\"" + token + "\"}") + ".abc"),
                new Place("beside another", token -> token + " " + token + "." + token));
    }

    @TestFactory
    Stream<DynamicTest> isNowhere() {
        return places().flatMap(outer -> places().map(inner ->
                DynamicTest.dynamicTest(inner.name() + ", " + outer.name(), () -> {
                    String text = outer.write().apply(inner.write().apply(TOKEN));
                    assertThat(Canary.isIn(text))
                            .as("the test finds it in " + text)
                            .isTrue();
                    String redacted = TokenRedactor.redact("before " + text + " after");
                    assertThat(Canary.isIn(redacted)).as(redacted).isFalse();
                    assertThat(redacted).startsWith("before ").endsWith(" after");
                    assertThat(TokenRedactor.redact(redacted)).isEqualTo(redacted);
                })));
    }

    @Test
    void leavesHeaderAndClaims() {
        assertThat(TokenRedactor.redact("Bearer " + TOKEN + " it is")).isEqualTo("Bearer " + CONTENT + ".… it is");
        assertThat(TokenRedactor.redact(
                        new JsonObject().put("a", new JsonArray().add(TOKEN)).put(TOKEN, 1)))
                .isEqualTo(new JsonObject()
                        .put("a", new JsonArray().add(CONTENT + ".…"))
                        .put(CONTENT + ".…", 1));
        assertThat(Canary.read(TokenRedactor.redact(UNSIGNED).split("\\.", -1)[1])
                        .replace("\u00e2\u0080\u00a6", "…"))
                .isEqualTo("{\"any\":\"" + CONTENT + ".…\"}");
    }

    @Test
    void leavesWhatHoldsNoSignatureAsItIs() {
        for (String text : new String[] {
            "aud 00000002-0000-0ff1-ce00-000000000000/exchange.contoso.com@contoso.com, expected lync.contoso.com",
            "https://autodiscover.contoso.com/autodiscover/metadata/json/1?a=%2E%65&b=\\u0041&#65;",
            CONTENT + ".",
            "e30.e30.",
            base64("a text that is long enough to hold something"),
            "org.s2slab.trace.TokenRedactor.redact(TokenRedactor.java:42)",
            "%1B[31m\\u001b&#27;"
        }) {
            assertThat(TokenRedactor.redact(text)).isEqualTo(text);
        }
    }

    @Test
    void undoesNoEscapeBesideAToken() {
        assertThat(TokenRedactor.redact("%1B %3Cscript%3E " + TOKEN.replace(".", "%2E") + " &#60;b&#62;"))
                .isEqualTo("%1B %3Cscript%3E " + CONTENT + ".… &#60;b&#62;");
    }

    @Test
    void leavesOutWhatIsTooDeepToBeLookedInto() {
        String text = TOKEN;
        for (int i = 0; i < 12; i++) {
            text = base64(text);
        }
        assertThat(TokenRedactor.redact(text)).hasSizeLessThan(text.length());
    }

    private static String escaped(String text, String form) {
        return text.chars().mapToObj(c -> String.format(form, c)).collect(Collectors.joining());
    }
}
