package org.s2slab.exchange.imlist;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/** Changes the groups of IM lists. */
public record ImGroupStore(IdGenerator ids, ImLimits limits) {
    private static final String SELECT = "SELECT id, name, type, smtp_address FROM im_groups WHERE account = ?";

    /** Adds a group; fails with GROUP_NAME_TAKEN or GROUP_LIMIT. */
    public ImGroup add(WriteTransaction tx, Mailbox mailbox, String name) {
        requireFreeName(tx, mailbox, name);
        return insert(tx, mailbox, name, ImGroup.Type.USER_GROUP, null);
    }

    /** Adds a distribution group, or returns the existing one unchanged. Fails with GROUP_LIMIT. */
    public ImGroup addDistributionGroup(WriteTransaction tx, Mailbox mailbox, String smtpAddress, String name) {
        ImGroup.Type type = ImGroup.Type.DISTRIBUTION_GROUP;
        return tx.first(
                        SELECT + " AND type = ? AND name_key = ?",
                        ImGroupStore::group,
                        mailbox.id(),
                        type.name(),
                        NameKey.trimmed(smtpAddress))
                .orElseGet(() -> insert(tx, mailbox, name, type, smtpAddress));
    }

    /** Renames a group; fails with GROUP_UNKNOWN or GROUP_NAME_TAKEN, even for an unchanged name. */
    public void rename(WriteTransaction tx, Mailbox mailbox, String group, String name) {
        require(tx, mailbox, group, ImGroup.Type.USER_GROUP);
        requireFreeName(tx, mailbox, name);
        tx.execute("UPDATE im_groups SET name = ?, name_key = ? WHERE id = ?", name, NameKey.trimmed(name), group);
    }

    /**
     * Removes a group of a type; fails with GROUP_UNKNOWN. A contact that was only in this group moves to the default
     * group "Other Contacts".
     */
    public void remove(WriteTransaction tx, Mailbox mailbox, String group, ImGroup.Type type) {
        require(tx, mailbox, group, type);
        tx.execute(
                "UPDATE im_members SET group_id = (SELECT id FROM im_groups WHERE account = ?"
                        + " AND type = 'OTHER_CONTACTS') WHERE group_id = ? AND contact_id NOT IN"
                        + " (SELECT contact_id FROM im_members WHERE group_id <> ?)",
                mailbox.id(),
                group,
                group);
        tx.execute("DELETE FROM im_members WHERE group_id = ?", group);
        tx.execute("DELETE FROM im_groups WHERE id = ?", group);
    }

    private ImGroup insert(
            WriteTransaction tx, Mailbox mailbox, String name, ImGroup.Type type, @Nullable String smtpAddress) {
        requireRoom(tx, mailbox);
        String id = ids.uuid();
        tx.execute(
                "INSERT INTO im_groups (id, account, position, name, name_key, type, smtp_address)"
                        + " VALUES (?, ?, (SELECT MAX(position) + 1 FROM im_groups WHERE account = ?), ?, ?, ?, ?)",
                id,
                mailbox.id(),
                mailbox.id(),
                name,
                NameKey.trimmed(smtpAddress == null ? name : smtpAddress),
                type.name(),
                smtpAddress);
        return new ImGroup(id, name, type, smtpAddress, List.of());
    }

    private void requireRoom(ReadTransaction rx, Mailbox mailbox) {
        long groups = rx.number(
                "SELECT COUNT(*) AS number FROM im_groups WHERE account = ?"
                        + " AND type IN ('USER_GROUP', 'DISTRIBUTION_GROUP')",
                mailbox.id());
        Kind.GROUP_LIMIT.throwIf(groups >= limits.groups());
    }

    private static void requireFreeName(ReadTransaction rx, Mailbox mailbox, String name) {
        Kind.GROUP_NAME_TAKEN.throwIf(rx.first(
                        SELECT + " AND name_key = ? AND type <> 'DISTRIBUTION_GROUP'",
                        ImGroupStore::group,
                        mailbox.id(),
                        NameKey.trimmed(name))
                .isPresent());
    }

    private static void require(ReadTransaction rx, Mailbox mailbox, String group, ImGroup.Type type) {
        Kind.GROUP_UNKNOWN.throwIf(
                find(rx, mailbox, group).filter(there -> there.type() == type).isEmpty());
    }

    /** The group of a mailbox by key, without its members. */
    static Optional<ImGroup> find(ReadTransaction rx, Mailbox mailbox, String group) {
        return rx.first(SELECT + " AND id = ?", ImGroupStore::group, mailbox.id(), group);
    }

    /** The groups of a mailbox in their order, without their members. */
    static List<ImGroup> all(ReadTransaction rx, Mailbox mailbox) {
        return rx.list(SELECT + " ORDER BY position", ImGroupStore::group, mailbox.id());
    }

    private static ImGroup group(ResultRow row) {
        return new ImGroup(
                row.text("id"),
                row.text("name"),
                ImGroup.Type.valueOf(row.text("type")),
                row.optionalText("smtp_address"),
                List.of());
    }
}
