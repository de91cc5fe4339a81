package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.trace.HopDetail.Finding;

/** One spelling for the same bytes and no other (check B1). */
class Base64UrlTest {
    @Test
    void readsWhatThePlatformWrites() {
        for (int length = 0; length < 9; length++) {
            for (int value = 0; value < 256; value++) {
                byte[] bytes = new byte[length];
                Arrays.fill(bytes, (byte) value);
                assertThat(decoded(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void readsAPartOfAText() {
        byte[] text = "..YWJj..".getBytes(StandardCharsets.US_ASCII);
        assertThat(Base64Url.decode(text, 2, 6)).isEqualTo("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64Url.decode(text, 2, 2)).isEmpty();
        assertThat(Base64Url.decode(text, 1, 5)).isNull();
        assertThat(Base64Url.decode(text, 2, 7)).isNull();
        assertThat(Base64Url.fault(text, 2, 7)).isEqualTo(Finding.of("has '.' at 4", "A-Z a-z 0-9 - _ only"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AQ", "Ag", "Aw", "_w", "AAE", "AAI", "__8", "____", "-_-_", "AZaz", "0189"})
    void takesTheCanonicalSpelling(String text) {
        assertThat(decoded(text)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "AR,sets unused bits",
        "AS,sets unused bits",
        "AU,sets unused bits",
        "AY,sets unused bits",
        "AAB,sets unused bits",
        "AAC,sets unused bits",
        "A,has 1 characters",
        "AAAAA,has 5 characters",
        "AA==,has '=' at 2",
        "AA=,has '=' at 2",
        "+A,has '+' at 0",
        "A/,has '/' at 1",
        "A AA,has ' ' at 1"
    })
    void takesNoOtherAndSaysWhatIsWrong(String text, String fault) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(decoded(text)).isNull();
        assertThat(Base64Url.fault(bytes, 0, bytes.length).text()).startsWith(fault);
    }

    @Test
    void namesACharacterBeyondAscii() {
        byte[] bytes = {'A', (byte) 0xe4};
        assertThat(Base64Url.decode(bytes, 0, 2)).isNull();
        assertThat(Base64Url.fault(bytes, 0, 2).text()).startsWith("has '\\u00e4' at 1");
    }

    private static byte @Nullable [] decoded(String text) {
        return Base64Url.decode(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
    }
}
