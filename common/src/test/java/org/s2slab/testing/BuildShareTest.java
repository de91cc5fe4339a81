package org.s2slab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuildShareTest {
    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.asList(text.split(" ")));
    }

    @Test
    void containsEveryPartWithFewCasesInTheirOrder() {
        assertThat(BuildShare.few(List.of("a b", "c", "d", "c d", "d c", "a"), BuildShareTest::words))
                .containsExactly("a b", "c d");
    }

    @Test
    void containsACaseThatAloneHasAPart() {
        assertThat(BuildShare.few(List.of("a", "a b", "a c d", "c d e"), BuildShareTest::words))
                .containsExactly("a b", "c d e");
        assertThat(BuildShare.few(List.of("a alone", "a b c", "b c"), BuildShareTest::words))
                .containsExactly("a alone", "a b c");
    }
}
