package org.s2slab.report;

import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.engine.hops.WireLookup;
import org.s2slab.engine.run.ScenarioResult;

/**
 * The result of one scenario.
 *
 * @param trust the trust between the nodes at the end; null if not requested or not available
 * @param wire the requests and responses of the hops; empty if not requested
 */
public record ScenarioReport(
        ScenarioResult result, @Nullable Diagnosis trust, WireLookup wire) {
    /** A result without requests and responses. */
    public ScenarioReport(ScenarioResult result, @Nullable Diagnosis trust) {
        this(result, trust, WireLookup.NONE);
    }
}
