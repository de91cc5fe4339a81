/** The part of the extension that runs with the unpacked libraries, apart from those of the tests. */
@NullMarked
package org.s2slab.junit.embedded;

import org.jspecify.annotations.NullMarked;
