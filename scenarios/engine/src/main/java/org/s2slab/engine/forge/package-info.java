/** What an outsider can make with the keys it holds and with what is public. */
@NullMarked
package org.s2slab.engine.forge;

import org.jspecify.annotations.NullMarked;
