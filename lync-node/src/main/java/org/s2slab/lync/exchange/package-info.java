/** The calls of Lync to Exchange: location of mailboxes, and failures. */
@NullMarked
package org.s2slab.lync.exchange;

import org.jspecify.annotations.NullMarked;
