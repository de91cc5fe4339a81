/** The part of the extension that runs with the unpacked libraries, separately from the tests' libraries. */
@NullMarked
package org.s2slab.junit.embedded;

import org.jspecify.annotations.NullMarked;
