/** Which server trusts which keys at each moment, derived from the hops, and what that means for calls. */
@NullMarked
package org.s2slab.engine.picture;

import org.jspecify.annotations.NullMarked;
