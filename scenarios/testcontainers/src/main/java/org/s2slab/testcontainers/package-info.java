/** Starts a deployment in a container for tests that use Testcontainers. */
@NullMarked
package org.s2slab.testcontainers;

import org.jspecify.annotations.NullMarked;
