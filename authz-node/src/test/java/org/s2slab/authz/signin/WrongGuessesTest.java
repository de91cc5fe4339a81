package org.s2slab.authz.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Wrong guesses while somebody tries more names than this server remembers. */
class WrongGuessesTest {
    private static final long NOW = 1_700_000_000;
    private static final String ANNA = "anna@contoso.com";

    private final WrongGuesses guesses = new WrongGuesses();

    @Test
    void remembersThoseOfPeopleAndTheLatestOfOtherNames() {
        for (int i = 0; i < 10; i++) {
            guesses.count(ANNA, true, NOW);
        }
        guesses.count("127.0.0.1", false, NOW);
        for (int i = 0; i < 2 * WrongGuesses.MOST_OTHERS; i++) {
            guesses.count("nobody" + i, false, NOW + 1);
            assertThat(guesses.of("127.0.0.1", NOW + 1)).isEqualTo(1);
        }

        assertThat(guesses.of(ANNA, NOW + 1)).isEqualTo(10);
        assertThat(guesses.of("nobody0", NOW + 1)).isZero();
        assertThat(guesses.of("nobody19999", NOW + 1)).isEqualTo(1);
        assertThat(guesses.names()).isEqualTo(1 + WrongGuesses.MOST_OTHERS);
        assertThat(guesses.of(ANNA, NOW + 60)).isZero();
    }
}
