package org.s2slab.exchange.organization;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.store.Database;
import org.s2slab.store.SnapshotTable;
import org.s2slab.store.WriteTransaction;

/** The settings of the organization and of its mailboxes for EWS in Exchange Online. All reads are from memory. */
public final class EwsSettings {
    static final String ENABLED = "EwsEnabled";
    static final String APPLICATIONS = "EwsAllowedAppIDs";
    static final String POLICY = "EwsApplicationAccessPolicy";
    static final String ALLOWED = "EwsAllowList";
    static final String BLOCKED = "EwsBlockList";
    static final String SCREAM_TEST = "LabEwsScreamTest";

    /** The time after which Exchange Online applies a change, if the node has the product's delays. */
    private static final Map<String, Duration> DELAYS =
            Map.of(ENABLED, Duration.ofHours(1), APPLICATIONS, Duration.ofHours(24));

    private static final String SEPARATOR = "\n";

    private final SnapshotTable<Map<String, Setting>> settings;
    private final Clock clock;
    private final boolean delayed;

    /**
     * A setting, with its value before the last change.
     *
     * @param effective the second from which the value applies
     */
    private record Setting(
            String name, @Nullable String value, @Nullable String previous, long effective) {}

    /** @param delayed whether changes apply only after the product's delay */
    public EwsSettings(Database database, Clock clock, boolean delayed) {
        this.settings = new SnapshotTable<>(
                database,
                Map.of(),
                rx -> rx
                        .list(
                                "SELECT name, value, previous, effective FROM ews_settings",
                                row -> new Setting(
                                        row.text("name"),
                                        row.optionalText("value"),
                                        row.optionalText("previous"),
                                        row.integer("effective")))
                        .stream()
                        .collect(Collectors.toMap(Setting::name, setting -> setting)));
        this.clock = clock;
        this.delayed = delayed;
    }

    public Future<Void> load() {
        return settings.load();
    }

    /** EwsEnabled of the organization; empty if it has no value. */
    public Optional<Boolean> enabled() {
        return value(ENABLED).map(Boolean::valueOf);
    }

    /** EwsEnabled of a mailbox; empty if it has no value. */
    public Optional<Boolean> enabled(Mailbox mailbox) {
        return value(nameFor(mailbox)).map(Boolean::valueOf);
    }

    /** The ids of the applications that may use EWS, in lower case; empty if there is no list. */
    public List<String> applications() {
        return list(APPLICATIONS);
    }

    /** Whether a client with this User-Agent may use EWS. Without the field, a client is on no list. */
    public boolean allowsClient(@Nullable String agent) {
        boolean isAllowList = value(POLICY).filter("EnforceAllowList"::equals).isPresent();
        if (value(POLICY).isEmpty()) {
            return true;
        }
        return isAllowList
                == list(isAllowList ? ALLOWED : BLOCKED).stream()
                        .anyMatch(pattern ->
                                agent != null && ObjectCmdlets.pattern(pattern).test(agent));
    }

    /**
     * Whether a scream test runs now and concerns a mailbox. A scream test concerns about half of the mailboxes, which
     * the seed selects.
     */
    public boolean isScreaming(Mailbox mailbox) {
        List<String> test = list(SCREAM_TEST);
        return !test.isEmpty()
                && clock.instant().isBefore(Instant.parse(test.get(1)))
                && (chosen(test.get(0) + mailbox.upn()) & 1) == 0;
    }

    /** A number that is evenly distributed, and the same for the same text. */
    private static long chosen(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits();
    }

    /** Stores values, which apply at once or after the product's delay. An empty value removes one. */
    Future<Void> put(Map<String, Optional<String>> values) {
        return settings.write(tx -> put(tx, values));
    }

    /** Stores values in the transaction of {@link #table}. */
    void put(WriteTransaction tx, Map<String, Optional<String>> values) {
        Instant now = clock.instant();
        values.forEach((name, value) -> tx.execute(
                "INSERT INTO ews_settings (name, value, previous, effective) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO"
                        + " UPDATE SET value = excluded.value, previous = excluded.previous, effective = excluded.effective",
                name,
                value.orElse(null),
                value(name).orElse(null),
                now.plus(delay(name)).getEpochSecond()));
    }

    /** The table of the settings, for transactions that write to other tables as well. */
    SnapshotTable<?> table() {
        return settings;
    }

    /** Stores EwsEnabled of a mailbox. */
    Future<Void> put(Mailbox mailbox, Optional<Boolean> enabled) {
        return put(Map.of(nameFor(mailbox), enabled.map(String::valueOf)));
    }

    private Duration delay(String name) {
        return delayed ? DELAYS.getOrDefault(name.substring(name.indexOf('/') + 1), Duration.ZERO) : Duration.ZERO;
    }

    private static String nameFor(Mailbox mailbox) {
        return mailbox.id() + "/" + ENABLED;
    }

    /** The value that an administrator has set, even if it does not apply yet. */
    Optional<String> stored(String name) {
        return found(name).map(Setting::value);
    }

    private Optional<String> value(String name) {
        long now = clock.instant().getEpochSecond();
        return found(name).map(setting -> now < setting.effective() ? setting.previous() : setting.value());
    }

    private Optional<Setting> found(String name) {
        return Optional.ofNullable(settings.current().get(name));
    }

    private List<String> list(String name) {
        return value(name).map(EwsSettings::split).orElse(List.of());
    }

    static List<String> split(String stored) {
        return Arrays.asList(stored.split(SEPARATOR, -1));
    }

    static String joined(List<String> values) {
        return String.join(SEPARATOR, values);
    }
}
