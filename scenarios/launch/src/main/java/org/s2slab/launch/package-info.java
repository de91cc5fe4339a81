/** Prepares the start of the lab with only the JDK: platform, folders with owner-only rights, unpacked jars. */
@NullMarked
package org.s2slab.launch;

import org.jspecify.annotations.NullMarked;
