package org.s2slab.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.trace.IdGenerator;

/** Snapshots of hostile authors: each is refused with its fault, and nothing is written that remains. */
class HostileSnapshotTest {
    private static final Vertx VERTX = Vertx.vertx();

    private static final String PLAN = """
            topology: lync-alone
            shows: One Lync.
            domain: contoso.com
            nodes:
              lync: {role: lync, hosts: [lync.contoso.com], certificates: {oauth: {subject: contoso.com}}}
            people:
              - {name: Anna Adler, upn: anna@contoso.com}
            """;

    @TempDir
    static Path shared;

    private static Path right;

    @TempDir
    Path folder;

    @BeforeAll
    static void save() {
        try (Deployment topology = Deployment.start(
                TopologyParser.read("lync-alone.yaml", PLAN),
                new LaunchContext(
                        VERTX,
                        new InProcessLauncher(VERTX),
                        LaunchContext.sharedKeys(),
                        IdGenerator.random(),
                        Clock.systemUTC()),
                shared.resolve("data"))) {
            right = new SnapshotFolder(shared.resolve("saved"), Clock.systemUTC())
                    .save(topology, "right")
                    .file();
        }
    }

    @AfterAll
    static void end() {
        VERTX.close().await();
    }

    private static Arguments row(String kind, Consumer<SpoiledSnapshot> spoiling, String fault) {
        return arguments(kind, spoiling, fault);
    }

    private static Arguments name(String name) {
        return row("the name " + name, spoiled -> spoiled.add(name, "x"), "entry '" + name + "' is no file of a");
    }

    private static byte[] bytes(int size) {
        return new byte[size];
    }

    static Stream<Arguments> names() {
        return Stream.of(
                        "/etc/cron.d/x",
                        "../../.ssh/authorized_keys",
                        "lync/../../x",
                        "lync\\..\\..\\x",
                        "C:\\x",
                        "C:x",
                        "//server/share/x",
                        "lync/certificates/../../../../x.pem",
                        "./lync/tls.pem",
                        "lync//tls.pem",
                        "lync/",
                        "lync/con",
                        "lync/NUL.pem",
                        "lync/tls.pem.",
                        "lync/tls.pem ",
                        "lync/tls.pem::$DATA",
                        "lync/node.yaml",
                        "lync/hosts",
                        "lync/node.db-wal",
                        "LYNC/tls.pem",
                        "other/tls.pem",
                        "control/administrator",
                        "directory/other/x.holds",
                        "directory/own/../x.holds",
                        "deployment.json",
                        "")
                .map(HostileSnapshotTest::name);
    }

    static Stream<Arguments> structures() {
        return Stream.of(
                row(
                        "a device of Windows",
                        spoiled -> spoiled.add("directory/own/con.holds", "x"),
                        "entry 'directory/own/con.holds' has a name that not every system can have"),
                row(
                        "names that differ in case",
                        spoiled -> {
                            spoiled.add("directory/own/a.holds", "x");
                            spoiled.add("directory/own/A.holds", "x");
                        },
                        "entry 'directory/own/A.holds' occurs twice, or differs only in the case"),
                row(
                        "one name twice",
                        spoiled ->
                                spoiled.stale().manifest.getJsonArray("entries").add(spoiled.row("lync/tls.pem")),
                        "entry 'lync/tls.pem' occurs twice"),
                row(
                        "an entry that is not in the manifest",
                        spoiled -> spoiled.more.add(Map.entry("../x", bytes(9))),
                        "entry '../x' is not in the manifest"),
                row(
                        "an entry that is only in the manifest",
                        spoiled -> spoiled.stale().files.remove("lync/tls.pem"),
                        "entry 'lync/tls.pem' is not the next entry"),
                row(
                        "another order",
                        spoiled -> spoiled.stale()
                                .files
                                .put(
                                        "lync/administrator",
                                        Objects.requireNonNull(spoiled.files.remove("lync/administrator"))),
                        "is not the next entry"),
                row(
                        "a needed file that is missing",
                        spoiled -> spoiled.files.remove("root/root-key.pem"),
                        "entry 'root/root-key.pem' is missing"),
                row(
                        "another content",
                        spoiled -> spoiled.stale().row("lync/tls.pem").put("sha256", "0".repeat(64)),
                        "entry 'lync/tls.pem' has another SHA-256"),
                row(
                        "no hash",
                        spoiled -> spoiled.stale().row("lync/tls.pem").put("sha256", "none"),
                        "entry 'lync/tls.pem' has no SHA-256"),
                row(
                        "more bytes than the manifest says",
                        spoiled -> spoiled.stale().files.put("lync/tls.pem", bytes(20_000_000)),
                        "entry 'lync/tls.pem' has another size"),
                row(
                        "fewer bytes than the manifest says",
                        spoiled -> spoiled.stale().files.put("lync/tls.pem", bytes(1)),
                        "entry 'lync/tls.pem' has another size"),
                row(
                        "a key that is too large",
                        spoiled -> spoiled.files.put("lync/tls.pem", bytes(70_000)),
                        "entry 'lync/tls.pem' has 70000 bytes, expected 0 to 65536"),
                row(
                        "a database that is too large",
                        spoiled -> spoiled.stale().row("lync/node.db").put("size", Long.MAX_VALUE),
                        "entry 'lync/node.db' has 9223372036854775807 bytes"),
                row(
                        "a negative size",
                        spoiled -> spoiled.stale().row("lync/node.db").put("size", -1),
                        "entry 'lync/node.db' has -1 bytes"),
                row(
                        "a compression that no data has",
                        spoiled -> spoiled.stale().row("lync/node.db").put("size", 2L << 30),
                        "more than a deployment's data can be compressed"),
                row(
                        "too many entries",
                        spoiled -> {
                            JsonArray rows = spoiled.stale().manifest.getJsonArray("entries");
                            for (int i = 0; i < 3_000; i++) {
                                rows.add(spoiled.row("lync/tls.pem"));
                            }
                        },
                        "entries, and no more than 2000 are read"),
                row(
                        "a manifest that is too large",
                        spoiled -> spoiled.manifest.put("more", "x".repeat(5 << 20)),
                        "the manifest has more than 4194304 bytes"),
                row(
                        "an unknown member of the manifest",
                        spoiled -> spoiled.manifest.put("more", "x"),
                        "the manifest is not what ./lab snapshot save writes"),
                row(
                        "a manifest without entries",
                        spoiled -> spoiled.stale().manifest.remove("entries"),
                        "the manifest is not what ./lab snapshot save writes"),
                row(
                        "a text in place of a number",
                        spoiled -> spoiled.stale().row("lync/tls.pem").put("size", "many"),
                        "the manifest is not what ./lab snapshot save writes"),
                row(
                        "another format",
                        spoiled -> spoiled.manifest.put("s2slab-snapshot", 2).put("lab", "7.0"),
                        "the snapshot has the format 2, and this program reads the format 1; open it with the version"
                                + " of the lab that saved it, 7.0"));
    }

    static Stream<Arguments> contents() {
        return Stream.of(
                row(
                        "a topology that is none",
                        spoiled -> spoiled.manifest.put("topology-file", PLAN + "more: 1\n"),
                        "right.s2slab-snapshot (topology):8: unknown key 'more'"),
                row(
                        "another name of the topology",
                        spoiled -> spoiled.manifest.put("topology", "other"),
                        "the manifest is not what"),
                row(
                        "the clock of no node",
                        spoiled -> spoiled.manifest.getJsonObject("clocks").put("x", "2026-01-01T00:00:00Z"),
                        "name [x], but the topology has only [lync]"),
                row(
                        "a link of no node",
                        spoiled -> spoiled.manifest
                                .getJsonArray("links")
                                .add(new JsonObject()
                                        .put("from", "lync")
                                        .put("to", "../x")
                                        .put("fault", new JsonObject().put("kind", "DROP"))),
                        "name [../x], but the topology has only [lync]"),
                row(
                        "the password of nobody",
                        spoiled -> spoiled.manifest.getJsonObject("passwords").put("x@contoso.com", "Passw0rd!"),
                        "remove the lines of x@contoso.com"),
                row(
                        "a time that no token can have",
                        spoiled -> spoiled.manifest.put("time", "+1000000000-12-31T00:00:00Z"),
                        "time: '+1000000000-12-31T00:00:00Z' is not in the years 2000 to 2199; ask for a new snapshot"),
                row(
                        "a clock that no token can have",
                        spoiled -> spoiled.manifest.getJsonObject("clocks").put("lync", "-1000000000-01-01T00:00:00Z"),
                        "clocks.lync: '-1000000000-01-01T00:00:00Z' is not in the years 2000 to 2199"),
                row(
                        "a key that is no text",
                        spoiled -> spoiled.files.put("root/root-key.pem", new byte[] {-1}),
                        "entry 'root' is not usable"),
                row(
                        "no names of certificates",
                        spoiled -> spoiled.add("lync/certificates.json", "null"),
                        "entry 'lync/certificates.json' is not usable: no object of names; ask for a new snapshot"),
                row("a time that is none", spoiled -> spoiled.manifest.put("time", "soon"), "the manifest is not what"),
                row(
                        "a topology with a configuration of its author",
                        spoiled -> spoiled.manifest.put(
                                "topology-file",
                                PLAN.replace("role: lync,", "role: lync, settings: {node: {data: x}},")),
                        "settings: 'node' is written by the lab"),
                row(
                        "a key that is none",
                        spoiled -> spoiled.add("root/root-key.pem", "x"),
                        "entry 'root' is not usable"),
                row(
                        "a link in place of a key",
                        spoiled -> spoiled.add("lync/tls-key.pem", "/etc/ssl/private/key.pem"),
                        "entry 'lync/tls.pem' is not usable"),
                row(
                        "a certificate under the name of another",
                        spoiled -> {
                            String name = spoiled.files.keySet().stream()
                                    .filter(file -> file.startsWith("lync/certificates/"))
                                    .findFirst()
                                    .orElseThrow();
                            byte[] content = Objects.requireNonNull(spoiled.files.remove(name));
                            spoiled.files.put("lync/certificates/" + "A".repeat(40) + ".pem", content);
                        },
                        "entry 'lync/certificates' is not usable"),
                row(
                        "a path in place of a thumbprint",
                        spoiled -> spoiled.add("lync/certificates.json", "{\"oauth\": \"../../x\"}"),
                        "entry 'lync/certificates.json' is not usable: 'oauth' is no thumbprint"),
                row(
                        "an administrator without password",
                        spoiled -> spoiled.add("lync/administrator", "\n"),
                        "entry 'lync/administrator' is not usable"),
                row(
                        "a file that is no database",
                        spoiled -> spoiled.add("lync/node.db", "x"),
                        "lync/node.db: is no SQLite database"),
                row(
                        "a damaged database",
                        spoiled -> spoiled.damage("lync", "deliveries"),
                        "lync/node.db: the database is damaged"),
                row(
                        "a database of another version",
                        spoiled -> spoiled.sql("lync", "PRAGMA user_version = 7"),
                        "lync/node.db: the tables are of version 00000007, and this program needs version"),
                row(
                        "many tables, which SQLite would read into memory",
                        spoiled -> spoiled.sql(
                                "lync",
                                "PRAGMA writable_schema=ON",
                                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
                                        + " INSERT INTO sqlite_master SELECT 'table', 't' || i, 't' || i, 2,"
                                        + " 'CREATE TABLE t' || i || '(a)' FROM n"),
                        "lync/node.db: the database has a schema of more than"),
                row(
                        "a table with a long text, which SQLite would read into memory",
                        spoiled -> spoiled.sql("lync", "CREATE TABLE long (a /*" + "x".repeat(900_000) + "*/)"),
                        "lync/node.db: the database has a schema of more than"),
                row(
                        "pages of another size",
                        spoiled -> Objects.requireNonNull(spoiled.files.get("lync/node.db"))[16] = 2,
                        "lync/node.db: the database has pages of another size than 4096 bytes"),
                row(
                        "a trigger",
                        spoiled -> spoiled.sql(
                                "lync",
                                "CREATE TRIGGER evil AFTER INSERT ON signing_keys BEGIN SELECT load_extension('x'); END"),
                        "the schema is not the lab's. It differs in: trigger evil"),
                row(
                        "a view",
                        spoiled -> spoiled.sql("lync", "CREATE VIEW evil AS SELECT 1"),
                        "the schema is not the lab's. It differs in: view evil"),
                row(
                        "a table that is missing",
                        spoiled -> spoiled.sql("lync", "DROP TABLE deliveries"),
                        "the schema is not the lab's. It differs in: "),
                row(
                        "a table that is written otherwise in the schema",
                        spoiled -> spoiled.sql(
                                "lync",
                                "PRAGMA writable_schema=ON",
                                "UPDATE sqlite_master SET sql = replace(sql, 'TEXT', 'BLOB') WHERE name = 'deliveries'"),
                        "the schema is not the lab's. It differs in: table deliveries"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"names", "structures", "contents"})
    void refuses(String kind, Consumer<SpoiledSnapshot> spoiling, String fault) throws IOException {
        SpoiledSnapshot spoiled = new SpoiledSnapshot(right);
        spoiling.accept(spoiled);
        Path file = spoiled.write(folder.resolve("right.s2slab-snapshot"));

        assertThatThrownBy(() -> unpack(file))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageContaining(fault)
                .hasMessageStartingWith("right.s2slab-snapshot");
        assertThat(everything()).as(kind).containsExactly(folder, file);
    }

    @Test
    void unpacksARightOneForItsOwnerOnly() throws IOException {
        unpack(new SpoiledSnapshot(right).write(folder.resolve("right.s2slab-snapshot")));

        Path unpacked = folder.resolve("unpacked");
        assertThat(Files.getPosixFilePermissions(unpacked)).hasSize(3);
        assertThat(Files.getPosixFilePermissions(unpacked.resolve("lync/node.db")))
                .hasSize(2);
        assertThat(Files.getPosixFilePermissions(right)).hasSize(2);
    }

    @Test
    void opensNoPortsToOthersAndSendsNoSpans() throws IOException {
        SpoiledSnapshot spoiled = new SpoiledSnapshot(right);
        spoiled.manifest.put("topology-file", PLAN + "listen: 0.0.0.0\ntelemetry: http://example.com:4318\n");
        Snapshot snapshot = Snapshot.read(spoiled.write(folder.resolve("right.s2slab-snapshot")));

        assertThat(snapshot.plan().exposure()).isEqualTo(Exposure.LOOPBACK);
        assertThat(Objects.requireNonNull(snapshot.plan().nodes().get("lync")).telemetry())
                .isNull();
    }

    @Test
    void refusesAFileThatEndsEarlyAndOneThatIsNone() throws IOException {
        byte[] whole = Files.readAllBytes(right);
        for (int length : new int[] {0, 3, 40, 500, whole.length / 2}) {
            Path file = Files.write(folder.resolve("cut.s2slab-snapshot"), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> unpack(file)).isInstanceOf(FileSyntaxException.class);
            assertThat(everything()).containsExactly(folder, file);
        }
        Path text = Files.writeString(folder.resolve("cut.s2slab-snapshot"), "topology: x");
        assertThatThrownBy(() -> unpack(text)).hasMessageContaining("is no snapshot of the lab");
    }

    private void unpack(Path file) {
        Snapshot.read(file).unpackTo(folder.resolve("unpacked"));
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aNameCannotLeadOutOfTheFolder() {
        SnapshotFolder saved = new SnapshotFolder(folder, Clock.systemUTC());
        for (String name : List.of("", "../x", "a/b", "a.b", "A", "con", "lpt1", "-a", "a".repeat(64), "a\0b", "ä")) {
            assertThatThrownBy(() -> saved.file(name)).as(name).hasMessageContaining("is no name of a snapshot");
        }
        assertThat(saved.file("broken-trust")).isEqualTo(folder.resolve("broken-trust.s2slab-snapshot"));
    }
}
