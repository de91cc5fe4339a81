/** The command line interface of the lab ({@code ./lab}). */
@NullMarked
package org.s2slab.cli;

import org.jspecify.annotations.NullMarked;
