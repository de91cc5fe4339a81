/** Writes the configuration of a running deployment as the export of a real one. */
@NullMarked
package org.s2slab.migration.exporter;

import org.jspecify.annotations.NullMarked;
