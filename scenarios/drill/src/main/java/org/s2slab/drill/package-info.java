/** Rehearses changes of trust while users work, and reports the refused calls with their times and callers. */
@NullMarked
package org.s2slab.drill;

import org.jspecify.annotations.NullMarked;
