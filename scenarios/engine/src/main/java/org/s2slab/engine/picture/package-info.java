/**
 * The trust picture: which server trusts which keys at each moment. It is derived from hops, and shows which calls
 * work.
 */
@NullMarked
package org.s2slab.engine.picture;

import org.jspecify.annotations.NullMarked;
