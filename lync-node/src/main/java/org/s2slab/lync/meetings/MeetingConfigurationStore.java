package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.s2slab.store.Database;

/** The meeting configurations: kept in the database, read from memory. */
final class MeetingConfigurationStore {
    static final String GLOBAL = "global";
    static final String SERVICE = "service";

    private final Database database;
    private volatile Map<String, MeetingConfiguration> all = Map.of(GLOBAL, MeetingConfiguration.INSTALLED);

    MeetingConfigurationStore(Database database) {
        this.database = database;
    }

    Future<Void> load() {
        return database.pool()
                .query("SELECT scope, settings FROM meeting_configurations")
                .execute()
                .map(rows -> {
                    Map<String, MeetingConfiguration> read = new TreeMap<>();
                    for (Row row : rows) {
                        read.put(
                                row.getString("scope"),
                                new MeetingConfiguration(new JsonObject(row.getString("settings"))));
                    }
                    all = read;
                    return null;
                });
    }

    /** The one that counts: the pool's own, else the global one. */
    MeetingConfiguration current() {
        return named(SERVICE).orElseGet(() -> named(GLOBAL).orElse(MeetingConfiguration.INSTALLED));
    }

    Optional<MeetingConfiguration> named(String scope) {
        return Optional.ofNullable(all.get(scope));
    }

    /** Writes a configuration, new or changed; it counts from then on. */
    Future<Void> put(String scope, MeetingConfiguration configuration) {
        return database.pool()
                .preparedQuery("INSERT INTO meeting_configurations (scope, settings) VALUES (?, ?)"
                        + " ON CONFLICT (scope) DO UPDATE SET settings = excluded.settings")
                .execute(Tuple.of(scope, configuration.settings().encode()))
                .compose(done -> load());
    }

    Future<Void> remove(String scope) {
        return database.pool()
                .preparedQuery("DELETE FROM meeting_configurations WHERE scope = ?")
                .execute(Tuple.of(scope))
                .compose(done -> load());
    }
}
