/** The EWS operations on items: create, read, find, change, move, copy, send and delete them, with their attachments. */
@NullMarked
package org.s2slab.exchange.items;

import org.jspecify.annotations.NullMarked;
