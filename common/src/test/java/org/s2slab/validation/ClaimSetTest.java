package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.validation.JsonMembers.Kind;

/** Times of claims are ten digits and nothing else (check H1). */
class ClaimSetTest {
    @ParameterizedTest
    @CsvSource({"1000000000", "1234567890", "4102444800"})
    void readsTenDigitsAsTextAndAsNumber(long seconds) {
        assertThat(expires(Kind.STRING, Long.toString(seconds))).isEqualTo(seconds);
        assertThat(expires(Kind.NUMBER, Long.toString(seconds))).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "123456789",
                "12345678901",
                "0123456789",
                "4102444801",
                "9999999999",
                "+123456789",
                "-123456789",
                "12345678.0",
                "123456789/",
                "123456789:",
                "1e99999999",
                " 123456789",
                "123456789 "
            })
    void readsNothingElse(String text) {
        assertThat(expires(Kind.STRING, text)).isEqualTo(ClaimSet.MALFORMED);
        assertThat(expires(Kind.NUMBER, text)).isEqualTo(ClaimSet.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"BOOLEAN", "NULL", "ARRAY", "OBJECT"})
    void readsNoOtherKind(Kind kind) {
        assertThat(expires(kind, "1234567890")).isEqualTo(ClaimSet.MALFORMED);
    }

    private static long expires(Kind kind, String text) {
        JsonMembers members = new JsonMembers();
        members.add("exp", kind, text);
        return new ClaimSet(members).expires();
    }
}
