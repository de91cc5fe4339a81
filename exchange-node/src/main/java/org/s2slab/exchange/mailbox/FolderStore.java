package org.s2slab.exchange.mailbox;

import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.mailbox.MailboxChangeLog.Gone;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/**
 * Stores the folders that users create. The folders of {@link DistinguishedFolder} are fixed and not stored. Changes of
 * folders and items share one sequence of numbers.
 */
public record FolderStore(IdGenerator ids, Clock clock) {
    private static final RecordColumns<MailFolder> COLUMNS = new RecordColumns<>(MailFolder.class);

    /** SQL: whether the item of the row {@code i} is in the archive mailbox. */
    public static final String IN_ARCHIVE = "(i.folder LIKE 'archive%' OR i.folder IN (WITH RECURSIVE below (id) AS ("
            + "SELECT id FROM folders WHERE parent LIKE 'archive%'"
            + " UNION SELECT f.id FROM folders f JOIN below b ON f.parent = b.id) SELECT id FROM below))";

    private static final String SELECT = "SELECT id AS key, parent, name, class AS folder_class, NULL AS distinguished,"
            + " entered, change, search FROM folders";

    /** All folders: first the distinguished folders (those of an archive if it exists), then the others by name. */
    public List<MailFolder> all(ReadTransaction rx, Mailbox mailbox) {
        Stream<MailFolder> distinguished = Arrays.stream(DistinguishedFolder.values())
                .filter(folder -> isIn(mailbox, folder))
                .map(MailFolder::of);
        List<MailFolder> all = Stream.concat(distinguished, made(rx, " ORDER BY name_key", mailbox.id()).stream())
                .toList();
        return mailbox.archive() ? all : reached(all);
    }

    private static List<MailFolder> made(ReadTransaction rx, String condition, Object... values) {
        return rx.list(SELECT + " WHERE mailbox = ?" + condition, COLUMNS::read, values);
    }

    /** The folder with a key: a distinguished name or an id. Fails with FOLDER_UNKNOWN. */
    public MailFolder get(ReadTransaction rx, Mailbox mailbox, String key) {
        Optional<DistinguishedFolder> known = DistinguishedFolder.named(key);
        if (known.isPresent()) {
            Kind.FOLDER_UNKNOWN.throwIf(!isIn(mailbox, known.get()));
            return MailFolder.of(known.get());
        }
        MailFolder folder = made(rx, " AND id = ?", mailbox.id(), key).stream()
                .findFirst()
                .orElseThrow(() -> new MailboxException(Kind.FOLDER_UNKNOWN));
        if (!mailbox.archive()) {
            get(rx, mailbox, folder.parent());
        }
        return folder;
    }

    /** Removes folders without an existing parent: they belong to a disconnected archive mailbox. */
    private static List<MailFolder> reached(List<MailFolder> all) {
        Set<MailFolder> there = Set.copyOf(FolderHierarchyRules.below(all, MailFolder.of(DistinguishedFolder.ROOT)));
        return all.stream().filter(there::contains).toList();
    }

    /** A folder with all folders below it. Each parent comes before its subfolders. */
    public List<MailFolder> tree(ReadTransaction rx, Mailbox mailbox, MailFolder root) {
        return FolderHierarchyRules.below(all(rx, mailbox), root);
    }

    /**
     * Creates a folder in another folder. Fails with FOLDER_EXISTS if the parent has a subfolder with this name
     * (case-insensitive), and with FOLDER_TOO_DEEP.
     *
     * @param search as {@link MailFolder#search}
     */
    public MailFolder create(
            WriteTransaction tx,
            Mailbox mailbox,
            MailFolder parent,
            String name,
            String folderClass,
            @Nullable String search) {
        String id = ids.uuid();
        requireFreeName(tx, mailbox, parent.key(), name, "");
        FolderHierarchyRules.requireRoom(tx, parent.key(), 1);
        long change = MailboxChangeLog.next(tx, mailbox.id());
        tx.execute(
                "INSERT INTO folders (id, mailbox, parent, name, name_key, class, entered, change, modified,"
                        + " search) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                mailbox.id(),
                parent.key(),
                name,
                NameKey.trimmed(name),
                folderClass,
                change,
                change,
                now(),
                search);
        return get(tx, mailbox, id);
    }

    /**
     * Changes the name, class or parent of a folder. Fails with FOLDER_DISTINGUISHED for a distinguished folder, with
     * FOLDER_EXISTS, with FOLDER_TOO_DEEP, and with FOLDER_IN_ITSELF if the new parent is the folder itself or below
     * this folder.
     */
    public MailFolder update(WriteTransaction tx, Mailbox mailbox, MailFolder folder) {
        requireMade(folder);
        List<MailFolder> tree = tree(tx, mailbox, folder);
        Kind.FOLDER_IN_ITSELF.throwIf(
                tree.stream().anyMatch(below -> below.key().equals(folder.parent())));
        FolderHierarchyRules.requireRoom(tx, folder.parent(), FolderHierarchyRules.levels(tree));
        requireFreeName(tx, mailbox, folder.parent(), folder.name(), folder.key());
        tx.execute(
                "UPDATE folders SET parent = ?, name = ?, name_key = ?, class = ?, change = ?, modified = ?,"
                        + " search = ? WHERE id = ?",
                folder.parent(),
                folder.name(),
                NameKey.trimmed(folder.name()),
                folder.folderClass(),
                MailboxChangeLog.next(tx, mailbox.id()),
                now(),
                folder.search(),
                folder.key());
        return get(tx, mailbox, folder.key());
    }

    /** Removes an empty folder. Fails with FOLDER_DISTINGUISHED. */
    public void remove(WriteTransaction tx, Mailbox mailbox, MailFolder folder) {
        requireMade(folder);
        long change = MailboxChangeLog.next(tx, mailbox.id());
        MailboxChangeLog.bury(
                tx, Gone.FOLDER, mailbox.id(), folder.parent(), folder.key(), folder.entered(), change, now());
        tx.execute("DELETE FROM folders WHERE id = ?", folder.key());
    }

    /** The folders that changed after a change number, oldest first; 0 for all. Distinguished folders never change. */
    public List<FolderChange> changes(ReadTransaction rx, Mailbox mailbox, long since) {
        Stream<FolderChange> there = made(rx, " AND change > ?", mailbox.id(), since).stream()
                .map(folder -> new FolderChange(folder.change(), folder.key(), folder, folder.entered() > since));
        List<FolderChange> gone = rx.list(
                "SELECT change, id FROM tombstones WHERE kind = 'FOLDER' AND mailbox = ? AND change > ?"
                        + " AND entered <= ?",
                row -> new FolderChange(row.integer("change"), row.text("id"), null, false),
                mailbox.id(),
                since,
                since);
        return Stream.concat(there, gone.stream())
                .sorted(Comparator.comparingLong(FolderChange::change))
                .toList();
    }

    /** A free name for a subfolder of the parent: the wished name, or with the lowest free number appended. */
    public String freeName(ReadTransaction rx, Mailbox mailbox, String parent, String wished) {
        List<String> taken = rx.list(
                "SELECT name_key FROM folders WHERE mailbox = ? AND parent = ?",
                row -> row.text("name_key"),
                mailbox.id(),
                parent);
        String name = wished;
        for (int number = 1; taken.contains(NameKey.trimmed(name)); number++) {
            name = wished + number;
        }
        return name;
    }

    /** The associated item of a folder that stores the folder's settings. Item classes are compared without case. */
    public static Optional<Item> settings(ReadTransaction rx, Mailbox mailbox, MailFolder folder, String itemClass) {
        return rx.first(
                ItemRowMapper.SELECT + " WHERE mailbox = ? AND folder = ? AND associated = 1"
                        + " AND LOWER(class) = ? ORDER BY entered LIMIT 1",
                ItemRowMapper::item,
                mailbox.id(),
                folder.key(),
                itemClass.toLowerCase(Locale.ROOT));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static void requireMade(MailFolder folder) {
        Kind.FOLDER_DISTINGUISHED.throwIf(folder.known().isPresent());
    }

    private static void requireFreeName(
            ReadTransaction rx, Mailbox mailbox, String parent, String name, String except) {
        boolean known = Arrays.stream(DistinguishedFolder.values())
                .map(MailFolder::of)
                .anyMatch(folder ->
                        folder.parent().equals(parent) && folder.name().equalsIgnoreCase(name.strip()));
        Kind.FOLDER_EXISTS.throwIf(known
                || !made(
                                rx,
                                " AND parent = ? AND name_key = ? AND id <> ?",
                                mailbox.id(),
                                parent,
                                NameKey.trimmed(name),
                                except)
                        .isEmpty());
    }

    private static boolean isIn(Mailbox mailbox, DistinguishedFolder folder) {
        return mailbox.archive() || !folder.isOfArchive();
    }
}
