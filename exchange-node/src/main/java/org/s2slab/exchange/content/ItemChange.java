package org.s2slab.exchange.content;

import org.jspecify.annotations.Nullable;

/**
 * What happened to an item of a folder since some change of the mailbox.
 *
 * @param change the last change of the mailbox that concerns it
 * @param id its key, under which clients knew it here
 * @param item as it is now, or null where it is gone from the folder: deleted or moved away
 * @param isNew whether it was not in the folder then
 * @param isReadFlagOnly whether nothing happened to it but that it was read, or marked as not read
 */
public record ItemChange(long change, String id, @Nullable Item item, boolean isNew, boolean isReadFlagOnly) {}
