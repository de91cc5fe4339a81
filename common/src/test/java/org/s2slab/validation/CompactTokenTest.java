package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One token's text, taken apart. */
class CompactTokenTest {
    private static final String EMPTY = part("{}");

    @Test
    void takes8192CharactersAndNoMore() {
        String begin = EMPTY + "." + EMPTY + ".";
        String longest = begin + "A".repeat(8192 - begin.length());
        assertThat(CompactToken.of(longest).partsFault()).isNull();
        assertThat(Objects.requireNonNull(CompactToken.of(longest + "A").partsFault())
                        .text())
                .isEqualTo("has 8193 characters, expected at most 8192");
    }

    @Test
    void takesThreePartsOfWhichTheLastMayBeEmpty() {
        CompactToken text = CompactToken.of(EMPTY + "." + EMPTY + ".");
        assertThat(text.partsFault()).isNull();
        assertThat(text.isReadable()).isTrue();
        assertThat(text.signature()).isEmpty();
        assertThat(new String(text.signedBytes(), StandardCharsets.US_ASCII)).isEqualTo(EMPTY + "." + EMPTY);
        for (String other : new String[] {"", ".", EMPTY, EMPTY + "." + EMPTY, EMPTY + "." + EMPTY + ".A.A", "...."}) {
            assertThat(CompactToken.of(other).partsFault()).as(other).isNotNull();
            assertThat(CompactToken.of(other).isReadable()).isFalse();
        }
    }

    @Test
    void findsTheSameFaultOfAHeaderTheSecondTime() {
        String twice = part("{\"alg\":\"RS256\",\"alg\":\"RS256\"}");
        String control = part("{\"alg\":\"RS256\\u0000\"}");
        for (int i = 0; i < 2; i++) {
            assertThat(Objects.requireNonNull(
                                    CompactToken.of(twice + "." + EMPTY + ".").structureFault())
                            .text())
                    .isEqualTo("the header has the member 'alg' twice");
            assertThat(Objects.requireNonNull(
                                    CompactToken.of(control + "." + EMPTY + ".").textFault())
                            .text())
                    .isEqualTo("the header has the control character U+0000");
            assertThat(Objects.requireNonNull(
                                    CompactToken.of("A." + EMPTY + ".").alphabetFault())
                            .text())
                    .startsWith("the header has 1 characters");
        }
    }

    @Test
    void namesThePartAndTheFirstFaultOfEachKind() {
        String faulty = part("{\"a\":\"\\u0000\",\"a\":1}");
        CompactToken both = CompactToken.of(faulty + "." + part("{\"b\":\"\\ud800\",\"b\":1}") + ".");
        assertThat(Objects.requireNonNull(both.textFault()).text())
                .isEqualTo("the header has the control character U+0000");
        assertThat(Objects.requireNonNull(both.structureFault()).text())
                .isEqualTo("the header has the member 'a' twice");
        assertThat(Objects.requireNonNull(CompactToken.of(EMPTY + ".A." + "+").alphabetFault())
                        .text())
                .startsWith("the payload has 1 characters");
        assertThat(Objects.requireNonNull(
                                CompactToken.of(EMPTY + "." + EMPTY + ".+").alphabetFault())
                        .text())
                .startsWith("the signature has '+' at 0");
        CompactToken badHeader = CompactToken.of("+." + EMPTY + ".");
        assertThat(Objects.requireNonNull(badHeader.alphabetFault()).text()).startsWith("the header has '+' at 0");
        assertThat(badHeader.isReadable()).isFalse();
        assertThat(CompactToken.of(EMPTY + ".A.").header()).isNotNull();
        assertThat(CompactToken.of(EMPTY + ".A.").isReadable()).isFalse();
    }

    @Test
    void looksIntoNothingThatCouldNotBeRead() {
        assertThatThrownBy(() -> CompactToken.of("").header()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CompactToken.of("").payload()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsAnAssertionsThumbprintWithoutItsPadding() {
        String header = part("{\"x5t\":\"abc=\"}");
        assertThat(CompactToken.ofAssertion(header + "." + EMPTY + ".", false)
                        .header()
                        .string("x5t"))
                .isEqualTo("abc");
        assertThat(CompactToken.of(header + "." + EMPTY + ".").header().string("x5t"))
                .isEqualTo("abc=");
        assertThat(CompactToken.ofAssertion(part("{\"x5t\":\"abc\",\"typ\":\"JWT=\"}") + "." + EMPTY + ".", false)
                        .header()
                        .string("typ"))
                .isEqualTo("JWT=");
        assertThat(CompactToken.ofAssertion("", false).isReadable()).isFalse();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
