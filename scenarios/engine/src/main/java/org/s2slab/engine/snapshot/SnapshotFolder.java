package org.s2slab.engine.snapshot;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.engine.deployment.ControlEndpoint;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.LongWork;
import org.s2slab.http.RequestJson;
import org.s2slab.launch.UserFolder;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.refusal.Refusal;

/**
 * The snapshots of the user by their names. The process of a deployment saves and restores them; a request names a
 * snapshot and never a path, so that no request can write elsewhere. Its methods block.
 *
 * @param folder the folder of the files, which is created if it is absent
 * @param machine the machine's clock
 */
public record SnapshotFolder(Path folder, Clock machine) implements ControlEndpoint.Routes {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** The folder of the user who runs this JVM. */
    public static SnapshotFolder ofUser(Clock machine) {
        String home = System.getProperty("s2slab.home");
        return new SnapshotFolder(home == null ? UserFolder.file("snapshots") : Path.of(home, "snapshots"), machine);
    }

    @Override
    public void mount(EndpointRoutes routes, ControlEndpoint endpoint, Deployment topology) {
        routes.get("/snapshots")
                .respond(request -> endpoint.inTurn(() -> {
                    OwnerOnlyFiles.makeFolder(folder);
                    return new JsonObject().put("folder", folder.toString()).put("snapshots", new JsonArray(rows()));
                }));
        routes.post("/snapshots").respond(request -> {
            String name = RequestJson.of(request, "name").text("name");
            return LongWork.during(request, endpoint.inTurn(() -> row(save(topology, name))));
        });
        routes.post("/snapshots/:name/restore")
                .respond(request -> LongWork.during(
                        request, endpoint.inTurn(() -> row(restore(topology, request.pathParam("name"))))));
    }

    /** Whether a text can be the name of a snapshot. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && SnapshotContent.isPortable(text);
    }

    /** The file of a snapshot, which may not exist. Throws a Refusal if the name cannot be a file's name. */
    public Path file(String name) {
        if (!isName(name)) {
            throw Refusal.invalid("name: '"
                    + name.codePoints()
                            .limit(80)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    + "' is no name of a snapshot; write at most 63 letters a-z, digits and '-', such as broken-trust");
        }
        return folder.resolve(name + Snapshot.SUFFIX);
    }

    /** Saves a running deployment under a new name. A deployment is saved or restored once at a time. */
    public Snapshot save(Deployment topology, String name) {
        Path file = file(name);
        synchronized (topology) {
            return save(topology, name, file);
        }
    }

    private Snapshot save(Deployment topology, String name, Path file) {
        if (Files.exists(file)) {
            throw Refusal.conflict("name: there is a snapshot '" + name + "'; choose another name, or remove " + file);
        }
        OwnerOnlyFiles.makeFolder(folder);
        OwnerOnlyFiles.removeDrafts(folder);
        new SnapshotWriter(topology, machine).save(file);
        return Snapshot.read(file);
    }

    /** Puts a running deployment back to a snapshot of it. */
    public Snapshot restore(Deployment topology, String name) {
        Path file = file(name);
        if (Files.notExists(file)) {
            throw Refusal.notFound("name: there is no snapshot '" + name + "' in " + folder + "; ./lab snapshot list");
        }
        Snapshot snapshot = Snapshot.read(file);
        synchronized (topology) {
            new SnapshotRestore(topology, snapshot).run();
        }
        return snapshot;
    }

    /** All snapshots with {@code name}, {@code file}, {@code topology}, {@code saved} and {@code bytes}, by name. */
    public List<JsonObject> rows() {
        List<JsonObject> rows = new ArrayList<>();
        for (Path file : files()) {
            try {
                rows.add(row(Snapshot.read(file)));
            } catch (FileSyntaxException e) {
                rows.add(new JsonObject().put("name", name(file)).put("problem", e.problem()));
            }
        }
        return rows;
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(Snapshot.SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder, e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(Snapshot.SUFFIX, "");
    }

    private static JsonObject row(Snapshot snapshot) {
        return new JsonObject()
                .put("name", name(snapshot.file()))
                .put("file", snapshot.file().toString())
                .put("topology", snapshot.plan().name())
                .put("saved", snapshot.manifest().saved().toString())
                .put("bytes", snapshot.file().toFile().length());
    }
}
