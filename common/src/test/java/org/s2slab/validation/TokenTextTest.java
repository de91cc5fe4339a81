package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One token's text, taken apart. */
class TokenTextTest {
    private static final String EMPTY = part("{}");

    @Test
    void takes8192CharactersAndNoMore() {
        String begin = EMPTY + "." + EMPTY + ".";
        String longest = begin + "A".repeat(8192 - begin.length());
        assertThat(TokenText.of(longest).partsFault()).isNull();
        assertThat(Objects.requireNonNull(TokenText.of(longest + "A").partsFault())
                        .text())
                .isEqualTo("has 8193 characters, expected at most 8192");
    }

    @Test
    void takesThreePartsOfWhichTheLastMayBeEmpty() {
        TokenText text = TokenText.of(EMPTY + "." + EMPTY + ".");
        assertThat(text.partsFault()).isNull();
        assertThat(text.isReadable()).isTrue();
        assertThat(text.signature()).isEmpty();
        assertThat(new String(text.signedBytes(), StandardCharsets.US_ASCII)).isEqualTo(EMPTY + "." + EMPTY);
        for (String other : new String[] {"", ".", EMPTY, EMPTY + "." + EMPTY, EMPTY + "." + EMPTY + ".A.A", "...."}) {
            assertThat(TokenText.of(other).partsFault()).as(other).isNotNull();
            assertThat(TokenText.of(other).isReadable()).isFalse();
        }
    }

    @Test
    void findsTheSameFaultOfAHeaderTheSecondTime() {
        String twice = part("{\"alg\":\"RS256\",\"alg\":\"RS256\"}");
        String control = part("{\"alg\":\"RS256\\u0000\"}");
        for (int i = 0; i < 2; i++) {
            assertThat(Objects.requireNonNull(
                                    TokenText.of(twice + "." + EMPTY + ".").structureFault())
                            .text())
                    .isEqualTo("the header has the member 'alg' twice");
            assertThat(Objects.requireNonNull(
                                    TokenText.of(control + "." + EMPTY + ".").textFault())
                            .text())
                    .isEqualTo("the header has the control character U+0000");
            assertThat(Objects.requireNonNull(TokenText.of("A." + EMPTY + ".").alphabetFault())
                            .text())
                    .startsWith("the header has 1 characters");
        }
    }

    @Test
    void namesThePartAndTheFirstFaultOfEachKind() {
        String faulty = part("{\"a\":\"\\u0000\",\"a\":1}");
        TokenText both = TokenText.of(faulty + "." + part("{\"b\":\"\\ud800\",\"b\":1}") + ".");
        assertThat(Objects.requireNonNull(both.textFault()).text())
                .isEqualTo("the header has the control character U+0000");
        assertThat(Objects.requireNonNull(both.structureFault()).text())
                .isEqualTo("the header has the member 'a' twice");
        assertThat(Objects.requireNonNull(TokenText.of(EMPTY + ".A." + "+").alphabetFault())
                        .text())
                .startsWith("the payload has 1 characters");
        assertThat(Objects.requireNonNull(
                                TokenText.of(EMPTY + "." + EMPTY + ".+").alphabetFault())
                        .text())
                .startsWith("the signature has '+' at 0");
        TokenText badHeader = TokenText.of("+." + EMPTY + ".");
        assertThat(Objects.requireNonNull(badHeader.alphabetFault()).text()).startsWith("the header has '+' at 0");
        assertThat(badHeader.hasHeader()).isFalse();
        assertThat(badHeader.isReadable()).isFalse();
        assertThat(TokenText.of(EMPTY + ".A.").hasHeader()).isTrue();
        assertThat(TokenText.of(EMPTY + ".A.").isReadable()).isFalse();
    }

    @Test
    void looksIntoNothingThatCouldNotBeRead() {
        assertThatThrownBy(() -> TokenText.of("").header()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> TokenText.of("").payload()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsAnAssertionsThumbprintWithoutItsPadding() {
        String header = part("{\"x5t\":\"abc=\"}");
        assertThat(TokenText.ofAssertion(header + "." + EMPTY + ".").header().string("x5t"))
                .isEqualTo("abc");
        assertThat(TokenText.of(header + "." + EMPTY + ".").header().string("x5t"))
                .isEqualTo("abc=");
        assertThat(TokenText.ofAssertion(part("{\"x5t\":\"abc\",\"typ\":\"JWT=\"}") + "." + EMPTY + ".")
                        .header()
                        .string("typ"))
                .isEqualTo("JWT=");
        assertThat(TokenText.ofAssertion("").hasHeader()).isFalse();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
