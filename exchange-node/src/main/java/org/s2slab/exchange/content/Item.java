package org.s2slab.exchange.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.ids.ChangeKey;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.StoreId;

/**
 * An item in a folder.
 *
 * @param number the row number, which a move or a change does not alter
 * @param id the key of the item in EWS ids; a move changes it, as in the product
 * @param mailbox the id of the mailbox
 * @param folder a distinguished folder name, or the id of another folder
 * @param deposit the identity of the deposit (see {@code BatchItemWriter}), or null
 * @param size the size in bytes with attachments
 * @param isParent whether the item has attachments, inline or not
 * @param hasAttachments whether the item has attachments that are not inline
 * @param entered the number of the mailbox change that put the item into the folder
 * @param change the number of the last mailbox change of the item; never less than {@code entered}
 * @param depositor the application whose token deposited the item, {@code id@realm}; null for other items
 */
public record Item(
        long number,
        String id,
        String mailbox,
        String folder,
        ItemContent content,
        @Nullable String deposit,
        Instant created,
        Instant modified,
        long size,
        boolean isParent,
        boolean hasAttachments,
        long entered,
        long change,
        @Nullable String depositor) {
    /** Whether the folder preserves items for eDiscovery: items in this folder cannot be changed or removed. */
    public boolean isPreserved() {
        return DistinguishedFolder.isPreserving(folder);
    }

    /** The EWS id of the item or occurrence. */
    public StoreId storeId() {
        return StoreId.ofItem(mailbox, id);
    }

    /** An occurrence of this series as an item. */
    public Item occurrence(Instant original, ItemContent itsContent) {
        return copy(storeId().occurrence(original).key(), itsContent, isParent, hasAttachments);
    }

    /** This item with the attachment flags of an exception; null changes nothing. */
    public Item withAttached(SeriesChange.@Nullable Attached attached) {
        return attached == null ? this : copy(id, content, attached.any(), attached.shown());
    }

    /** This item with another content. */
    public Item withContent(ItemContent other) {
        return copy(id, other, isParent, hasAttachments);
    }

    private Item copy(String otherId, ItemContent other, boolean parent, boolean shown) {
        return new Item(
                number, otherId, mailbox, folder, other, deposit, created, modified, size, parent, shown, entered,
                change, depositor);
    }

    /** The original start of an occurrence in its series, in seconds since 1970; null for any other item. */
    public @Nullable Long originalSeconds() {
        return storeId().kind() == StoreId.Kind.OCCURRENCE
                ? storeId().original().getEpochSecond()
                : null;
    }

    /** The EWS change key. */
    public String changeKey() {
        return ChangeKey.of(
                storeId().kind() == StoreId.Kind.OCCURRENCE
                        ? "Occurrence"
                        : content.kind().element(),
                mailbox,
                change);
    }
}
