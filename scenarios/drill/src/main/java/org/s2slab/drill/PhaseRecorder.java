package org.s2slab.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Records a drill by phases: executed cmdlets, refused calls and findings. */
final class PhaseRecorder {
    private final DrillDeployment deployment;
    private final JournalSummary journals;
    private final TrafficGenerator<FeatureUse> traffic;
    private final Instant begun;
    private final Consumer<DrillPhase> spectator;
    private final List<DrillPhase> phases = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    /** @param spectator receives each phase when it has ended */
    PhaseRecorder(
            DrillDeployment deployment,
            JournalSummary journals,
            TrafficGenerator<FeatureUse> traffic,
            Consumer<DrillPhase> spectator) {
        this.deployment = deployment;
        this.journals = journals;
        this.traffic = traffic;
        this.begun = deployment.now();
        this.spectator = spectator;
    }

    /** The time since the start of the drill, by the deployment's clock. */
    Duration since() {
        return Duration.between(begun, deployment.now());
    }

    Instant begun() {
        return begun;
    }

    void phase(String name, String says, Runnable what) {
        journals.read();
        Duration from = since();
        Duration real = traffic.elapsed();
        CallStatistics.Counts<FeatureUse> counts = traffic.statistics().counts();
        long accepted = journals.accepted();
        int refused = journals.refused().size();
        what.run();
        journals.read();
        DrillPhase over = new DrillPhase(
                name,
                says,
                from,
                since(),
                traffic.elapsed().minus(real),
                deployment.changes(),
                traffic.statistics().counts().since(counts),
                journals.accepted() - accepted,
                journals.refused().subList(refused, journals.refused().size()),
                findings);
        findings.clear();
        phases.add(over);
        spectator.accept(over);
    }

    /** Records the result of a check in the current phase. */
    void found(String finding) {
        findings.add(finding);
    }

    List<DrillPhase> phases() {
        return List.copyOf(phases);
    }
}
