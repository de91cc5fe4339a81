package org.s2slab.lync.contacts;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The result of the migration of the user's contacts at a sign-in.
 *
 * @param state completed, failed, delayed, running, not-allowed, not-configured
 * @param reason one sentence, or null if the state needs no reason
 */
record MigrationReport(String state, @Nullable String reason) {
    static final MigrationReport COMPLETED = new MigrationReport("completed", null);

    JsonObject json() {
        JsonObject json = new JsonObject().put("state", state);
        return reason == null ? json : json.put("reason", reason);
    }
}
