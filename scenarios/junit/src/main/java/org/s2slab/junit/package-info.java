/** The lab in other people's tests: a JUnit extension that starts a deployment and hands it to them. */
@NullMarked
package org.s2slab.junit;

import org.jspecify.annotations.NullMarked;
