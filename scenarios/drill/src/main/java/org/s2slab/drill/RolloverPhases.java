package org.s2slab.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.trace.IdGenerator;

/** Runs the phases of a drill: prepare, activate, verify, revoke, verify the removal. Omits the forgotten steps. */
final class RolloverPhases {
    private static final Duration MOMENT = Duration.ofSeconds(10);
    private static final int FLUSHES = 5;
    /** Number of user calls after which every feature was used several times. */
    private static final int ENOUGH = 12;

    private final RolloverDrill drill;
    private final DrillDeployment deployment;
    private final RolloverTarget rolled;
    private final PhaseRecorder diary;
    private final JournalSummary journals;
    private final TrafficGenerator<FeatureUse> traffic;
    private final UserActions people;
    private final StolenKeyAttack stolen;
    private final ClockStepper time;
    private final List<StolenKeyAttempt> probes = new ArrayList<>();
    private Instant effective = Instant.MIN;

    RolloverPhases(
            RolloverDrill drill,
            DrillDeployment deployment,
            NodePlan plan,
            PhaseRecorder diary,
            JournalSummary journals,
            TrafficGenerator<FeatureUse> traffic,
            UserActions people,
            IdGenerator ids) {
        this.drill = drill;
        this.deployment = deployment;
        this.rolled = new RolloverTarget(deployment, plan);
        this.diary = diary;
        this.journals = journals;
        this.traffic = traffic;
        this.people = people;
        this.time = new ClockStepper(deployment, journals, traffic, drill);
        this.stolen = new StolenKeyAttack(deployment, plan, rolled.old(), people.speaker(), journals, ids);
        boolean needsUpload = forgets(RolloverStep.UPLOAD) || forgets(RolloverStep.WITHDRAW);
        if (needsUpload && !rolled.isUploaded()) {
            throw new IllegalArgumentException("forget: no key of " + plan.name()
                    + " is uploaded to an authorization server, so this drill has no steps upload and withdraw");
        }
    }

    RolloverTarget rolled() {
        return rolled;
    }

    private boolean forgets(RolloverStep step) {
        return drill.forgotten().contains(step);
    }

    /** @param examination finds the broken links; it runs only if calls before the rollover fail */
    DrillReport run(Supplier<List<String>> examination) {
        traffic.begin();
        diary.phase("before", "every partner trusts the present certificate", () -> {
            time.pass(drill.pace().rest());
            traffic.breathe(ENOUGH);
        });
        DrillPhase before = diary.phases().get(0);
        if (before.isDisturbed()) {
            BrokenTrustException.throwIfAny(before, examination.get());
        }
        if (forgets(RolloverStep.SWITCH)) {
            expire();
        } else {
            roll();
        }
        diary.phase("after", "the new state", () -> time.pass(drill.pace().rest()));
        traffic.end();
        int undelivered = people.undelivered();
        for (int flush = 1; flush < FLUSHES && undelivered > 0; flush++) {
            undelivered = people.undelivered();
        }
        return DrillReport.of(drill, deployment, rolled, diary, journals, traffic, people, probes, undelivered);
    }

    private void roll() {
        diary.phase("prepare", "the next certificate is made and published", this::prepare);
        if (!forgets(RolloverStep.WAIT)) {
            diary.phase("wait", "the partners read it", this::propagate);
        }
        diary.phase("activate", "the server signs with it", this::activate);
        if (forgets(RolloverStep.UPLOAD)) {
            diary.phase("mend", "the new key is uploaded late", () -> {
                rolled.upload();
                time.passSlowly();
            });
        }
        diary.phase("verify", "the new certificate signs, and tokens of the old one are still accepted", this::drain);
        diary.phase("revoke", "the old certificate is removed", this::revoke);
        diary.phase("verify removal", "tokens of the old key are refused", this::verifyRemoval);
    }

    private void prepare() {
        rolled.make();
        if (forgets(RolloverStep.WAIT)) {
            spendReads();
        }
        effective = deployment
                .now()
                .plus(forgets(RolloverStep.WAIT) ? MOMENT : drill.pace().lead());
        if (!forgets(RolloverStep.STAGE)) {
            rolled.stage(effective);
            if (rolled.isUploaded() && !forgets(RolloverStep.UPLOAD)) {
                rolled.upload();
            }
        }
        time.breathe(2);
    }

    private void propagate() {
        Instant published = deployment.now();
        time.pass(Duration.between(published, effective).minus(MOMENT));
        journals.read();
        for (String node : rolled.nodes()) {
            long reads = journals.reads().stream()
                    .filter(read -> read.node().equals(node)
                            && read.of().equals(rolled.plan().configuration()))
                    .filter(read -> read.taken() && !read.at().isBefore(published))
                    .count();
            if (!node.equals(uploadedTo())) {
                String metadata = "the metadata of " + rolled.plan().poolName();
                diary.found(deployment.label(node)
                        + (reads == 0
                                ? " did not read " + metadata
                                : " read " + metadata + " " + DrillText.times(reads)));
            }
        }
    }

    private String uploadedTo() {
        return rolled.isUploaded() ? rolled.nodes().get(rolled.nodes().size() - 1) : "";
    }

    /** Activates the new certificate after the partners have read the metadata. They may repeat this after 30 s. */
    private void activate() {
        spendReads();
        if (forgets(RolloverStep.STAGE)) {
            rolled.assign();
            if (rolled.isUploaded() && !forgets(RolloverStep.UPLOAD)) {
                rolled.upload();
            }
            time.advance(Duration.ofSeconds(2));
        } else {
            Duration left = Duration.between(deployment.now(), effective);
            if (!left.isNegative()) {
                time.advance(left);
            }
            rolled.beginToUse();
        }
        time.passSlowly();
        String current = rolled.current();
        diary.found(rolled.plan().label() + " signs with " + current + " now"
                + (current.equals(rolled.next()) ? "" : ", not with the new certificate"));
    }

    private void spendReads() {
        rolled.believers().forEach(believer -> stolen.spendTheReadOf(believer.node()));
    }

    private void drain() {
        tryTheOldKey(Set.copyOf(rolled.nodes()));
        if (!forgets(RolloverStep.DRAIN)) {
            time.pass(drill.pace().drain());
        }
    }

    /** Removes the old certificate. If the drill leaves out the refresh, the partners first read the metadata. */
    private void revoke() {
        if (forgets(RolloverStep.REFRESH)) {
            spendReads();
        }
        if (!forgets(RolloverStep.REMOVE)) {
            rolled.remove();
            if (!forgets(RolloverStep.REFRESH)) {
                rolled.refresh();
            }
        }
        if (rolled.isUploaded() && !forgets(RolloverStep.WITHDRAW)) {
            rolled.withdraw();
        }
        time.breathe(2);
    }

    /** Waits until no node accepts the old key. A partner without a refresh reads the metadata within 15 minutes. */
    private void verifyRemoval() {
        Set<String> believing = tryTheOldKey(Set.copyOf(rolled.nodes()));
        Instant patience = deployment.now().plus(DrillSchedule.READ_AGAIN).plus(DrillSchedule.READ_AGAIN);
        boolean stays = forgets(RolloverStep.REMOVE) || forgets(RolloverStep.WITHDRAW);
        while (!stays && !believing.isEmpty() && deployment.now().isBefore(patience)) {
            time.advance(Duration.ofMinutes(1));
            time.breathe(1);
            believing = tryTheOldKey(believing);
        }
        if (!believing.isEmpty() && deployment.now().isBefore(rolled.oldExpires())) {
            diary.found(
                    "the old key is still accepted by " + believing + ", until it expires at " + rolled.oldExpires());
            time.pass(Duration.between(deployment.now(), rolled.oldExpires()).plusMinutes(1));
            tryTheOldKey(believing);
        }
    }

    /** Presents the old key to nodes, and returns the nodes that still accept it. */
    private Set<String> tryTheOldKey(Set<String> nodes) {
        List<String> believing = new ArrayList<>();
        for (String node : nodes.stream().sorted().toList()) {
            StolenKeyAttempt probe = new StolenKeyAttempt(diary.since(), deployment.label(node), stolen.tryAt(node));
            probes.add(probe);
            if (probe.believed()) {
                believing.add(node);
            }
        }
        return Set.copyOf(believing);
    }

    private void expire() {
        diary.phase(
                "last days",
                "no change",
                () -> time.pass(
                        Duration.between(deployment.now(), rolled.oldExpires()).minus(MOMENT)));
        diary.phase("expired", "the certificate has expired", () -> {
            time.advance(MOMENT.plusSeconds(1));
            time.passSlowly();
            tryTheOldKey(Set.copyOf(rolled.nodes()));
        });
        diary.phase("mend", "a new certificate is used at once, and registered at every partner", () -> {
            rolled.make();
            rolled.assign();
            if (rolled.isUploaded()) {
                rolled.upload();
            }
            rolled.refresh();
            time.passSlowly();
        });
    }
}
