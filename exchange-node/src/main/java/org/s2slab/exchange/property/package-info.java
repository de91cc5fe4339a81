/** The properties of items and folders: one table that says what each is, and what paths and rules follow from it. */
@NullMarked
package org.s2slab.exchange.property;

import org.jspecify.annotations.NullMarked;
