/** The ids of mailboxes, folders, items and changes in their published forms, and the folders that every mailbox has. */
@NullMarked
package org.s2slab.exchange.ids;

import org.jspecify.annotations.NullMarked;
