/** Lync's conferences as a client sees them: UCWA. */
@NullMarked
package org.s2slab.ucwa;

import org.jspecify.annotations.NullMarked;
