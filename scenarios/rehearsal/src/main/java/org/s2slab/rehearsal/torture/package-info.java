/** Torture runs: seeded kills, failing disks, damaged files, failing links and moved clocks, under traffic with a ledger. */
@NullMarked
package org.s2slab.rehearsal.torture;

import org.jspecify.annotations.NullMarked;
