package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestTokens;

class TokenHashTest {
    @Test
    void namesAPresentedTokenByItsActorTokenAsItsCallerDoes() {
        TestTokens token = TestTokens.forAnna();
        assertThat(TokenHash.ofPresented(token.text()))
                .isEqualTo(TokenHash.of(token.actor().text()));
    }

    @Test
    void namesWhateverHasNoActorTokenByAllOfIt() {
        String actor = TestTokens.forAnna().actor().text();
        assertThat(TokenHash.ofPresented(actor)).isEqualTo(TokenHash.of(actor));
        assertThat(TokenHash.ofPresented("a.%.c")).isEqualTo(TokenHash.of("a.%.c"));
        assertThat(TokenHash.ofPresented("nonsense")).isEqualTo(TokenHash.of("nonsense"));
    }
}
