package org.s2slab.exchange.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a folder that somebody made, since some change of the mailbox.
 *
 * @param change the last change of the mailbox that concerns it
 * @param folder as it is now, or null where it is gone
 * @param isNew whether it did not exist then
 */
public record FolderChange(long change, String id, @Nullable MailFolder folder, boolean isNew) {}
