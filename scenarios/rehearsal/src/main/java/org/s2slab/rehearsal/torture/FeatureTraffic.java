package org.s2slab.rehearsal.torture;

import org.jspecify.annotations.Nullable;

/** Traffic that uses one feature repeatedly. */
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
