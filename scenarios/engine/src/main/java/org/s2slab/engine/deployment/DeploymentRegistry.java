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
import org.s2slab.engine.text.QuickJson;
import org.s2slab.launch.UserFolder;
import org.s2slab.pki.OwnerOnlyFiles;

/**
 * The running deployments of the current user. Each deployment has a small file with the path of its data folder. Only
 * the user can read the folder of these files. If a process ended without removing its file, the registry ignores and
 * deletes the file.
 *
 * @param folder the folder of the files, which is created if it is absent
 */
public record DeploymentRegistry(Path folder) {
    /** The registry of the user who runs this JVM, in {@link UserFolder}. */
    public static DeploymentRegistry ofUser() {
        String home = System.getProperty("s2slab.home");
        return new DeploymentRegistry(home == null ? UserFolder.file("running") : Path.of(home, "running"));
    }

    /** A file with the data folder of a deployment. */
    private record Pointer(Path file, DeploymentPlace place, ProcessIdentity holder, Instant since) {}

    /**
     * A running deployment.
     *
     * @param topology the name of the topology
     * @param folder the data folder
     */
    public record DeploymentPlace(String topology, Path folder) {}

    /**
     * Registers a deployment of this process for other commands, until the result is closed. Blocks the calling thread.
     */
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

    /** A registration of a deployment, which ends when it is closed. */
    public record Announcement(Path file) implements AutoCloseable {
        @Override
        public void close() {
            remove(file);
        }
    }

    /** The running deployments, the newest first. Blocks the calling thread. */
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
            JsonObject told = QuickJson.read(Files.readString(file));
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
