package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.CheckedRule;

/**
 * Every word that a refusal leaves in the journal, and what an examination shows of a good token, stands in a file;
 * {@code -Ds2slab.docs=write} writes it anew.
 */
class RefusalTextsTest {
    private static final Path FILE =
            Path.of(System.getProperty("basedir", ""), "src/test/resources/org/s2slab/validation/refusal-texts.txt");

    /** Keys are made anew in each run. */
    private static final Pattern THUMBPRINT = Pattern.compile("'[A-Za-z0-9_-]{27}'");

    @Test
    void saysOfEachSpoilingWhatWasFoundAndWhatWasExpected() throws IOException {
        List<String> lines = Stream.of(
                        CheckListTest.SPOILINGS.stream().map(RefusalTextsTest::refusal),
                        held("a good token with a user", TestTokens.forAnna()),
                        held("a good token of an application", TestTokens.alone()),
                        held("a good token of the authorization server", Spoiling.issued(TestTokens.forAnna())))
                .flatMap(line -> line)
                .map(line -> THUMBPRINT.matcher(line).replaceAll("(thumbprint)"))
                .toList();
        if ("write".equals(System.getProperty("s2slab.docs"))) {
            Files.write(FILE, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(FILE));
    }

    private static String refusal(Spoiling spoiling) {
        ValidationWorld world = new ValidationWorld();
        Refusal refusal = (Refusal)
                Objects.requireNonNull(world.present(spoiling.spoilt(world)).cause());
        return spoiling + ": " + refusal.code() + " " + refusal.rule() + ", " + refusal.detail();
    }

    private static Stream<String> held(String title, TestTokens token) {
        return new ValidationWorld()
                .examine(token.text()).checks().stream()
                        .filter(check -> check.wanted() != null || check.held() == null)
                        .map(check -> title + ": " + check.rule() + ", " + compared(check));
    }

    private static String compared(CheckedRule check) {
        return check.held() == null
                ? "not asked, " + check.found()
                : "found " + check.found() + ", expected " + check.wanted();
    }
}
