/** The database of a node: its transactions, connections and tables, and commits that survive a loss of power. */
@NullMarked
package org.s2slab.store;

import org.jspecify.annotations.NullMarked;
