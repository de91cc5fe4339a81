/** The cmdlets of the products as values: their parameters, their output, and the management port that runs them. */
@NullMarked
package org.s2slab.management;

import org.jspecify.annotations.NullMarked;
