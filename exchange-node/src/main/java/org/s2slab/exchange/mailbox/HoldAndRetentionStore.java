package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.config.Switches;
import org.s2slab.exchange.mailbox.RetentionSettings.RetentionSwitch;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.SnapshotTable;
import org.s2slab.store.WriteTransaction;

/** Stores what prevents a purge: eDiscovery searches with holds, and retention settings. Reads are from memory. */
public final class HoldAndRetentionStore {
    private static final String COUNTED_SIZE =
            "SELECT COALESCE(SUM(i.size + i.attachment_size), 0) AS number FROM items i"
                    + " WHERE i.mailbox = ? AND i.folder NOT LIKE 'recoverableitems%' AND NOT "
                    + FolderStore.IN_ARCHIVE;

    private final SnapshotTable<Kept> kept;

    public HoldAndRetentionStore(Database database) {
        kept = new SnapshotTable<>(database, new Kept(List.of(), Map.of()), HoldAndRetentionStore::read);
    }

    /** @param retention the retention settings by mailbox id; other mailboxes have the default */
    private record Kept(List<SavedMailboxSearch> searches, Map<String, RetentionSettings> retention) {}

    public Future<Void> load() {
        return kept.load();
    }

    private static Kept read(ReadTransaction rx) {
        return new Kept(readSearches(rx), readRetention(rx));
    }

    private static Map<String, RetentionSettings> readRetention(ReadTransaction rx) {
        Map<String, RetentionSettings> found = new HashMap<>();
        rx.forEach(
                "SELECT mailbox, litigation, single_item, retain, send_quota FROM mailbox_retention",
                row -> found.put(row.text("mailbox"), retention(row)));
        return found;
    }

    /** All stored searches, sorted by name. */
    public List<SavedMailboxSearch> searches() {
        return kept.current().searches();
    }

    /** The search with a name, compared without case. */
    public Optional<SavedMailboxSearch> search(String name) {
        return searches().stream()
                .filter(search -> search.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** The In-Place Holds on a mailbox. */
    public List<SavedMailboxSearch> holdsOn(String mailbox) {
        return holdsOn(mailbox, searches());
    }

    private static List<SavedMailboxSearch> holdsOn(String mailbox, List<SavedMailboxSearch> all) {
        return all.stream().filter(search -> search.holds(mailbox)).toList();
    }

    public RetentionSettings retentionOf(String mailbox) {
        return kept.current().retention().getOrDefault(mailbox, RetentionSettings.DEFAULT);
    }

    /** As {@link #holdsOn(String)}, but read in the transaction. */
    public static List<SavedMailboxSearch> holdsOn(ReadTransaction rx, String mailbox) {
        return holdsOn(mailbox, readSearches(rx));
    }

    /** As {@link #retentionOf(String)}, but read in the transaction. */
    public static RetentionSettings retentionOf(ReadTransaction rx, String mailbox) {
        return readRetention(rx).getOrDefault(mailbox, RetentionSettings.DEFAULT);
    }

    /** Stores a search and replaces an earlier search with the same name. */
    public Future<Void> put(SavedMailboxSearch search) {
        String key = NameKey.trimmed(search.name());
        Duration period = search.period();
        List<List<String>> sources = search.mailboxes().stream()
                .distinct()
                .map(mailbox -> List.of(key, mailbox))
                .toList();
        return kept.write(tx -> {
            delete(tx, key);
            tx.execute(
                    "INSERT INTO mailbox_searches (name_key, name, query, hold, hold_id, period, created)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    key,
                    search.name(),
                    search.query(),
                    search.hold() ? 1 : 0,
                    search.holdId(),
                    period == null ? null : period.toSeconds(),
                    search.created().getEpochSecond());
            tx.executeEach("INSERT INTO mailbox_search_sources (search, mailbox) VALUES (?, ?)", sources);
        });
    }

    /** Deletes a search together with its hold. */
    public Future<Void> remove(SavedMailboxSearch search) {
        return kept.write(tx -> delete(tx, NameKey.trimmed(search.name())));
    }

    public Future<Void> setRetention(String mailbox, RetentionSettings requested) {
        return kept.change(
                "INSERT INTO mailbox_retention (mailbox, litigation, single_item, retain, send_quota)"
                        + " VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (mailbox) DO UPDATE SET litigation = excluded.litigation,"
                        + " single_item = excluded.single_item, retain = excluded.retain, send_quota = excluded.send_quota",
                mailbox,
                requested.litigationHold() ? 1 : 0,
                requested.singleItemRecovery() ? 1 : 0,
                requested.retain().toSeconds(),
                requested.sendQuota());
    }

    /**
     * Whether a mailbox exceeds its send quota, read in the transaction. The archive and Recoverable Items do not
     * count. Reads the items only if the mailbox has a quota.
     */
    public static boolean exceedsSendQuota(ReadTransaction rx, String mailbox) {
        return rx.first(
                        "SELECT send_quota FROM mailbox_retention WHERE mailbox = ? AND send_quota IS NOT NULL",
                        row -> row.integer("send_quota"),
                        mailbox)
                .filter(quota -> rx.number(COUNTED_SIZE, mailbox) > quota)
                .isPresent();
    }

    /** Whether a hold or single item recovery protects a mailbox, read in the transaction. */
    static boolean protects(ReadTransaction rx, String mailbox) {
        return rx.number(
                        "SELECT CASE WHEN EXISTS (SELECT 1 FROM mailbox_retention WHERE mailbox = ?"
                                + " AND (litigation = 1 OR single_item = 1))"
                                + " OR EXISTS (SELECT 1 FROM mailbox_search_sources s JOIN mailbox_searches m"
                                + " ON m.name_key = s.search WHERE s.mailbox = ? AND m.hold = 1)"
                                + " THEN 1 ELSE 0 END AS number",
                        mailbox,
                        mailbox)
                == 1;
    }

    private static void delete(WriteTransaction tx, String key) {
        tx.execute("DELETE FROM mailbox_searches WHERE name_key = ?", key);
    }

    private static List<SavedMailboxSearch> readSearches(ReadTransaction rx) {
        Map<String, List<String>> mailboxes = rx.grouped(
                "SELECT search, mailbox FROM mailbox_search_sources ORDER BY search, mailbox", "search", "mailbox");
        return rx.list(
                "SELECT name_key, name, query, hold, hold_id, period, created FROM mailbox_searches ORDER BY name",
                row -> search(row, mailboxes.getOrDefault(row.text("name_key"), List.of())));
    }

    private static SavedMailboxSearch search(ResultRow row, List<String> mailboxes) {
        Long period = row.optionalInteger("period");
        return new SavedMailboxSearch(
                row.text("name"),
                row.text("query"),
                mailboxes,
                row.integer("hold") == 1,
                period == null ? null : Duration.ofSeconds(period),
                row.text("hold_id"),
                Instant.ofEpochSecond(row.integer("created")));
    }

    private static RetentionSettings retention(ResultRow row) {
        return new RetentionSettings(
                Switches.<RetentionSwitch>of()
                        .with(RetentionSwitch.LITIGATION_HOLD, row.integer("litigation") == 1)
                        .with(RetentionSwitch.SINGLE_ITEM_RECOVERY, row.integer("single_item") == 1),
                Duration.ofSeconds(row.integer("retain")),
                row.optionalInteger("send_quota"));
    }
}
