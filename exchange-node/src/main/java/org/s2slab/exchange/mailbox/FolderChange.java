package org.s2slab.exchange.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * The change of a folder after a given change of the mailbox. Distinguished folders never change.
 *
 * @param change the number of the last change that concerns the folder
 * @param folder the current folder, or null if it was deleted
 * @param isNew whether the folder was created after the given change
 */
public record FolderChange(long change, String id, @Nullable MailFolder folder, boolean isNew) {}
