/** Everything above, put together for one role. */
@NullMarked
package org.s2slab.node;

import org.jspecify.annotations.NullMarked;
