/** The values of properties between a request and an item: paths, shapes, changes, and the rules of single values. */
@NullMarked
package org.s2slab.exchange.values;

import org.jspecify.annotations.NullMarked;
