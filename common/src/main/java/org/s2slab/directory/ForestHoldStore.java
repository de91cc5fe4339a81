package org.s2slab.directory;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.s2slab.pki.OwnerOnlyFiles;

/**
 * Stores the user attribute {@code msExchUserHoldPolicies}, which the servers of one forest share. Exchange writes the
 * In-Place Holds of a mailbox to it, and Lync reads them. The domain controller is simulated by a folder that all nodes
 * of the forest share. It has one file per user, and each write replaces the whole file.
 */
public final class ForestHoldStore {
    private final Vertx vertx;
    private final Path folder;

    private ForestHoldStore(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.folder = folder;
    }

    /** Opens the directory in this folder, which need not exist yet. */
    public static ForestHoldStore in(Vertx vertx, Path folder) {
        return new ForestHoldStore(vertx, folder);
    }

    /** The ids of the In-Place Holds on a user's mailbox; empty without a hold. */
    public Future<List<String>> holds(String upn) {
        return vertx.executeBlocking(() -> read(fileOf(upn)));
    }

    /** The ids of the In-Place Holds on the mailbox of each user, by user principal name. */
    public Future<Map<String, List<String>>> holds(Collection<String> upns) {
        return vertx.executeBlocking(() -> {
            Map<String, List<String>> holds = new HashMap<>();
            for (String upn : upns) {
                holds.put(upn, read(fileOf(upn)));
            }
            return holds;
        });
    }

    /** Replaces a user's holds; completes when every node of the forest sees them. */
    public Future<Void> setHolds(String upn, List<String> holdIds) {
        if (holdIds.stream().anyMatch(id -> id.isBlank() || id.lines().count() > 1)) {
            throw new IllegalArgumentException("a hold's id is one line of text, got " + holdIds);
        }
        return vertx.executeBlocking(() -> {
            OwnerOnlyFiles.makeFolder(folder);
            OwnerOnlyFiles.write(fileOf(upn), String.join("\n", holdIds).getBytes(StandardCharsets.UTF_8));
            return null;
        });
    }

    private Path fileOf(String upn) {
        return folder.resolve(URLEncoder.encode(upn.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8) + ".holds");
    }

    private static List<String> read(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
