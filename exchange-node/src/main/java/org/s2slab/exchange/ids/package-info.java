/** The published formats of mailbox, folder, item and change ids, and the distinguished folders. */
@NullMarked
package org.s2slab.exchange.ids;

import org.jspecify.annotations.NullMarked;
