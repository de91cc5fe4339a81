/** The management shell: a small language that takes the lines of the public procedures as they stand. */
@NullMarked
package org.s2slab.shell;

import org.jspecify.annotations.NullMarked;
