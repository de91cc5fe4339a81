/** Imports the trust of real deployments: converts the output of their cmdlets into a topology and a trust scenario. */
@NullMarked
package org.s2slab.migration.importer;

import org.jspecify.annotations.NullMarked;
