package org.s2slab.exchange.permissions;

import static org.s2slab.exchange.permissions.FolderPermission.ANONYMOUS;
import static org.s2slab.exchange.permissions.FolderPermission.DEFAULT;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;

/** Stores the permissions of folders and mailboxes. Reads and changes take the connection of the caller's transaction. */
public record PermissionStore(Database database, MailboxDirectory mailboxes) {
    /** A right in a whole mailbox, spelled as the cmdlets spell it. */
    public enum Permission {
        FullAccess,
        SendAs,
        SendOnBehalf
    }

    /** For reads outside of a transaction. */
    SqlClient client() {
        return database.pool();
    }

    /** The account of an id; empty for Default and Anonymous. */
    Optional<Mailbox> account(String id) {
        return mailboxes.withId(id);
    }

    /**
     * The one mailbox that an administrator's Identity names.
     *
     * @throws org.s2slab.refusal.Refusal where it names none or several
     */
    Mailbox identified(String identity) {
        List<Mailbox> found =
                mailboxes.identified(identity).stream().filter(Mailbox::present).toList();
        if (found.size() != 1) {
            throw ExchangeCmdlets.notFound(identity);
        }
        return found.get(0);
    }

    /** The names of the users who may send on behalf of others, by the ids of the mailboxes. */
    public Future<Map<String, List<String>>> sendersOnBehalf() {
        return database.query("SELECT p.mailbox, a.name FROM mailbox_permissions p JOIN accounts a ON a.id = p.account"
                        + " WHERE p.permission = 'SendOnBehalf' ORDER BY a.name")
                .map(Rows::grouped);
    }

    /** Lets these users send on behalf of a mailbox, and nobody else. */
    public Future<Void> setSendersOnBehalf(Mailbox mailbox, List<String> users) {
        List<Mailbox> senders = users.stream().map(this::identified).toList();
        return database.transaction(connection -> Rows.execute(
                        connection,
                        "DELETE FROM mailbox_permissions WHERE mailbox = ? AND permission = 'SendOnBehalf'",
                        mailbox.id())
                .compose(deleted -> WorkSequence.each(
                        senders, user -> set(connection, mailbox, user.id(), Permission.SendOnBehalf, true))));
    }

    /** The permissions of a folder: Default and Anonymous first, the others in the order of their accounts. */
    Future<List<FolderPermission>> of(SqlClient client, Mailbox mailbox, String folder) {
        return Rows.list(
                        client,
                        "SELECT member, rights FROM folder_permissions WHERE mailbox = ? AND folder = ?"
                                + " ORDER BY member <> 'Default', member <> 'Anonymous', member",
                        row -> new FolderPermission(row.getString(0), new FolderRights(row.getInteger(1))),
                        mailbox.id(),
                        folder)
                .map(found -> found.isEmpty() ? usual(folder) : found);
    }

    private static List<FolderPermission> usual(String folder) {
        return List.of(
                new FolderPermission(DEFAULT, MailboxRights.usual(folder)),
                new FolderPermission(ANONYMOUS, FolderRights.NONE));
    }

    /** Replaces the permissions of a folder; Default and Anonymous have no rights unless they are given. */
    Future<Void> replace(SqlConnection connection, Mailbox mailbox, String folder, List<FolderPermission> wanted) {
        Map<String, FolderRights> rights =
                new HashMap<>(Map.of(DEFAULT, FolderRights.NONE, ANONYMOUS, FolderRights.NONE));
        wanted.forEach(entry -> rights.put(entry.member(), entry.rights()));
        List<Tuple> rows = new ArrayList<>();
        rights.forEach((member, given) -> rows.add(Tuple.of(mailbox.id(), folder, member, given.bits())));
        return reset(connection, mailbox, folder)
                .compose(deleted -> Rows.batch(
                        connection,
                        "INSERT INTO folder_permissions (mailbox, folder, member, rights) VALUES (?, ?, ?, ?)",
                        rows));
    }

    /** Gives a folder the permissions of a new mailbox again. */
    Future<Void> reset(SqlConnection connection, Mailbox mailbox, String folder) {
        return Rows.execute(
                connection, "DELETE FROM folder_permissions WHERE mailbox = ? AND folder = ?", mailbox.id(), folder);
    }

    /** Gives somebody these rights in a folder instead of those they have; null takes their entry away. */
    Future<Void> put(
            SqlConnection connection, Mailbox mailbox, String folder, String member, @Nullable FolderRights rights) {
        return of(connection, mailbox, folder).compose(before -> {
            List<FolderPermission> after = new ArrayList<>(before);
            after.removeIf(entry -> entry.member().equals(member));
            if (rights != null) {
                after.add(new FolderPermission(member, rights));
            }
            return replace(connection, mailbox, folder, after);
        });
    }

    /** The rights of a person in a mailbox. */
    public Future<MailboxRights> rights(SqlClient client, Mailbox mailbox, Mailbox actor) {
        return mailbox.id().equals(actor.id())
                ? Future.succeededFuture(MailboxRights.own(mailbox))
                : has(client, mailbox, actor, Permission.FullAccess)
                        .compose(full -> folders(client, mailbox, actor)
                                .compose(folders -> Rows.first(
                                                client,
                                                "SELECT views_private FROM delegates WHERE mailbox = ? AND account = ?",
                                                row -> row.getInteger(0) == 1,
                                                mailbox.id(),
                                                actor.id())
                                        .compose(views -> created(client, mailbox, actor)
                                                .compose(created -> calendars(client, mailbox)
                                                        .map(calendars -> new MailboxRights(
                                                                actor,
                                                                full,
                                                                folders,
                                                                calendars,
                                                                full || views.orElse(false),
                                                                created))))));
    }

    /** An entry of their own goes before Default. */
    private static Future<Map<String, FolderRights>> folders(SqlClient client, Mailbox mailbox, Mailbox actor) {
        return Rows.query(
                        client,
                        "SELECT folder, rights FROM folder_permissions WHERE mailbox = ? AND member IN (?, 'Default')"
                                + " ORDER BY member <> 'Default'",
                        mailbox.id(),
                        actor.id())
                .map(rows -> {
                    Map<String, FolderRights> folders = new HashMap<>();
                    rows.forEach(row -> folders.put(row.getString(0), new FolderRights(row.getInteger(1))));
                    return folders;
                });
    }

    private static Future<Set<String>> calendars(SqlClient client, Mailbox mailbox) {
        return Rows.list(
                        client,
                        "SELECT id FROM folders WHERE mailbox = ? AND class LIKE 'IPF.Appointment%'",
                        row -> row.getString(0),
                        mailbox.id())
                .map(HashSet::new);
    }

    private static Future<Set<String>> created(SqlClient client, Mailbox mailbox, Mailbox actor) {
        return Rows.list(
                        client,
                        "SELECT i.id FROM item_creators c JOIN items i ON i.number = c.item"
                                + " WHERE i.mailbox = ? AND c.account = ?",
                        row -> row.getString(0),
                        mailbox.id(),
                        actor.id())
                .map(HashSet::new);
    }

    /** Notes who created an item; the owner of its mailbox is not noted. */
    public static Future<Item> created(SqlConnection connection, Item item, MailboxRights rights) {
        return item.mailbox().equals(rights.actor().id())
                ? Future.succeededFuture(item)
                : Rows.execute(
                                connection,
                                "INSERT OR REPLACE INTO item_creators (item, account) VALUES (?, ?)",
                                item.number(),
                                rights.actor().id())
                        .map(item);
    }

    /** Whether somebody has a right in the whole mailbox. */
    public Future<Boolean> has(SqlClient client, Mailbox mailbox, Mailbox account, Permission permission) {
        return accounts(client, mailbox, permission).map(accounts -> accounts.contains(account.id()));
    }

    /** How somebody may send for another: as them, or on their behalf; empty where they may not. */
    public Future<Optional<Permission>> sending(SqlClient client, Mailbox principal, Mailbox actor) {
        return Rows.first(
                client,
                "SELECT permission FROM mailbox_permissions WHERE mailbox = ? AND account = ?"
                        + " AND permission IN ('SendAs', 'SendOnBehalf') ORDER BY permission",
                row -> Permission.valueOf(row.getString(0)),
                principal.id(),
                actor.id());
    }

    /** The ids of the accounts with a right in the whole mailbox. */
    Future<List<String>> accounts(SqlClient client, Mailbox mailbox, Permission permission) {
        return Rows.list(
                client,
                "SELECT account FROM mailbox_permissions WHERE mailbox = ? AND permission = ? ORDER BY account",
                row -> row.getString(0),
                mailbox.id(),
                permission.name());
    }

    /** Gives a right in the whole mailbox, or takes it. */
    Future<Void> set(SqlClient client, Mailbox mailbox, String account, Permission permission, boolean given) {
        return Rows.execute(
                client,
                given
                        ? "INSERT OR IGNORE INTO mailbox_permissions (mailbox, account, permission) VALUES (?, ?, ?)"
                        : "DELETE FROM mailbox_permissions WHERE mailbox = ? AND account = ? AND permission = ?",
                mailbox.id(),
                account,
                permission.name());
    }
}
