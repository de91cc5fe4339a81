package org.s2slab.console;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.snapshot.SnapshotFolder;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.refusal.Refusal;

/** Saves the deployment of the console under a name, and puts it back. */
final class ConsoleSnapshots {
    private ConsoleSnapshots() {}

    /** Performs {@code save} or {@code restore} of a name, if one is requested; returns all {@code snapshots}. */
    static Future<JsonObject> perform(ConsoleSession session, LaunchContext launch, JsonObject requested) {
        SnapshotFolder folder = SnapshotFolder.ofUser(launch.clock());
        return session.inTurn(() -> {
            for (String action : requested.fieldNames()) {
                if (!(requested.getValue(action) instanceof String name)) {
                    throw ConsoleError.BODY_WRONG.because();
                }
                perform(folder, session.deployment(), action, name);
            }
            return new JsonObject().put("snapshots", new JsonArray(folder.rows()));
        });
    }

    private static void perform(SnapshotFolder folder, ConsoleDeployment here, String action, String name) {
        try {
            switch (action) {
                case "save" -> folder.save(here.topology(), name);
                case "restore" -> {
                    folder.restore(here.topology(), name);
                    here.shell().recorder().restored();
                }
                default ->
                    throw ConsoleError.BODY_WRONG.because("Expected 'save' or 'restore' with the name of a snapshot.");
            }
        } catch (Refusal e) {
            throw ConsoleError.REFUSED.because(e.detail());
        } catch (FileSyntaxException e) {
            throw ConsoleError.REFUSED.because(e.problem());
        }
        here.tellNodes();
    }
}
