/** A JUnit extension that starts a deployment for other projects' tests and supplies it to them. */
@NullMarked
package org.s2slab.junit;

import org.jspecify.annotations.NullMarked;
