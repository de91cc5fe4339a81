/**
 * Torture runs: traffic with a ledger while faults from a seed occur: kills, full disks, damaged files, bad links and
 * moved clocks.
 */
@NullMarked
package org.s2slab.rehearsal.torture;

import org.jspecify.annotations.NullMarked;
