package org.s2slab.exchange.hybrid;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.s2slab.store.Database;
import org.s2slab.store.NamedTable;

/**
 * The setting overrides of the organisation, and the overrides that this server uses. A server picks up changes at its
 * start, every hour, and when an administrator refreshes them ({@code Get-ExchangeDiagnosticInfo}).
 */
public final class SettingOverrideStore {
    /** Exchange reads the overrides of the organisation every hour. */
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final NamedTable<SettingOverride> stored;
    private final ServerBuild server;
    private final Clock clock;

    private volatile PickedUp used = new PickedUp(List.of(), Instant.EPOCH);

    /** The overrides that this server uses, with the time at which it read them. */
    record PickedUp(List<SettingOverride> overrides, Instant updated) {}

    /** @param hosts the host names of this server */
    public SettingOverrideStore(Database database, List<String> hosts, Clock clock) {
        this.stored = new NamedTable<>(database, "setting_overrides", SettingOverride.class, SettingOverride::name);
        this.server = new ServerBuild(hosts);
        this.clock = clock;
    }

    public Future<Void> load() {
        return stored.load().map(done -> {
            refresh();
            return null;
        });
    }

    /** All overrides of the organisation, sorted by name. */
    List<SettingOverride> all() {
        return stored.all();
    }

    /** Stores an override. What is due before the change is picked up first. */
    Future<Void> put(SettingOverride override) {
        used();
        return stored.put(override);
    }

    Future<Void> remove(SettingOverride override) {
        used();
        return stored.remove(override.name());
    }

    /** The overrides that this server uses now. The last full hour since the last reading decides. */
    PickedUp used() {
        Duration age = Duration.between(used.updated(), clock.instant());
        if (age.isNegative()) {
            return pickUp(clock.instant(), used.overrides());
        }
        return age.compareTo(INTERVAL) < 0
                ? used
                : pickUp(used.updated().plus(INTERVAL.multipliedBy(age.dividedBy(INTERVAL))), here());
    }

    /** Reads the overrides of the organisation now. */
    PickedUp refresh() {
        return pickUp(clock.instant(), here());
    }

    /** Whether a setting is switched on for this server. */
    boolean enables(OverridableSetting setting) {
        return used().overrides().stream().anyMatch(override -> override.enables(setting));
    }

    ServerBuild server() {
        return server;
    }

    Clock clock() {
        return clock;
    }

    private PickedUp pickUp(Instant now, List<SettingOverride> overrides) {
        PickedUp current = new PickedUp(overrides, now);
        used = current;
        return current;
    }

    private List<SettingOverride> here() {
        return stored.all().stream().filter(server::has).toList();
    }
}
