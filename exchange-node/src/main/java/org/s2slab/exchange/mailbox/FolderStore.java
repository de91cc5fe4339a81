package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
import org.s2slab.store.RecordColumns;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/**
 * The folders of mailboxes: those of {@link DistinguishedFolder}, which nothing alters, and those that people make. Changes are made
 * inside {@link ItemStore#write} and take numbers of the same sequence as those of items.
 */
public record FolderStore(IdGenerator ids, Clock clock) {
    private static final RecordColumns<MailFolder> COLUMNS = new RecordColumns<>(MailFolder.class);

    /** SQL: whether the item of the row {@code i} lies in the archive mailbox. */
    public static final String IN_ARCHIVE = "(i.folder LIKE 'archive%' OR i.folder IN (WITH RECURSIVE below (id) AS ("
            + "SELECT id FROM folders WHERE parent LIKE 'archive%'"
            + " UNION SELECT f.id FROM folders f JOIN below b ON f.parent = b.id) SELECT id FROM below))";

    private static final String SELECT = "SELECT id, parent, name, class, NULL, entered, change, search FROM folders";

    /** All folders: the distinguished ones, those of the archive only where there is one, then the others by name. */
    public Future<List<MailFolder>> all(SqlClient client, Mailbox mailbox) {
        return made(client, " ORDER BY name_key", mailbox.id())
                .map(made -> Stream.concat(
                                Arrays.stream(DistinguishedFolder.values())
                                        .filter(folder -> isIn(mailbox, folder))
                                        .map(MailFolder::of),
                                made.stream())
                        .toList())
                .map(all -> mailbox.archive() ? all : reached(all));
    }

    private static Future<List<MailFolder>> made(SqlClient client, String condition, Object... values) {
        return Rows.list(client, SELECT + " WHERE mailbox = ?" + condition, COLUMNS::read, values);
    }

    /** The folder of that key: a distinguished name, or an id. Fails with FOLDER_UNKNOWN. */
    public Future<MailFolder> get(SqlClient client, Mailbox mailbox, String key) {
        Optional<DistinguishedFolder> known = DistinguishedFolder.named(key);
        if (known.isPresent()) {
            return isIn(mailbox, known.get())
                    ? Future.succeededFuture(MailFolder.of(known.get()))
                    : MailboxException.failed(Kind.FOLDER_UNKNOWN);
        }
        return made(client, " AND id = ?", mailbox.id(), key)
                .map(found -> found.stream().findFirst().orElseThrow(() -> new MailboxException(Kind.FOLDER_UNKNOWN)))
                .compose(folder -> mailbox.archive()
                        ? Future.succeededFuture(folder)
                        : get(client, mailbox, folder.parent()).map(folder));
    }

    /** Without those whose parents are not there: they are in an archive mailbox that was disconnected. */
    private static List<MailFolder> reached(List<MailFolder> all) {
        Set<MailFolder> there = Set.copyOf(FolderTree.below(all, MailFolder.of(DistinguishedFolder.ROOT)));
        return all.stream().filter(there::contains).toList();
    }

    /** A folder with all below it, parents before what lies in them. */
    public Future<List<MailFolder>> tree(SqlClient client, Mailbox mailbox, MailFolder root) {
        return all(client, mailbox).map(all -> FolderTree.below(all, root));
    }

    /**
     * Makes a folder in another. Fails with FOLDER_EXISTS where that has one of that name, compared without case, and
     * with FOLDER_TOO_DEEP.
     *
     * @param search as {@link MailFolder#search}
     */
    public Future<MailFolder> create(
            SqlConnection connection,
            Mailbox mailbox,
            MailFolder parent,
            String name,
            String folderClass,
            @Nullable String search) {
        String id = ids.uuid();
        return requireFreeName(connection, mailbox, parent.key(), name, "")
                .compose(free -> FolderTree.requireRoom(connection, parent.key(), 1))
                .compose(free -> MailboxChangeLog.next(connection, mailbox.id()))
                .compose(change -> Rows.execute(
                        connection,
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
                        search))
                .compose(inserted -> get(connection, mailbox, id));
    }

    /**
     * Gives a folder another name, class or parent. Fails with FOLDER_DISTINGUISHED for one every mailbox has,
     * FOLDER_EXISTS, FOLDER_TOO_DEEP, or FOLDER_IN_ITSELF where it would lie below itself.
     */
    public Future<MailFolder> update(SqlConnection connection, Mailbox mailbox, MailFolder folder) {
        return requireMade(folder)
                .compose(made -> tree(connection, mailbox, folder))
                .compose(tree -> tree.stream().anyMatch(below -> below.key().equals(folder.parent()))
                        ? MailboxException.failed(Kind.FOLDER_IN_ITSELF)
                        : FolderTree.requireRoom(connection, folder.parent(), FolderTree.levels(tree)))
                .compose(room -> requireFreeName(connection, mailbox, folder.parent(), folder.name(), folder.key()))
                .compose(free -> MailboxChangeLog.next(connection, mailbox.id()))
                .compose(change -> Rows.execute(
                        connection,
                        "UPDATE folders SET parent = ?, name = ?, name_key = ?, class = ?, change = ?, modified = ?,"
                                + " search = ? WHERE id = ?",
                        folder.parent(),
                        folder.name(),
                        NameKey.trimmed(folder.name()),
                        folder.folderClass(),
                        change,
                        now(),
                        folder.search(),
                        folder.key()))
                .compose(updated -> get(connection, mailbox, folder.key()));
    }

    /** Removes a folder, in which nothing may lie any more. Fails with FOLDER_DISTINGUISHED. */
    public Future<Void> remove(SqlConnection connection, Mailbox mailbox, MailFolder folder) {
        return requireMade(folder)
                .compose(made -> MailboxChangeLog.next(connection, mailbox.id()))
                .compose(change -> MailboxChangeLog.bury(
                        connection,
                        Gone.FOLDER,
                        mailbox.id(),
                        folder.parent(),
                        folder.key(),
                        folder.entered(),
                        change,
                        now()))
                .compose(buried -> Rows.execute(connection, "DELETE FROM folders WHERE id = ?", folder.key()));
    }

    /** What has happened to the folders that people make since a change, oldest first; 0 is before the first change. */
    public Future<List<FolderChange>> changes(SqlClient client, Mailbox mailbox, long since) {
        return made(client, " AND change > ?", mailbox.id(), since)
                .compose(there -> Rows.list(
                                client,
                                "SELECT change, id FROM tombstones WHERE kind = 'FOLDER' AND mailbox = ? AND change > ?"
                                        + " AND entered <= ?",
                                row -> new FolderChange(row.getLong(0), row.getString(1), null, false),
                                mailbox.id(),
                                since,
                                since)
                        .map(gone -> Stream.concat(
                                        there.stream()
                                                .map(folder -> new FolderChange(
                                                        folder.change(),
                                                        folder.key(),
                                                        folder,
                                                        folder.entered() > since)),
                                        gone.stream())
                                .sorted(Comparator.comparingLong(FolderChange::change))
                                .toList()));
    }

    /** A name that is free in a folder: the one wished for, else with the first number behind it that makes it so. */
    public Future<String> freeName(SqlClient client, Mailbox mailbox, String parent, String wished) {
        return Rows.list(
                        client,
                        "SELECT name_key FROM folders WHERE mailbox = ? AND parent = ?",
                        row -> row.getString(0),
                        mailbox.id(),
                        parent)
                .map(taken -> {
                    String name = wished;
                    for (int number = 1; taken.contains(NameKey.trimmed(name)); number++) {
                        name = wished + number;
                    }
                    return name;
                });
    }

    /** The item of a class that is kept with a folder, compared without case: its settings. Empty where there is none. */
    public static Future<Optional<Item>> settings(
            SqlClient client, Mailbox mailbox, MailFolder folder, String itemClass) {
        return Rows.first(
                client,
                ItemRowMapper.SELECT + " WHERE mailbox = ? AND folder = ? AND associated = 1"
                        + " AND class = ? COLLATE NOCASE ORDER BY entered LIMIT 1",
                ItemRowMapper::item,
                mailbox.id(),
                folder.key(),
                itemClass);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static Future<Void> requireMade(MailFolder folder) {
        return folder.known().isPresent()
                ? MailboxException.failed(Kind.FOLDER_DISTINGUISHED)
                : Future.succeededFuture();
    }

    private static Future<Void> requireFreeName(
            SqlConnection connection, Mailbox mailbox, String parent, String name, String except) {
        boolean known = Arrays.stream(DistinguishedFolder.values())
                .map(MailFolder::of)
                .anyMatch(folder ->
                        folder.parent().equals(parent) && folder.name().equalsIgnoreCase(name.strip()));
        if (known) {
            return MailboxException.failed(Kind.FOLDER_EXISTS);
        }
        return made(
                        connection,
                        " AND parent = ? AND name_key = ? AND id <> ?",
                        mailbox.id(),
                        parent,
                        NameKey.trimmed(name),
                        except)
                .compose(taken ->
                        taken.isEmpty() ? Future.succeededFuture() : MailboxException.failed(Kind.FOLDER_EXISTS));
    }

    private static boolean isIn(Mailbox mailbox, DistinguishedFolder folder) {
        return mailbox.archive() || !folder.isOfArchive();
    }
}
