/** The management shell: a small language that accepts the command lines of public procedures unchanged. */
@NullMarked
package org.s2slab.shell;

import org.jspecify.annotations.NullMarked;
