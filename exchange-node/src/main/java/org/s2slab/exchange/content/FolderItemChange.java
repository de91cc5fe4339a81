package org.s2slab.exchange.content;

import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;

/**
 * An item of a folder that changed after a given change of the mailbox.
 *
 * @param change the number of the last change that concerns the item
 * @param id the key of the item in this folder
 * @param item the current item, or null if it was deleted or moved to another folder
 * @param traits the properties that are either true or false
 */
public record FolderItemChange(
        long change, String id, @Nullable Item item, Switches<ChangeTrait> traits) {
    /** A property of a change that is either true or false. */
    public enum ChangeTrait {
        /** The item came into the folder after the given change. */
        NEW,

        /** Only the read flag changed. */
        READ_FLAG_ONLY
    }

    public boolean isNew() {
        return traits.has(ChangeTrait.NEW);
    }

    public boolean isReadFlagOnly() {
        return traits.has(ChangeTrait.READ_FLAG_ONLY);
    }
}
