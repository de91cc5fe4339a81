/** Prepares the start of the lab with the classes of the JDK alone: platform, folders with owner-only rights, unpacked jars. */
@NullMarked
package org.s2slab.launch;

import org.jspecify.annotations.NullMarked;
