/** Files of the program. */
@NullMarked
package org.s2slab.resource;

import org.jspecify.annotations.NullMarked;
