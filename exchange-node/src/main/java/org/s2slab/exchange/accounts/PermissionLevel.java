package org.s2slab.exchange.accounts;

import java.util.Arrays;
import java.util.Optional;

/** The named permission levels of folders, as spelled in EWS. A combination of rights without a name is Custom. */
public enum PermissionLevel {
    None(0, "None"),
    Owner(0x7FB, "Owner"),
    PublishingEditor(0x4FB, "PublishingEditor"),
    Editor(0x47B, "Editor"),
    PublishingAuthor(0x49B, "PublishingAuthor"),
    Author(0x41B, "Author"),
    NoneditingAuthor(0x413, "NonEditingAuthor"),
    Reviewer(0x401, "Reviewer"),
    Contributor(0x402, "Contributor"),
    /** For calendars only. */
    FreeBusyTimeOnly(0x800, "AvailabilityOnly"),
    /** For calendars only. */
    FreeBusyTimeAndSubjectAndLocation(0x1800, "LimitedDetails");

    @SuppressWarnings("ImmutableEnumChecker") // a record of a number
    private final FolderRights rights;

    private final String cmdletName;

    PermissionLevel(int rights, String cmdletName) {
        this.rights = new FolderRights(rights);
        this.cmdletName = cmdletName;
    }

    public FolderRights rights() {
        return rights;
    }

    /** The name of the level in the folder permission cmdlets. */
    public String cmdletName() {
        return cmdletName;
    }

    public boolean isOfCalendarsOnly() {
        return this == FreeBusyTimeOnly || this == FreeBusyTimeAndSubjectAndLocation;
    }

    /** The level with exactly these rights. Free/busy rights do not count for a user who may read all items. */
    public static Optional<PermissionLevel> of(FolderRights rights) {
        int bits = rights.has(FolderRights.READ_ANY)
                ? rights.bits() & ~(FolderRights.FREE_BUSY_TIMES | FolderRights.FREE_BUSY_DETAILS)
                : rights.bits();
        return Arrays.stream(values())
                .filter(level -> level.rights.bits() == bits)
                .findFirst();
    }
}
