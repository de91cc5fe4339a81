/** The Lync Server role. */
@NullMarked
package org.s2slab.lync;

import org.jspecify.annotations.NullMarked;
