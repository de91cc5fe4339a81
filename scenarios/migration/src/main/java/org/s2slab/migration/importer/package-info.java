/** Copies trust between real deployments and the lab: what the cmdlets of real servers wrote becomes a topology and its trust. */
@NullMarked
package org.s2slab.migration.importer;

import org.jspecify.annotations.NullMarked;
