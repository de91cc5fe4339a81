/** Keyword queries over mailboxes, and the full-text index for them. */
@NullMarked
package org.s2slab.exchange.search;

import org.jspecify.annotations.NullMarked;
