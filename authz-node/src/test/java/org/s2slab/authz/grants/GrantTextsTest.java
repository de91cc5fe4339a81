package org.s2slab.authz.grants;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @TempDir
    Path folder;

    @Test
    void saysOfEachSpoilingWhatWasFoundAndWhatWasExpected() throws IOException {
        List<String> lines = new ArrayList<>();
        Vertx vertx = Vertx.vertx();
        for (GrantRulesTest.Spoiling spoiling : GrantRulesTest.SPOILINGS) {
            try (GrantWorld world = new GrantWorld(vertx, Files.createTempDirectory(folder, "world"))) {
                spoiling.spoil().accept(world);
                world.outcome();
                lines.add(VARIABLE.matcher(spoiling + ": " + said(world)).replaceAll("(one)"));
            }
        }
        vertx.close().await();
        if ("write".equals(System.getProperty("s2slab.docs"))) {
            Files.write(FILE, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(FILE));
    }

    private static String said(GrantWorld world) {
        Denial denial = Objects.requireNonNull(world.denial);
        Refusal refusal = denial.refusal();
        List<Hop> hops = world.journal.since(0, null);
        Hop last = hops.get(hops.size() - 1);
        return refusal.code() + " " + refusal.rule() + ", " + last.detail() + " | " + last.peer() + " | "
                + denial.told();
    }
}
