package org.s2slab.exchange.imlist;

import java.util.List;

/**
 * The IM list of a mailbox.
 *
 * @param groups the three default groups first, then the others in the order in which they were added
 * @param contacts the contacts in the order in which they were added
 */
public record ImList(List<ImGroup> groups, List<ImContact> contacts) {
    public ImList {
        groups = List.copyOf(groups);
        contacts = List.copyOf(contacts);
    }
}
