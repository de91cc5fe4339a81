/** Reads, checks and writes the values of properties in requests and responses: paths, shapes, changes and rules. */
@NullMarked
package org.s2slab.exchange.values;

import org.jspecify.annotations.NullMarked;
