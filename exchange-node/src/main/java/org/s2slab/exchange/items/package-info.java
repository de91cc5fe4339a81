/** Folders and items as Exchange Web Services show them: found by id or by search, in the shape asked for. */
@NullMarked
package org.s2slab.exchange.items;

import org.jspecify.annotations.NullMarked;
