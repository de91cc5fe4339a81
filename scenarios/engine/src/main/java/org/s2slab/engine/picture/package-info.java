/** The trust picture: which server trusts which keys at each moment, derived from hops, and what follows for calls. */
@NullMarked
package org.s2slab.engine.picture;

import org.jspecify.annotations.NullMarked;
