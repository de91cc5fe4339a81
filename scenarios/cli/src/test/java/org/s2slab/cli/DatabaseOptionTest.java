package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.DatabaseSource;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.testing.TestPostgres;
import picocli.CommandLine;

class DatabaseOptionTest {
    private static final String PASSWORD_FILE = "org.postgresql.pgpassfile";

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(PASSWORD_FILE);
    }

    @Test
    void readsThePasswordFromTheFileOfPostgresAndAsksTheServer() throws IOException {
        String url = TestPostgres.administrator().url().replace("//", "//postgres@");
        passwords("*:*:*:postgres:secret");
        assertThat(source(folder, "--database", url))
                .satisfies(source -> assertThat(source.problem()).isEmpty())
                .satisfies(source -> assertThat(source.keeps()).isTrue());
        assertThat(source(null, "--database", url).keeps()).isFalse();
        assertThat(source(null)).isEqualTo(DatabaseSource.INSTALLED);
    }

    @Test
    void saysWhatIsWrongBeforeAnythingStarts() throws IOException {
        passwords("*:*:*:postgres:secret");
        refuses("without a password; set PGPASSWORD", "--database", "postgresql://postgres:secret@localhost/postgres");
        refuses("there is no password of 'ada'", "--database", "postgresql://ada@localhost/postgres");
        refuses("'db.contoso.com' is not this machine", "--database", "postgresql://postgres@db.contoso.com/postgres");
        refuses("refuses", "--database", "postgresql://postgres@127.0.0.1:1/postgres");
        refuses("add --database URL", "--database-root", "root.pem");
    }

    @Test
    void scenariosWithPoolsAreOmittedOnlyWithoutPostgresAndOnlyIfNobodyNamedThem() {
        ScenarioLibrary library = new ScenarioLibrary();
        Scenario pool = library.one("authorization-servers-share-a-database");
        List<Scenario> all = List.of(pool, library.one("lync-alone"));
        assertThat(OmittedScenarios.of(all, null, library, Optional.empty()).sentence())
                .isEmpty();
        OmittedScenarios omitted = OmittedScenarios.of(all, null, library, Optional.of("there is no PostgreSQL"));
        assertThat(omitted.removedFrom(all)).containsExactly(all.get(1));
        assertThat(omitted.sentence())
                .contains("Not run: 1 of the scenarios (authorization-servers-share-a-database), because there is no"
                        + " PostgreSQL.");
        assertThat(OmittedScenarios.of(all, List.of(pool.name()), library, Optional.of("none"))
                        .removedFrom(all))
                .isEqualTo(all);
    }

    private void passwords(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("passwords"), line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        System.setProperty(PASSWORD_FILE, file.toString());
    }

    private static void refuses(String reason, String... arguments) {
        assertThatThrownBy(() -> source(null, arguments))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining(reason);
    }

    private static DatabaseSource source(@Nullable Path keep, String... arguments) {
        DatabaseOption option = new DatabaseOption();
        CommandLine.populateCommand(option, arguments);
        return option.source(keep);
    }
}
