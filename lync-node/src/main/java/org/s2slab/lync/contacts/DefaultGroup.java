package org.s2slab.lync.contacts;

import java.util.Arrays;
import java.util.Optional;

/** The groups that exist in every list and cannot be renamed or removed. */
enum DefaultGroup {
    OTHER_CONTACTS("Other Contacts", "OtherContacts"),
    FAVORITES("Favorites", "Favorites"),
    TAGGED("Tagged", "Tagged");

    private final String title;
    private final String kind;

    DefaultGroup(String title, String kind) {
        this.title = title;
        this.kind = kind;
    }

    /** The name in Lync. The name in Exchange may be in the mailbox's language. */
    String title() {
        return title;
    }

    static Optional<DefaultGroup> titled(String name) {
        return Arrays.stream(values())
                .filter(group -> group.title.equalsIgnoreCase(name))
                .findFirst();
    }

    /** @param kind the last word of Exchange's group type ([MS-OXWSCOS] 2.2.4.2) */
    static Optional<DefaultGroup> ofKind(String kind) {
        return Arrays.stream(values()).filter(group -> group.kind.equals(kind)).findFirst();
    }
}
