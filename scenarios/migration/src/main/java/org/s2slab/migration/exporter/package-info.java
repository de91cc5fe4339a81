/** Writes the configuration of a running deployment in the format of an export from real servers. */
@NullMarked
package org.s2slab.migration.exporter;

import org.jspecify.annotations.NullMarked;
