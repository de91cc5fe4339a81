package org.s2slab.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuidTest {
    @ParameterizedTest
    @CsvSource({
        "00000002-0000-0ff1-ce00-000000000000,   true,  true",
        "00000002-0000-0FF1-CE00-000000000000,   true,  false",
        "00000002-0000-0ff1-ce00-00000000000,    false, false",
        "00000002-0000-0ff1-ce00-0000000000000,  false, false",
        "0000000200000ff1ce00000000000000,       false, false",
        "{00000002-0000-0ff1-ce00-000000000000}, false, false",
        "00000002-0000-0ff1-ce00-00000000000g,   false, false",
        "contoso.com,                            false, false",
    })
    void recognisesAGuidByItsWholeText(String text, boolean any, boolean lower) {
        assertThat(Guid.isGuid(text)).isEqualTo(any);
        assertThat(Guid.isLowerCase(text)).isEqualTo(lower);
    }

    @Test
    void findsTheFirstOneInsideAText() {
        assertThat(Guid.firstIn("https://sts.windows.net/5F1C2E6A-93D4-4B0E-8A57-2C41D9E0B713/ or another"))
                .contains("5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713");
        assertThat(Guid.firstIn("https://login.windows.net/contoso.com")).isEmpty();
    }
}
