/** Records of events: hops as one node recorded them, and the trace that joins the hops of several nodes. */
@NullMarked
package org.s2slab.trace;

import org.jspecify.annotations.NullMarked;
