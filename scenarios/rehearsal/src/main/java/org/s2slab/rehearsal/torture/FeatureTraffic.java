package org.s2slab.rehearsal.torture;

import org.jspecify.annotations.Nullable;

/** Uses one feature again and again. */
interface FeatureTraffic {
    TortureFeature feature();

    /**
     * Uses the feature once and enters in the ledger what was answered; blocks, and throws where no answer comes.
     *
     * @return null when the server acknowledged it, else what it answered
     */
    @Nullable
    String use();
}
