/** Import of real deployments and export of simulated ones: the files that both use. */
@NullMarked
package org.s2slab.migration;

import org.jspecify.annotations.NullMarked;
