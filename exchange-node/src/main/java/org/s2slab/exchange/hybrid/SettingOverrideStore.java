package org.s2slab.exchange.hybrid;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.SnapshotTable;

/** The setting overrides of the organisation. Writes to the database first; reads from memory. */
public final class SettingOverrideStore {
    private final SnapshotTable<List<SettingOverride>> overrides;

    public SettingOverrideStore(Database database) {
        overrides = SnapshotTable.of(
                database,
                "SELECT name, component, section, parameters, reason FROM setting_overrides ORDER BY name_key",
                row -> new SettingOverride(
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3).lines().toList(),
                        row.getString(4)));
    }

    public Future<Void> load() {
        return overrides.load();
    }

    /** All overrides, sorted by name. */
    public List<SettingOverride> all() {
        return overrides.current();
    }

    /** Writes an override; one of that name is replaced. */
    public Future<Void> put(SettingOverride override) {
        return overrides.change(
                "INSERT INTO setting_overrides (name_key, name, component, section, parameters, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name_key) DO UPDATE SET"
                        + " parameters = excluded.parameters, reason = excluded.reason",
                NameKey.of(override.name()),
                override.name(),
                override.component(),
                override.section(),
                String.join("\n", override.parameters()),
                override.reason());
    }

    public Future<Void> remove(String name) {
        return overrides.change("DELETE FROM setting_overrides WHERE name_key = ?", NameKey.of(name));
    }
}
