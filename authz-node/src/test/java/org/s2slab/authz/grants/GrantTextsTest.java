package org.s2slab.authz.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.s2slab.authz.grants.GrantRulesTest.SPOILINGS;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.authz.grants.GrantRulesTest.Spoiling;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.Hop;

/**
 * Every word that a refused request for a token leaves in the journal and gets for an answer stands in a file;
 * {@code -Ds2slab.docs=write} writes it anew.
 */
class GrantTextsTest {
    private static final Path FILE =
            Path.of(System.getProperty("basedir", ""), "src/test/resources/org/s2slab/authz/grants/denials.txt");

    /** Keys are made anew in each run, and assertions are counted. */
    private static final Pattern VARIABLE = Pattern.compile("[0-9A-F]{40}|assertion-[0-9]+");

    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @TestFactory
    Stream<DynamicTest> saysOfEachSpoilingWhatWasFoundAndWhatWasExpected() throws IOException {
        if ("write".equals(System.getProperty("s2slab.docs"))) {
            Files.write(FILE, SPOILINGS.stream().map(this::line).toList());
        }
        Map<String, String> written = Files.readAllLines(FILE).stream()
                .collect(Collectors.toMap(line -> line.split(": ", 2)[0], line -> line));
        assertThat(written.keySet())
                .isEqualTo(SPOILINGS.stream().map(Spoiling::toString).collect(Collectors.toSet()));
        return SPOILINGS.stream()
                .map(spoiling -> dynamicTest(
                        spoiling.toString(),
                        () -> assertThat(line(spoiling)).isEqualTo(written.get(spoiling.toString()))));
    }

    private String line(Spoiling spoiling) {
        try (GrantWorld world = new GrantWorld(VERTX, Files.createTempDirectory(folder, "world"))) {
            spoiling.spoil().accept(world);
            world.outcome();
            return VARIABLE.matcher(spoiling + ": " + said(world)).replaceAll("(one)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(GrantWorld world) {
        TokenDenial denial = Objects.requireNonNull(world.denial);
        Refusal refusal = denial.refusal();
        List<Hop> hops = world.journal.since(0, null);
        Hop last = hops.get(hops.size() - 1);
        return refusal.code() + " " + refusal.rule() + ", "
                + Objects.requireNonNull(last.detail()).text() + " | " + last.peer() + " | " + denial.told();
    }
}
