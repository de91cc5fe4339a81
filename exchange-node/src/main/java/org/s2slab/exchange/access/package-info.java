/** How operations reach folders and items: they resolve the ids of a request, and change a mailbox in one transaction. */
@NullMarked
package org.s2slab.exchange.access;

import org.jspecify.annotations.NullMarked;
