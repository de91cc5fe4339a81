package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** What was acknowledged is there after a process was killed in the middle of its work. */
class KillTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "transactions"})
    void keepsEveryAcknowledgedRowWheneverItIsKilled(String work) throws IOException, InterruptedException {
        for (int more : new int[] {1, 40, 200}) {
            List<String> said = killAfter(work, more);
            int acknowledged = Integer.parseInt(said.get(said.size() - 1));

            List<Integer> rows = rows();
            assertThat(rows).startsWith(1);
            assertThat(rows.size()).isBetween(acknowledged, acknowledged + 1);
            assertThat(rows.get(rows.size() - 1)).isEqualTo(rows.size());
        }
    }

    @Test
    void keepsWhatAnAdministratorSet() throws IOException, InterruptedException {
        String thumbprint = killAfter("key", 1).get(0);

        Database database = Database.at(vertx, folder.resolve("node.db"), "db/common");
        database.open().await();
        var keys = KilledProcess.keysIn(folder, database);
        keys.load().await();
        assertThat(keys.current())
                .hasValueSatisfying(key -> assertThat(key.thumbprint()).isEqualTo(thumbprint));
        database.close().await();
    }

    @Test
    void isNotOpenedBesideAProcessThatHasItAndIsOnceThatWasKilled() throws IOException, InterruptedException {
        killAfter(
                "rows",
                1,
                () -> assertThatThrownBy(this::rows)
                        .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                        .returns(RefusalCode.CONFLICT, Refusal::code)
                        .extracting(Refusal::detail, InstanceOfAssertFactories.STRING)
                        .contains(folder.resolve("node.db").toString(), "stop that one first"));

        assertThat(rows()).startsWith(1);
    }

    private List<String> killAfter(String work, int lines) throws IOException, InterruptedException {
        return killAfter(work, lines, () -> {});
    }

    /** Kills the process once it has acknowledged that much; all it acknowledged before it died. */
    private List<String> killAfter(String work, int lines, Runnable before) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        work,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                said.add(String.valueOf(output.readLine()));
            }
            before.run();
            // By its handle, because Process.destroyForcibly would close the output with what is still in it.
            process.toHandle().destroyForcibly();
            output.lines().filter(line -> line.endsWith(".")).forEach(said::add);
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        return said.stream().map(line -> line.replace(".", "")).toList();
    }

    private List<Integer> rows() {
        Database database = Database.at(vertx, folder.resolve("node.db"), "db/test");
        database.open().await();
        List<Integer> rows = database.read(
                        rx -> rx.list("SELECT n FROM rows ORDER BY n", row -> (int) row.integer("n")))
                .await();
        database.close().await();
        return rows;
    }
}
