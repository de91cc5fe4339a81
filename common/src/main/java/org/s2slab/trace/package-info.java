/** The records of a node: hops, messages on the wire and failures, with the trace id that joins several nodes. */
@NullMarked
package org.s2slab.trace;

import org.jspecify.annotations.NullMarked;
