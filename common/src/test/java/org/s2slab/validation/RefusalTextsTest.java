package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.refusal.Refusal;
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

    private static final List<Spoiling> GOOD = List.of(
            Spoiling.spoils("", "a good token with a user", (w, t) -> {}),
            Spoiling.alone("", "a good token of an application", (w, t) -> {}),
            Spoiling.issued("", "a good token", (w, t) -> {}),
            Spoiling.access("", "a good one", (w, t) -> {}),
            Spoiling.person("", "a good one", (w, t) -> {}));

    @TestFactory
    Stream<DynamicTest> saysOfEachSpoilingWhatWasFoundAndWhatWasExpected() throws IOException {
        if ("write".equals(System.getProperty("s2slab.docs"))) {
            Files.write(FILE, all().flatMap(RefusalTextsTest::lines).toList());
        }
        Map<String, List<String>> written =
                Files.readAllLines(FILE).stream().collect(Collectors.groupingBy(line -> line.split(": ", 2)[0]));
        assertThat(written.keySet()).isEqualTo(all().map(Spoiling::toString).collect(Collectors.toSet()));
        return all().map(spoiling -> dynamicTest(
                spoiling.toString(),
                () -> assertThat(lines(spoiling)).containsExactlyElementsOf(written.get(spoiling.toString()))));
    }

    private static Stream<Spoiling> all() {
        return Stream.concat(CheckListTest.SPOILINGS.stream(), GOOD.stream());
    }

    private static Stream<String> lines(Spoiling spoiling) {
        Stream<String> lines = GOOD.contains(spoiling) ? held(spoiling) : Stream.of(refusal(spoiling));
        return lines.map(line -> spoiling + ": " + THUMBPRINT.matcher(line).replaceAll("(thumbprint)"));
    }

    private static String refusal(Spoiling spoiling) {
        ValidationWorld world = new ValidationWorld();
        Refusal refusal = (Refusal)
                Objects.requireNonNull(world.present(spoiling.spoilt(world)).cause());
        return refusal.code() + " " + refusal.rule() + ", " + refusal.detail();
    }

    private static Stream<String> held(Spoiling good) {
        ValidationWorld world = new ValidationWorld();
        return world.examine(good.spoilt(world).text()).checks().stream()
                .filter(check -> check.expected() != null || check.held() == null)
                .map(check -> check.rule() + ", " + compared(check));
    }

    private static String compared(CheckedRule check) {
        return check.held() == null
                ? "not asked, " + check.found()
                : "found " + check.found() + ", expected " + check.expected();
    }
}
