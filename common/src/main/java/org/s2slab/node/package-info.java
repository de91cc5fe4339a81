/** The base of every node, which composes the other packages for one role. */
@NullMarked
package org.s2slab.node;

import org.jspecify.annotations.NullMarked;
