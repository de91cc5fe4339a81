package org.s2slab.exchange.accounts;

import java.util.Map;
import java.util.Set;

/**
 * The rights of a person in a mailbox.
 *
 * @param actor the person
 * @param full whether nothing limits them: the mailbox is theirs, or they have FullAccess to it
 * @param folders their rights by the keys of folders, where these have permissions of their own
 * @param calendars the keys of the folders that hold a calendar, without the default one
 * @param viewsPrivate whether they see items that are private
 * @param created the ids of the items that they created in the mailbox of another
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

    /** The rights of everybody in a folder for which nothing else is said: the free/busy times of the calendar. */
    public static FolderRights usual(String folder) {
        return folder.equals(CALENDAR) ? PermissionLevel.FreeBusyTimeOnly.rights() : FolderRights.NONE;
    }

    /** The rights in a folder. */
    public FolderRights of(String folder) {
        return full ? FolderRights.ALL : folders.getOrDefault(folder, usual(folder));
    }

    /** Whether they may do with an item what needs the first flag for any item, or the second for one's own. */
    public boolean allows(String folder, String item, int any, int owned) {
        FolderRights rights = of(folder);
        return rights.has(any) || (rights.has(owned) && created.contains(item));
    }

    /**
     * Whether they may read an item. Since Exchange 2013 SP1 they also read their own items in a folder where they may create
     * items only (MS-OXWSFOLD R1531), but not in a calendar (R487).
     */
    public boolean reads(String folder, String item) {
        boolean calendar = folder.equals(CALENDAR) || calendars.contains(folder);
        return allows(folder, item, FolderRights.READ_ANY, calendar ? FolderRights.READ_ANY : FolderRights.CREATE);
    }

    /** Whether they see an item although it is private. */
    public boolean views(String item) {
        return viewsPrivate || created.contains(item);
    }
}
