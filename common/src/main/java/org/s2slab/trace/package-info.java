/** What happened: hops as one node saw them, and the trace that ties hops of several nodes together. */
@NullMarked
package org.s2slab.trace;

import org.jspecify.annotations.NullMarked;
