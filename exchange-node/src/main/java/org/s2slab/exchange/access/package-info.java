/** The access of operations to folders and items: ids of a request, and changes of a mailbox in one transaction. */
@NullMarked
package org.s2slab.exchange.access;

import org.jspecify.annotations.NullMarked;
