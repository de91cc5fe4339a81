/** Who: principals, audiences, users. Values that check themselves; uses nothing of ours. */
@NullMarked
package org.s2slab.identity;

import org.jspecify.annotations.NullMarked;
