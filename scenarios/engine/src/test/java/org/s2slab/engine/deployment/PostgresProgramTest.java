package org.s2slab.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.PostgresServer;
import org.s2slab.testing.TestPostgres;

class PostgresProgramTest {
    @TempDir
    Path folder;

    private final Path programs = TestPostgres.programs();

    @Test
    void aServerStopsAndStartsAgainWithItsDatabases() {
        PostgresServer stopped;
        try (PostgresProgram program = PostgresProgram.start(folder, programs)) {
            stopped = program.server();
            stopped.create("kept", "first");
        }
        assertThatThrownBy(stopped::requireReachable).isInstanceOf(Refusal.class);
        try (PostgresProgram program = PostgresProgram.start(folder, programs)) {
            var again = program.server().create("kept", "second");
            assertThat(again.database()).isEqualTo("kept");
            new PostgresServer(again).requireReachable();
        }
    }

    @Test
    void aServerIsHaltedAndResumedWithItsDatabasesAtItsPort() {
        try (PostgresProgram program = PostgresProgram.start(folder, programs)) {
            for (boolean immediate : new boolean[] {true, false}) {
                var database = program.server().create("immediate_" + immediate, "word");
                program.halt(immediate);
                assertThatThrownBy(program.server()::requireReachable).isInstanceOf(Refusal.class);
                program.resume();
                program.resume();
                new PostgresServer(database).requireReachable();
            }
            program.halt(false);
            assertThatThrownBy(() -> program.halt(false)).hasMessageContaining("'stop fast' of PostgreSQL failed");
        }
    }

    /** A server that an earlier run left has another port, and would hold the data. */
    @Test
    void aServerThatIsLeftIsStoppedBeforeTheNextStart() {
        PostgresProgram left = PostgresProgram.start(folder, programs);
        try (PostgresProgram program = PostgresProgram.start(folder, programs)) {
            program.server().requireReachable();
            assertThatThrownBy(left.server()::requireReachable).isInstanceOf(Refusal.class);
        }
        left.close();
    }
}
