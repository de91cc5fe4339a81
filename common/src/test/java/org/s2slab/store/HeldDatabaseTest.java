package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.refusal.Refusal;

/** Tests the state of a database that is held and copied while the node works. */
class HeldDatabaseTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.at(vertx, folder.resolve("node.db"), "db/common");
        database.open().await();
        write("CREATE TABLE marks (name TEXT)").await();
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    private Future<Void> write(String sql) {
        return database.change(tx -> tx.execute(sql));
    }

    private static long marks(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM marks")) {
            found.next();
            return found.getLong(1);
        }
    }

    @Test
    void commitsNothingWhileItIsHeldAndCopiesTheStateOfThatMoment() throws IOException, SQLException {
        write("INSERT INTO marks VALUES ('before')").await();
        Path copy = folder.resolve("copy.db");
        try (HeldDatabase held = database.hold().await()) {
            Future<Void> during = write("INSERT INTO marks VALUES ('during')");
            held.copyTo(copy);
            assertThat(during.isComplete()).isFalse();
            assertThat(marks(copy)).isEqualTo(1);

            held.release();
            during.await();
            write("INSERT INTO marks VALUES ('after')").await();
            held.copyTo(copy);
        }
        assertThat(marks(copy)).isEqualTo(1);
        assertThat(marks(folder.resolve("node.db"))).isEqualTo(3);
        assertThat(Files.getPosixFilePermissions(copy)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theNodeWorksOnIfNobodyReleasesIt() {
        try (HeldDatabase held = database.hold(Duration.ofMillis(50)).await()) {
            write("INSERT INTO marks VALUES ('after')").await();
            assertThatThrownBy(() -> held.copyTo(folder.resolve("copy.db")))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("was held for 50 ms and not copied");
        }
        assertThat(folder.resolve("copy.db")).doesNotExist();
    }

    @Test
    void namesTheFileThatCannotBeWritten() {
        try (HeldDatabase held = database.hold().await()) {
            Path target = folder.resolve("absent/copy.db");
            assertThatThrownBy(() -> held.copyTo(target))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("cannot be copied to '" + target + "'");
        }
        write("INSERT INTO marks VALUES ('after')").await();
    }
}
