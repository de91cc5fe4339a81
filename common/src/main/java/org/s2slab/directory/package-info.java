/** The directory that the servers of one forest share. */
@NullMarked
package org.s2slab.directory;

import org.jspecify.annotations.NullMarked;
