package org.s2slab.report;

import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.engine.run.ScenarioResult;

/**
 * One scenario of a run.
 *
 * @param trust who trusted whom at the end; null where nobody asked, or it could not be told
 */
public record ScenarioReport(
        ScenarioResult result, @Nullable Diagnosis trust) {}
