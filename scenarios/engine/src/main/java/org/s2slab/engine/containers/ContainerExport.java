package org.s2slab.engine.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.engine.deployment.ContainerDatabase;
import org.s2slab.engine.deployment.ContainerFolder;
import org.s2slab.engine.deployment.ContainerFolder.ContainerNode;
import org.s2slab.engine.deployment.PortPlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.pki.OwnerOnlyFiles;

/** Exports a topology as a folder with which a container engine runs the deployment. */
public final class ContainerExport {
    /** The user and group of the processes in the lab's image. */
    private static final int OF_IMAGE = 10_001;

    private static final String USER_ID = "unix:uid";
    private static final String GROUP_ID = "unix:gid";

    /** A kind of container engine. */
    public enum Engine {
        /** Docker and podman with a compose file. */
        COMPOSE,
        /** Kubernetes, and {@code podman kube play}. */
        KUBERNETES;

        /** The names of the engine's files in the exported folder. */
        public List<String> files() {
            return this == COMPOSE ? List.of("compose.yaml") : List.of("kubernetes.yaml", "pods.yaml");
        }
    }

    /**
     * The names of images.
     *
     * @param lab the lab's image
     * @param database the official image of PostgreSQL, or one with the same entry point; only pools need it
     */
    public record Images(String lab, String database) {
        /** The image of PostgreSQL, if a user names none. */
        public static final String POSTGRES = "docker.io/library/postgres:18";
    }

    private ContainerExport() {}

    /**
     * Writes the folder. If this fails, the folder is unchanged. Blocks the calling thread.
     *
     * @param folder an absent or empty folder
     * @param ports the ports at which the machine publishes the containers' ports
     */
    public static void write(
            Topology plan, Path folder, Images images, PortPlan ports, Set<Engine> engines, Clock clock) {
        Path whole = folder.toAbsolutePath().normalize();
        Path parent = whole.resolveSibling("");
        OwnerOnlyFiles.makeFolder(parent);
        Path temporary = temporary(parent, whole.getFileName() + ".");
        Path draft = temporary.resolve("draft");
        try {
            List<ContainerNode> nodes = ContainerFolder.write(plan, draft, ports, clock);
            Path shared = draft.resolve(ContainerFolder.DIRECTORY);
            OwnerOnlyFiles.makeFolder(shared);
            ContainerManifests manifests = new ContainerManifests(plan, draft, nodes, images, user(draft));
            for (Engine engine : engines) {
                for (String file : engine.files()) {
                    String text = engine == Engine.COMPOSE ? manifests.compose() : manifests.objects(file);
                    OwnerOnlyFiles.writeUnsynced(draft.resolve(file), text.getBytes(StandardCharsets.UTF_8));
                }
            }
            for (ContainerNode node : nodes) {
                giveToProcess(node.folder());
            }
            giveToProcess(shared);
            if (ContainerDatabase.isFor(plan)) {
                giveToProcess(draft.resolve(ContainerDatabase.NAME));
            }
            Files.deleteIfExists(whole);
            Files.move(draft, whole);
        } catch (IOException e) {
            throw new UncheckedIOException("DIR: " + folder, e);
        } finally {
            remove(temporary);
        }
    }

    /** A new folder, whose name nobody can guess. */
    private static Path temporary(Path parent, String prefix) {
        try {
            return Files.createTempDirectory(parent, prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("DIR: " + parent, e);
        }
    }

    /** The user of the processes: this user, because the files are this user's, but never the administrator. */
    private static String user(Path folder) throws IOException {
        return isForImage(folder)
                ? OF_IMAGE + ":" + OF_IMAGE
                : Files.getAttribute(folder, USER_ID) + ":" + Files.getAttribute(folder, GROUP_ID);
    }

    private static boolean isForImage(Path folder) throws IOException {
        return !hasIds(folder) || Integer.valueOf(0).equals(Files.getAttribute(folder, USER_ID));
    }

    private static boolean hasIds(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** Gives the files of an administrator to the user of the processes. */
    private static void giveToProcess(Path folder) throws IOException {
        if (!hasIds(folder) || !isForImage(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, GROUP_ID, OF_IMAGE);
                Files.setAttribute(file, USER_ID, OF_IMAGE);
            }
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
    }
}
