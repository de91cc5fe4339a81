/** The classes behind the public ones of the extension. A class loader of their own loads them, with the engine. */
@NullMarked
package org.s2slab.junit.embedded;

import org.jspecify.annotations.NullMarked;
