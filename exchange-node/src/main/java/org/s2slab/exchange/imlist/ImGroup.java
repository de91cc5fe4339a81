package org.s2slab.exchange.imlist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of an IM list.
 *
 * @param name the display name
 * @param smtpAddress the address of a distribution group, or null for other groups
 * @param members the ids of the contacts, in the order in which they were added
 */
public record ImGroup(
        String id, String name, Type type, @Nullable String smtpAddress, List<String> members) {
    /** The type of a group ([MS-OXWSCOS] 2.2.4.2). */
    public enum Type {
        OTHER_CONTACTS("IPM.DistList.MOC.OtherContacts"),
        TAGGED("IPM.DistList.MOC.Tagged"),
        FAVORITES("IPM.DistList.MOC.Favorites"),
        USER_GROUP("IPM.DistList.MOC.UserGroup"),
        DISTRIBUTION_GROUP("IPM.DistList.MOC.DG");

        private final String itemClass;

        Type(String itemClass) {
            this.itemClass = itemClass;
        }

        /** The {@code GroupType} in responses. */
        public String itemClass() {
            return itemClass;
        }

        /** Whether the group always exists and cannot be renamed or removed. */
        public boolean isDefault() {
            return this == OTHER_CONTACTS || this == TAGGED || this == FAVORITES;
        }
    }

    public ImGroup {
        members = List.copyOf(members);
    }

    /** This group with other members. */
    ImGroup with(List<String> others) {
        return new ImGroup(id, name, type, smtpAddress, others);
    }
}
