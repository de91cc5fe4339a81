package org.s2slab.engine.deployment;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.pki.OwnerOnlyFiles;

/**
 * The deployments a person of this machine has running: one small file for each, in a folder only they can enter, which
 * says where the data folder is. What a process left behind that ended without a word is passed over, and removed.
 */
public final class DeploymentRegistry {
    private final Path folder;

    /** @param folder where the files lie, made when absent */
    public DeploymentRegistry(Path folder) {
        this.folder = folder;
    }

    /** Those of whoever runs this JVM: {@code ~/.s2slab/running}. */
    public static DeploymentRegistry ofUser() {
        String home = System.getProperty("s2slab.home", System.getProperty("user.home") + "/.s2slab");
        return new DeploymentRegistry(Path.of(home, "running"));
    }

    /** A file that says where a deployment keeps its data. */
    private record Pointer(Path file, DeploymentPlace place, ProcessIdentity holder, Instant since) {}

    /**
     * A deployment that runs.
     *
     * @param topology the name of its topology
     * @param folder where it keeps its data
     */
    public record DeploymentPlace(String topology, Path folder) {}

    /** Lets later commands find a deployment that this process holds, until the result is closed; blocks. */
    public Announcement announce(Deployment topology, Instant since) {
        OwnerOnlyFiles.makeFolder(folder);
        ProcessIdentity self = ProcessIdentity.self();
        Path data = topology.folder().toAbsolutePath();
        Path file = folder.resolve(self.pid() + "-" + Integer.toHexString(data.hashCode()) + ".json");
        JsonObject told = new JsonObject()
                .put("topology", topology.plan().name())
                .put("folder", data.toString())
                .put("since", since)
                .put("holder", self.toJson());
        OwnerOnlyFiles.writeUnsynced(file, told.encodePrettily().getBytes(StandardCharsets.UTF_8));
        return new Announcement(file);
    }

    /** Ends with the deployment. */
    public record Announcement(Path file) implements AutoCloseable {
        @Override
        public void close() {
            remove(file);
        }
    }

    /** Those that run, the newest first; blocks. */
    public List<DeploymentPlace> places() {
        List<Pointer> found = new ArrayList<>();
        for (Path file : files()) {
            Pointer pointer = read(file);
            if (pointer.holder().isAlive()) {
                found.add(pointer);
            } else {
                remove(file);
            }
        }
        found.sort(Comparator.comparing(Pointer::since).reversed());
        return found.stream().map(Pointer::place).toList();
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
    }

    private static Pointer read(Path file) {
        try {
            JsonObject told = new JsonObject(Files.readString(file));
            return new Pointer(
                    file,
                    new DeploymentPlace(told.getString("topology"), Path.of(told.getString("folder"))),
                    ProcessIdentity.fromJson(told.getJsonObject("holder")),
                    told.getInstant("since"));
        } catch (IOException | DecodeException | ClassCastException | NullPointerException e) {
            throw new IllegalStateException("file " + file + ": not what ./lab up writes; remove it", e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("file " + file, e);
        }
    }
}
