package org.s2slab.exchange.content;

import org.jspecify.annotations.Nullable;

/**
 * An item of a folder that changed after a given change of the mailbox.
 *
 * @param change the number of the last change that concerns the item
 * @param id the key of the item in this folder
 * @param item the current item, or null if it was deleted or moved to another folder
 * @param isNew whether the item came into the folder after the given change
 * @param isReadFlagOnly whether only the read flag changed
 */
public record ItemChange(long change, String id, @Nullable Item item, boolean isNew, boolean isReadFlagOnly) {}
