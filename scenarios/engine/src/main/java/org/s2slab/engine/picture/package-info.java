/** The trust picture: which server trusts which keys at each moment, derived from hops, and which calls work. */
@NullMarked
package org.s2slab.engine.picture;

import org.jspecify.annotations.NullMarked;
