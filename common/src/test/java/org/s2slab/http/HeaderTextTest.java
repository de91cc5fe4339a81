package org.s2slab.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderTextTest {
    @Test
    void letsNothingEndAQuotedValue() {
        assertThat(HeaderText.quote("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
    }

    @Test
    void letsNothingEndAField() {
        assertThat(HeaderText.clean("a\r\nSet-Cookie: b\u0000\u00e4")).isEqualTo("a??Set-Cookie: b??");
    }
}
