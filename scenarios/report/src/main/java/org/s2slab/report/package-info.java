/** Steps, hops and results as a person reads them. */
@NullMarked
package org.s2slab.report;

import org.jspecify.annotations.NullMarked;
