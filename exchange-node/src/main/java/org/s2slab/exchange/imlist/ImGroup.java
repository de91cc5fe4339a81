package org.s2slab.exchange.imlist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of an IM list.
 *
 * @param name display name
 * @param smtpAddress the distribution group's address, or null for any other group
 * @param members ids of its contacts, in the order they were added
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

        /** The {@code GroupType} of answers. */
        public String itemClass() {
            return itemClass;
        }

        /** Whether it always exists and can be neither renamed nor removed. */
        public boolean isDefault() {
            return this == OTHER_CONTACTS || this == TAGGED || this == FAVORITES;
        }
    }

    public ImGroup {
        members = List.copyOf(members);
    }

    /** The same group with these members. */
    ImGroup with(List<String> others) {
        return new ImGroup(id, name, type, smtpAddress, others);
    }
}
