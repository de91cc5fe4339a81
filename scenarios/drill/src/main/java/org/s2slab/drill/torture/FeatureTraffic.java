package org.s2slab.drill.torture;

import org.jspecify.annotations.Nullable;

/** Traffic that uses one feature repeatedly. */
interface FeatureTraffic {
    TortureFeature feature();

    /**
     * Uses the feature once, and records the response in the ledger. Blocks the calling thread, and throws an exception
     * if there is no response.
     *
     * @return null if the server acknowledged the request, otherwise the response in words
     */
    @Nullable
    String use();
}
