/** Searches in folders and mailboxes: restrictions, sort orders and paging, keyword queries, and the full-text index. */
@NullMarked
package org.s2slab.exchange.search;

import org.jspecify.annotations.NullMarked;
