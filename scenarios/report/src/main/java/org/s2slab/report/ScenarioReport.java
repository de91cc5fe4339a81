package org.s2slab.report;

import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.engine.run.ScenarioResult;

/**
 * The result of one scenario.
 *
 * @param trust the trust between the nodes at the end; null if not requested or not available
 */
public record ScenarioReport(
        ScenarioResult result, @Nullable Diagnosis trust) {}
