package org.s2slab.exchange.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.ids.ChangeKeyFormat;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;

/**
 * An item in a folder.
 *
 * @param number the row number, which a move or a change does not alter
 * @param id the key of the item in EWS ids; a move changes it, as in the product
 * @param mailbox the id of the mailbox
 * @param folder a distinguished folder name, or the id of another folder
 * @param deposit the identity of the deposit (see {@code BatchItemWriter}), or null
 * @param history the times and mailbox changes of the item
 * @param size the size in bytes with attachments
 * @param attached whether the item has attachments, and whether some are not inline
 * @param depositor the application whose token deposited the item, {@code id@realm}; null for other items
 */
public record Item(
        long number,
        String id,
        String mailbox,
        String folder,
        ItemContent content,
        @Nullable String deposit,
        History history,
        long size,
        ChangedOccurrence.Attached attached,
        @Nullable String depositor) {
    /**
     * The times of an item, and the numbers of its mailbox changes.
     *
     * @param entered the number of the mailbox change that put the item into the folder
     * @param change the number of the last mailbox change of the item; never less than {@code entered}
     */
    public record History(Instant created, Instant modified, long entered, long change) {}

    /** Whether the folder preserves items for eDiscovery: items in this folder cannot be changed or removed. */
    public boolean isPreserved() {
        return DistinguishedFolder.isPreserving(folder);
    }

    /** The EWS id of the item or occurrence. */
    public MailboxObjectId storeId() {
        return MailboxObjectId.ofItem(mailbox, id);
    }

    /** An occurrence of this series as an item. */
    public Item occurrence(Instant original, ItemContent itsContent) {
        return copy(storeId().occurrence(original).key(), itsContent, attached);
    }

    /** This item with the attachment flags of an exception; null changes nothing. */
    public Item withAttached(ChangedOccurrence.@Nullable Attached other) {
        return other == null ? this : copy(id, content, other);
    }

    /** This item with another content. */
    public Item withContent(ItemContent other) {
        return copy(id, other, attached);
    }

    private Item copy(String otherId, ItemContent other, ChangedOccurrence.Attached otherAttached) {
        return new Item(number, otherId, mailbox, folder, other, deposit, history, size, otherAttached, depositor);
    }

    /** The original start of an occurrence in its series, in seconds since 1970; null for any other item. */
    public @Nullable Long originalSeconds() {
        return storeId().kind() == MailboxObjectId.Kind.OCCURRENCE
                ? storeId().original().getEpochSecond()
                : null;
    }

    /** The EWS change key. */
    public String changeKey() {
        return ChangeKeyFormat.of(
                storeId().kind() == MailboxObjectId.Kind.OCCURRENCE
                        ? "Occurrence"
                        : content.kind().element(),
                mailbox,
                history.change());
    }
}
