package org.s2slab.exchange.availability;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * An entry in the {@code MailboxDataArray} of an availability request.
 *
 * @param reached the mailbox or the members of the group; empty if the address is unknown
 * @param traits the properties that are either true or false
 */
record RequestedMailbox(XmlElement entry, String address, List<Mailbox> reached, Switches<RequestedTrait> traits) {
    /** A property of an entry that is either true or false. */
    enum RequestedTrait {
        /** The address is the address of a group. */
        GROUP,

        /** The group has so many members that the request exceeds its limit. */
        TOO_BIG
    }

    /** The maximum number of mailboxes in a request, including group members. */
    private static final int MOST = 100;

    /**
     * The entries of a request.
     *
     * @throws EwsFault ErrorMailboxDataArrayTooBig if there are too many entries
     */
    static List<RequestedMailbox> of(AddressBook book, XmlElement operation) {
        List<XmlElement> entries = operation.childrenOf("MailboxDataArray");
        if (entries.size() > MOST) {
            throw new EwsFault(
                    ResponseCode.ErrorMailboxDataArrayTooBig,
                    "MailboxDataArray has " + entries.size() + " entries; at most " + MOST + " are answered.");
        }
        List<RequestedMailbox> all = new ArrayList<>();
        int room = MOST - entries.size();
        for (XmlElement entry : entries) {
            String address = address(entry);
            List<Mailbox> reached = book.reachedBy(address);
            int more = Math.max(0, reached.size() - 1);
            boolean isTooBig = more > room;
            room -= isTooBig ? 0 : more;
            all.add(new RequestedMailbox(
                    entry,
                    address,
                    reached,
                    Switches.<RequestedTrait>of()
                            .with(RequestedTrait.GROUP, book.groupAt(address).isPresent())
                            .with(RequestedTrait.TOO_BIG, isTooBig)));
        }
        return all;
    }

    private static String address(XmlElement entry) {
        return Objects.requireNonNullElse(entry.textAt("Email", "Address"), "").replaceFirst("(?i)^smtp:", "");
    }

    /** Whether the response omits times at which this attendee has a conflict. */
    boolean excludesConflicts() {
        return entry.isChildTrue("ExcludeConflicts");
    }

    boolean isGroup() {
        return traits.has(RequestedTrait.GROUP);
    }

    boolean isTooBig() {
        return traits.has(RequestedTrait.TOO_BIG);
    }
}
