/** Keyword queries over mailboxes, and the index that answers them. */
@NullMarked
package org.s2slab.exchange.search;

import org.jspecify.annotations.NullMarked;
