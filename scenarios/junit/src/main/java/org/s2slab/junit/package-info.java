/** A JUnit extension that starts deployments for the tests of other projects. */
@NullMarked
package org.s2slab.junit;

import org.jspecify.annotations.NullMarked;
