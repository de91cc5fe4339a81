package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.s2slab.store.Database;
import org.s2slab.store.SnapshotTable;

/** Stores the meeting configurations in the database, and reads them from memory. */
final class MeetingConfigurationStore {
    static final String GLOBAL = "global";
    static final String SERVICE = "service";

    private final SnapshotTable<Map<String, MeetingConfiguration>> all;

    MeetingConfigurationStore(Database database) {
        this.all = new SnapshotTable<>(
                database,
                Map.of(GLOBAL, MeetingConfiguration.INSTALLED),
                rx -> rx
                        .list(
                                "SELECT scope, settings FROM meeting_configurations",
                                row -> Map.entry(
                                        row.text("scope"),
                                        new MeetingConfiguration(new JsonObject(row.text("settings")))))
                        .stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    Future<Void> load() {
        return all.load();
    }

    /** The effective configuration: the pool's own configuration, otherwise the global configuration. */
    MeetingConfiguration current() {
        return named(SERVICE).orElseGet(() -> named(GLOBAL).orElse(MeetingConfiguration.INSTALLED));
    }

    Optional<MeetingConfiguration> named(String scope) {
        return Optional.ofNullable(all.current().get(scope));
    }

    /** Stores a new or changed configuration, which is then effective. */
    Future<Void> put(String scope, MeetingConfiguration configuration) {
        return all.change(
                "INSERT INTO meeting_configurations (scope, settings) VALUES (?, ?)"
                        + " ON CONFLICT (scope) DO UPDATE SET settings = excluded.settings",
                scope,
                configuration.settings().encode());
    }

    Future<Void> remove(String scope) {
        return all.change("DELETE FROM meeting_configurations WHERE scope = ?", scope);
    }
}
