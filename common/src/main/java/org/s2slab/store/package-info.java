/** The node's own database: schema, pool, durability. */
@NullMarked
package org.s2slab.store;

import org.jspecify.annotations.NullMarked;
