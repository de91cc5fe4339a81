/** The tables of the program: the reader of text files with rows and columns, which the program contains. */
@NullMarked
package org.s2slab.resource;

import org.jspecify.annotations.NullMarked;
