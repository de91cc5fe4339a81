/** The client of Lync's conferences over UCWA. */
@NullMarked
package org.s2slab.ucwa;

import org.jspecify.annotations.NullMarked;
