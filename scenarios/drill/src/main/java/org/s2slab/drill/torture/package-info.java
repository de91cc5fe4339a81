/** Torture runs: traffic with a ledger under seeded kills, disk faults, damaged files, bad links and moved clocks. */
@NullMarked
package org.s2slab.drill.torture;

import org.jspecify.annotations.NullMarked;
