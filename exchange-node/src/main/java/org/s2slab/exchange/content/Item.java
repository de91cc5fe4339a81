package org.s2slab.exchange.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.ids.ChangeKey;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.StoreId;

/**
 * An item where it lies.
 *
 * @param number its row, which it keeps when it is moved or changed
 * @param id its key in the ids that clients see; a moved item gets a new one, as in the product
 * @param mailbox id of the mailbox
 * @param folder a distinguished name, or the id of a folder that people made
 * @param deposit the identity it was deposited by, or null
 * @param size in bytes, attachments included
 * @param isParent whether the item has attachments, inline or not
 * @param hasAttachments whether the item has attachments that are not inline
 * @param entered the change of the mailbox by which it came to lie here
 * @param change the change of the mailbox that altered it last; never below {@code entered}
 * @param depositor the application that deposited it, by its token, {@code id@realm}; null for every other item
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
    /** Whether it lies where items are preserved for discovery: nobody changes it there or takes it away. */
    public boolean isPreserved() {
        return DistinguishedFolder.isPreserving(folder);
    }

    /** Its id as clients see it; that of an occurrence where it is one. */
    public StoreId storeId() {
        return StoreId.ofItem(mailbox, id);
    }

    /** An occurrence of this series as an item. */
    public Item occurrence(Instant original, ItemContent itsContent) {
        return copy(storeId().occurrence(original).key(), itsContent, isParent, hasAttachments);
    }

    /** The same with what an exception of it has attached; what is null changes nothing. */
    public Item withAttached(SeriesChange.@Nullable Attached attached) {
        return attached == null ? this : copy(id, content, attached.any(), attached.shown());
    }

    /** The same with another content. */
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

    /** Its change key as clients see it. */
    public String changeKey() {
        return ChangeKey.of(
                storeId().kind() == StoreId.Kind.OCCURRENCE
                        ? "Occurrence"
                        : content.kind().element(),
                mailbox,
                change);
    }
}
