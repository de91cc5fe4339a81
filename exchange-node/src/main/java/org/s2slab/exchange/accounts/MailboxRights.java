package org.s2slab.exchange.accounts;

import java.util.Map;
import java.util.Set;

/**
 * The rights of a user in a mailbox.
 *
 * @param actor the user
 * @param full whether the user is the owner or has FullAccess
 * @param folders the user's rights by folder key, for folders with own permissions
 * @param calendars the keys of the calendar folders except the default calendar
 * @param viewsPrivate whether the user sees private items
 * @param created the ids of the items that the user created in another user's mailbox
 */
public record MailboxRights(
        Mailbox actor,
        boolean full,
        Map<String, FolderRights> folders,
        Set<String> calendars,
        boolean viewsPrivate,
        Set<String> created) {
    private static final String CALENDAR = "calendar";

    public MailboxRights {
        folders = Map.copyOf(folders);
        calendars = Set.copyOf(calendars);
        created = Set.copyOf(created);
    }

    /** The rights of an owner in their own mailbox. */
    public static MailboxRights own(Mailbox owner) {
        return new MailboxRights(owner, true, Map.of(), Set.of(), true, Set.of());
    }

    /** The default rights of all users in a folder: only free/busy times in the calendar. */
    public static FolderRights usual(String folder) {
        return folder.equals(CALENDAR) ? PermissionLevel.FreeBusyTimeOnly.rights() : FolderRights.NONE;
    }

    /** The rights in a folder. */
    public FolderRights of(String folder) {
        return full ? FolderRights.ALL : folders.getOrDefault(folder, usual(folder));
    }

    /** Whether the user may act on an item: with the first flag on any item, with the second flag only on own items. */
    public boolean allows(String folder, String item, int any, int owned) {
        FolderRights rights = of(folder);
        return rights.has(any) || (rights.has(owned) && created.contains(item));
    }

    /**
     * Whether the user may read an item. Since Exchange 2013 SP1, users also read their own items in a folder in which
     * they may only create items (MS-OXWSFOLD R1531), but not in a calendar (R487).
     */
    public boolean reads(String folder, String item) {
        boolean calendar = folder.equals(CALENDAR) || calendars.contains(folder);
        return allows(folder, item, FolderRights.READ_ANY, calendar ? FolderRights.READ_ANY : FolderRights.CREATE);
    }

    /** Whether the user sees a private item. */
    public boolean views(String item) {
        return viewsPrivate || created.contains(item);
    }
}
