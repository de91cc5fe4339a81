package org.s2slab.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.WireLookup;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.SecretCollector;
import org.s2slab.engine.run.StepResult;

/** Collects the reports of scenarios that run one after the other, each with the trust at its end. */
public class ReportRecorder implements RunListener {
    private final List<ScenarioReport> reports = new ArrayList<>();
    private final boolean withWire;
    private @Nullable Diagnosis trust;
    private WireLookup wire = WireLookup.NONE;

    /** @param withWire whether to collect the requests and responses of the hops */
    public ReportRecorder(boolean withWire) {
        this.withWire = withWire;
    }

    @Override
    public void begins(Scenario scenario, Topology plan, SecretCollector secrets) {
        trust = null;
        wire = WireLookup.NONE;
    }

    @Override
    public void played(StepResult result) {}

    /**
     * Reads the recorded HTTP messages if the report needs them, and runs the checks of {@code ./lab doctor}. If this
     * fails, the scenario does not fail.
     */
    @Override
    public void beforeStop(StepTarget topology) {
        try {
            wire = withWire ? WireLookup.read(topology.managed(), null).await() : WireLookup.NONE;
            trust = Doctor.look(topology.managed());
        } catch (RuntimeException e) {
            trust = null;
        }
    }

    @Override
    public void ends(ScenarioResult result) {
        reports.add(new ScenarioReport(result, trust, wire));
    }

    /** The reports of the scenarios that have ended. */
    public List<ScenarioReport> reports() {
        return List.copyOf(reports);
    }
}
