/** Imports trust from real deployments: the output of their cmdlets becomes a topology and a trust scenario. */
@NullMarked
package org.s2slab.migration.importer;

import org.jspecify.annotations.NullMarked;
