/** The command line. */
@NullMarked
package org.s2slab.cli;

import org.jspecify.annotations.NullMarked;
