/** Steps, hops and results as a person reads them. */
@NullMarked
package org.s2slab.scenarios.report;

import org.jspecify.annotations.NullMarked;
