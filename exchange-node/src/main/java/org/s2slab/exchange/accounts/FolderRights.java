package org.s2slab.exchange.accounts;

/**
 * The rights of a user in a folder.
 *
 * @param bits the flags of PidTagMemberRights ([MS-OXCPERM] 2.2.7)
 */
public record FolderRights(int bits) {
    public static final int READ_ANY = 0x1;
    public static final int CREATE = 0x2;
    public static final int EDIT_OWNED = 0x8;
    public static final int DELETE_OWNED = 0x10;
    public static final int EDIT_ANY = 0x20;
    public static final int DELETE_ANY = 0x40;
    public static final int CREATE_SUBFOLDER = 0x80;
    public static final int OWNER = 0x100;
    public static final int CONTACT = 0x200;
    public static final int VISIBLE = 0x400;
    public static final int FREE_BUSY_TIMES = 0x800;
    public static final int FREE_BUSY_DETAILS = 0x1000;

    public static final FolderRights NONE = new FolderRights(0);

    /** The rights of the mailbox owner, which no permission limits. */
    public static final FolderRights ALL = new FolderRights(0x1FFB);

    /** Adds implied rights: a right on all items includes own items; free/busy details include the times. */
    public FolderRights {
        bits |= (bits & EDIT_ANY) == 0 ? 0 : EDIT_OWNED;
        bits |= (bits & DELETE_ANY) == 0 ? 0 : DELETE_OWNED;
        bits |= (bits & FREE_BUSY_DETAILS) == 0 ? 0 : FREE_BUSY_TIMES;
    }

    /** Whether the rights include all of these flags. */
    public boolean has(int flags) {
        return (bits & flags) == flags;
    }

    /** Whether the user sees the folder: with the flag Visible, or as its owner or reader. */
    public boolean seesFolder() {
        return (bits & (VISIBLE | OWNER | READ_ANY)) != 0;
    }

    /** The visible details of a calendar: a value of {@code CalendarPermissionReadAccessType}. */
    public String readAccess() {
        return has(READ_ANY)
                ? "FullDetails"
                : has(FREE_BUSY_DETAILS) ? "TimeAndSubjectAndLocation" : has(FREE_BUSY_TIMES) ? "TimeOnly" : "None";
    }

    /** Returns {@code None}, {@code Owned} or {@code All}, by a flag for own items and a flag for all items. */
    public String over(int owned, int any) {
        return has(any) ? "All" : has(owned) ? "Owned" : "None";
    }
}
