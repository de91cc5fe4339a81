package org.s2slab.exchange.permissions;

import static org.s2slab.exchange.permissions.FolderPermission.ANONYMOUS;
import static org.s2slab.exchange.permissions.FolderPermission.DEFAULT;

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
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;

/** Stores the permissions of folders and mailboxes. */
public record PermissionStore(Database database, MailboxDirectory mailboxes) {
    /** A right on a whole mailbox. The cmdlets use the same names. */
    public enum Permission {
        FullAccess,
        SendAs,
        SendOnBehalf
    }

    /** The account with an id; empty for Default and Anonymous. */
    Optional<Mailbox> account(String id) {
        return mailboxes.withId(id);
    }

    /**
     * The single mailbox with an Identity.
     *
     * @throws org.s2slab.refusal.Refusal if no mailbox or several mailboxes match
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
    public Map<String, List<String>> sendersOnBehalf(ReadTransaction rx) {
        return rx.grouped(
                "SELECT p.mailbox AS mailbox, a.name AS name FROM mailbox_permissions p JOIN accounts a ON a.id = p.account"
                        + " WHERE p.permission = 'SendOnBehalf' ORDER BY a.name",
                "mailbox",
                "name");
    }

    /** Replaces the users who may send on behalf of a mailbox. */
    public void setSendersOnBehalf(WriteTransaction tx, Mailbox mailbox, List<String> users) {
        tx.execute("DELETE FROM mailbox_permissions WHERE mailbox = ? AND permission = 'SendOnBehalf'", mailbox.id());
        users.forEach(user -> set(tx, mailbox, identified(user).id(), Permission.SendOnBehalf, true));
    }

    /** The permissions of a folder: Default and Anonymous first, then the others sorted by account id. */
    List<FolderPermission> of(ReadTransaction rx, Mailbox mailbox, String folder) {
        List<FolderPermission> found = rx.list(
                "SELECT member, rights FROM folder_permissions WHERE mailbox = ? AND folder = ?"
                        + " ORDER BY member <> 'Default', member <> 'Anonymous', member",
                row -> new FolderPermission(row.text("member"), rights(row)),
                mailbox.id(),
                folder);
        return found.isEmpty() ? usual(folder) : found;
    }

    private static FolderRights rights(ResultRow row) {
        return new FolderRights((int) row.integer("rights"));
    }

    private static List<FolderPermission> usual(String folder) {
        return List.of(
                new FolderPermission(DEFAULT, MailboxRights.usual(folder)),
                new FolderPermission(ANONYMOUS, FolderRights.NONE));
    }

    /** Replaces the permissions of a folder. Default and Anonymous get no rights unless the list contains them. */
    void replace(WriteTransaction tx, Mailbox mailbox, String folder, List<FolderPermission> requested) {
        Map<String, FolderRights> rights =
                new HashMap<>(Map.of(DEFAULT, FolderRights.NONE, ANONYMOUS, FolderRights.NONE));
        requested.forEach(entry -> rights.put(entry.member(), entry.rights()));
        reset(tx, mailbox, folder);
        rights.forEach((member, given) -> tx.execute(
                "INSERT INTO folder_permissions (mailbox, folder, member, rights) VALUES (?, ?, ?, ?)",
                mailbox.id(),
                folder,
                member,
                given.bits()));
    }

    /** Resets the permissions of a folder to the permissions that the folder has in a new mailbox. */
    void reset(WriteTransaction tx, Mailbox mailbox, String folder) {
        tx.execute("DELETE FROM folder_permissions WHERE mailbox = ? AND folder = ?", mailbox.id(), folder);
    }

    /** Replaces the rights of a member in a folder; null removes the member's entry. */
    void put(WriteTransaction tx, Mailbox mailbox, String folder, String member, @Nullable FolderRights rights) {
        List<FolderPermission> after = new ArrayList<>(of(tx, mailbox, folder));
        after.removeIf(entry -> entry.member().equals(member));
        if (rights != null) {
            after.add(new FolderPermission(member, rights));
        }
        replace(tx, mailbox, folder, after);
    }

    /** The rights of a user in a mailbox. */
    public MailboxRights rights(ReadTransaction rx, Mailbox mailbox, Mailbox actor) {
        if (mailbox.id().equals(actor.id())) {
            return MailboxRights.own(mailbox);
        }
        boolean full = accounts(rx, mailbox, Permission.FullAccess).contains(actor.id());
        return new MailboxRights(
                actor,
                full,
                folders(rx, mailbox, actor),
                calendars(rx, mailbox),
                full || viewsPrivate(rx, mailbox, actor),
                created(rx, mailbox, actor));
    }

    private static boolean viewsPrivate(ReadTransaction rx, Mailbox mailbox, Mailbox actor) {
        return rx.number(
                        "SELECT views_private AS number FROM delegates WHERE mailbox = ? AND account = ?",
                        mailbox.id(),
                        actor.id())
                == 1;
    }

    /** The user's rights by folder. An entry for the user takes precedence over Default. */
    private static Map<String, FolderRights> folders(ReadTransaction rx, Mailbox mailbox, Mailbox actor) {
        Map<String, FolderRights> folders = new HashMap<>();
        rx.forEach(
                "SELECT folder, rights FROM folder_permissions WHERE mailbox = ? AND member IN (?, 'Default')"
                        + " ORDER BY member <> 'Default'",
                row -> folders.put(row.text("folder"), rights(row)),
                mailbox.id(),
                actor.id());
        return folders;
    }

    private static Set<String> calendars(ReadTransaction rx, Mailbox mailbox) {
        return new HashSet<>(rx.list(
                "SELECT id FROM folders WHERE mailbox = ? AND LOWER(class) LIKE 'ipf.appointment%'",
                row -> row.text("id"), mailbox.id()));
    }

    private static Set<String> created(ReadTransaction rx, Mailbox mailbox, Mailbox actor) {
        return new HashSet<>(rx.list(
                "SELECT i.id AS id FROM item_creators c JOIN items i ON i.number = c.item"
                        + " WHERE i.mailbox = ? AND c.account = ?",
                row -> row.text("id"),
                mailbox.id(),
                actor.id()));
    }

    /** Stores the creator of an item, unless the creator is the mailbox owner. */
    public static Item created(WriteTransaction tx, Item item, MailboxRights rights) {
        if (!item.mailbox().equals(rights.actor().id())) {
            tx.execute(
                    "INSERT INTO item_creators (item, account) VALUES (?, ?)"
                            + " ON CONFLICT (item) DO UPDATE SET account = excluded.account",
                    item.number(),
                    rights.actor().id());
        }
        return item;
    }

    /** The right by which a user may send for a mailbox: SendAs or SendOnBehalf; empty if the user has neither. */
    public Optional<Permission> sending(ReadTransaction rx, Mailbox principal, Mailbox actor) {
        return rx.first(
                "SELECT permission FROM mailbox_permissions WHERE mailbox = ? AND account = ?"
                        + " AND permission IN ('SendAs', 'SendOnBehalf') ORDER BY permission",
                row -> Permission.valueOf(row.text("permission")),
                principal.id(),
                actor.id());
    }

    /** The ids of the accounts with a right on the whole mailbox. */
    List<String> accounts(ReadTransaction rx, Mailbox mailbox, Permission permission) {
        return rx.list(
                "SELECT account FROM mailbox_permissions WHERE mailbox = ? AND permission = ? ORDER BY account",
                row -> row.text("account"),
                mailbox.id(),
                permission.name());
    }

    /** Grants or removes a right on the whole mailbox. */
    void set(WriteTransaction tx, Mailbox mailbox, String account, Permission permission, boolean given) {
        tx.execute(
                given
                        ? "INSERT INTO mailbox_permissions (mailbox, account, permission) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
                        : "DELETE FROM mailbox_permissions WHERE mailbox = ? AND account = ? AND permission = ?",
                mailbox.id(),
                account,
                permission.name());
    }
}
