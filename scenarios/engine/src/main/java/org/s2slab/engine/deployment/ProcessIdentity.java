package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A process id with the start time of the process. The start time distinguishes it from a later process with the same
 * id.
 *
 * @param began the start time according to the operating system; empty if unknown
 */
record ProcessIdentity(long pid, Optional<Instant> began) {

    /** The process of this JVM. */
    static ProcessIdentity self() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessIdentity(self.pid(), self.info().startInstant());
    }

    /** Whether the process still runs. */
    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(found -> found.info().startInstant().equals(began))
                .isPresent();
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject().put("process", pid);
        began.ifPresent(moment -> json.put("began", moment));
        return json;
    }

    static ProcessIdentity fromJson(JsonObject json) {
        return new ProcessIdentity(json.getLong("process"), Optional.ofNullable(json.getInstant("began")));
    }
}
