/** The files that the import of real deployments and the export of simulated deployments share. */
@NullMarked
package org.s2slab.migration;

import org.jspecify.annotations.NullMarked;
