/** The command line. */
@NullMarked
package org.s2slab.scenarios.cli;

import org.jspecify.annotations.NullMarked;
