package org.s2slab.engine.snapshot;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The parts of a right snapshot, which a test makes wrong and writes into a new file. */
final class SpoiledSnapshot {
    /** The size of a page in bytes, SQLite's default. */
    private static final int PAGE = 4096;

    final JsonObject manifest;
    final Map<String, byte[]> files = new LinkedHashMap<>();

    /** Entries of the file that are not in the manifest. */
    final List<Map.Entry<String, byte[]>> more = new ArrayList<>();

    private boolean stale;

    SpoiledSnapshot(Path right) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(right))) {
            zip.getNextEntry();
            manifest = new JsonObject(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
    }

    /** Keeps the manifest as it is, although the files change. */
    SpoiledSnapshot stale() {
        stale = true;
        return this;
    }

    void add(String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The rows of the manifest, to be changed with {@link #stale}. */
    JsonObject row(String name) {
        return manifest.getJsonArray("entries").stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Executes statements on the database of a node. */
    void sql(String node, String... statements) {
        try {
            Path file = Files.createTempFile("spoiled", ".db");
            Files.write(file, Objects.requireNonNull(files.get(node + "/node.db")));
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            files.put(node + "/node.db", Files.readAllBytes(file));
            Files.delete(file);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Overwrites the first page of a table. */
    void damage(String node, String table) {
        byte[] content = Objects.requireNonNull(files.get(node + "/node.db"));
        try {
            Path file = Files.write(Files.createTempFile("spoiled", ".db"), content);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement();
                    ResultSet found =
                            statement.executeQuery("SELECT rootpage FROM sqlite_master WHERE name = '" + table + "'")) {
                found.next();
                int start = (found.getInt(1) - 1) * PAGE;
                Arrays.fill(content, start, start + PAGE, (byte) 7);
            }
            Files.delete(file);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the file; its manifest has the sizes and hashes of the files, unless it is stale. */
    Path write(Path target) {
        if (!stale) {
            JsonArray rows = new JsonArray();
            files.forEach((name, content) -> rows.add(new JsonObject()
                    .put("name", name)
                    .put("size", content.length)
                    .put("sha256", HexFormat.of().formatHex(Snapshot.sha256().digest(content)))));
            manifest.put("entries", rows);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, Map.entry(Snapshot.MANIFEST, manifest.encode().getBytes(StandardCharsets.UTF_8)));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file);
            }
            for (Map.Entry<String, byte[]> part : more) {
                put(zip, part);
            }
            zip.finish();
            Files.write(target, bytes.toByteArray());
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ZipOutputStream zip, Map.Entry<String, byte[]> part) throws IOException {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
    }
}
