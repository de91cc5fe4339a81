package org.s2slab.diagnosis.doctor;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Scenario;
import org.s2slab.engine.language.StepKind;
import org.s2slab.engine.picture.PictureEdge;
import org.s2slab.engine.picture.PictureEdge.State;
import org.s2slab.engine.picture.TrustPicture;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.SecretCollector;
import org.s2slab.engine.run.StepResult;
import org.s2slab.trace.HopKind;

/**
 * Compares the map, the doctor and the last hop of each edge at the end of a scenario. Only calls count that a server of
 * the deployment made, and only those after the last change by a cmdlet, of a clock, of a link or of a node.
 */
public final class EvidenceCheck implements RunListener {
    private static final Set<StepKind> CHANGES = EnumSet.of(
            StepKind.CLOCK, StepKind.CUT, StepKind.SLOW, StepKind.HEAL, StepKind.STOP, StepKind.KILL, StepKind.START);

    /** Faults of what the map shows. All others are drawn beside an edge: clocks, addresses, rights and people. */
    private static final Set<FaultCode> OF_THE_MAP = EnumSet.of(
            FaultCode.CERTIFICATE_MISSING,
            FaultCode.PARTNER_MISSING,
            FaultCode.PARTNER_DISABLED,
            FaultCode.KEYS_DIFFER,
            FaultCode.TRUST_LEVEL_TOO_LOW,
            FaultCode.LINKED_ACCOUNT_MISSING,
            FaultCode.SERVER_MISSING,
            FaultCode.SERVER_DISABLED,
            FaultCode.SERVER_KEYS_OLD,
            FaultCode.CREDENTIAL_MISSING,
            FaultCode.PRINCIPAL_DISABLED);

    /** Rules about keys, registrations and their rights, which the map shows. It shows no dates of certificates and no realms. */
    private static final Pattern TRUST_RULES = Pattern.compile("E[1-4]|F2|F4|I3|I4");

    /** Rules about the person or the request, which say nothing about the trust. */
    private static final Pattern REQUEST_RULES = Pattern.compile("J\\d+|I6|I7|D8|K\\d+");

    private final Function<List<ManagedNode>, Diagnosis> doctor;
    private final List<StepResult> steps = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable TrustPicture before;

    /** With the test calls of the doctor. */
    public EvidenceCheck() {
        this(Doctor::examine);
    }

    /** @param doctor {@code Doctor::look} without test calls, which is quicker */
    public EvidenceCheck(Function<List<ManagedNode>, Diagnosis> doctor) {
        this.doctor = doctor;
    }

    @Override
    public void begins(Scenario scenario, Topology plan, SecretCollector secrets) {
        steps.clear();
        problems.clear();
    }

    @Override
    public void started(StepTarget topology) {
        before = TrustPicture.before(topology);
    }

    @Override
    public void played(StepResult result) {
        steps.add(result);
    }

    @Override
    public void beforeStop(StepTarget topology) {
        TrustPicture picture = Objects.requireNonNull(before);
        List<ObservedHop> since = new ArrayList<>();
        int number = 0;
        for (StepResult step : steps) {
            if (CHANGES.contains(step.step().kind())) {
                since.clear();
            }
            for (ObservedHop hop : step.hops()) {
                picture = picture.after(hop, ++number);
                // A repeated step waits for a change to reach all servers: only its last try shows the end.
                if (!step.step().fields().containsKey("within")
                        || hop.place().traceId().equals(step.traceId())) {
                    since.add(hop);
                }
                compare(picture, hop, since);
                if (hop.kind() == HopKind.TRUST_CHANGED) {
                    since.clear();
                }
            }
        }
        TrustPicture now = TrustPicture.before(topology);
        Diagnosis diagnosis = doctor.apply(topology.managed());
        for (PictureEdge edge : picture.edges()) {
            TrustEdge examined = diagnosis.edges().stream()
                    .filter(one ->
                            one.caller().equals(edge.caller()) && one.resource().equals(edge.resource()))
                    .findFirst()
                    .orElseThrow();
            ObservedHop last = since.stream()
                    .filter(hop -> isDecision(hop, edge))
                    .reduce((first, second) -> second)
                    .orElse(null);
            compare(edge, stateIn(now, edge), examined, last);
        }
    }

    /** The map at the moment of a hop: an edge whose token is new and accepted, or refused for its key or registration. */
    private void compare(TrustPicture picture, ObservedHop hop, List<ObservedHop> since) {
        boolean isNew = since.stream()
                .anyMatch(other -> (other.kind() == HopKind.SIGNED || other.kind() == HopKind.TOKEN_ISSUED)
                        && Objects.equals(other.token().hash(), hop.token().hash()));
        boolean isOfTrust =
                hop.rule() != null && TRUST_RULES.matcher(hop.rule()).matches();
        for (PictureEdge edge : picture.edges()) {
            boolean isHolding = edge.state() == State.HOLDS;
            boolean isDenied = hop.kind() == HopKind.TOKEN_DENIED
                    && edge.caller().equals(hop.peers().actual())
                    && edge.via() != null;
            boolean isRefused = hop.kind() == HopKind.REFUSED && isDecision(hop, edge);
            String all = hop.sentence() + ": the map says " + edge.state() + " (" + edge.sentence() + ")";
            problem(isHolding && isOfTrust && (isDenied || isRefused), "refused in its moment", all);
            boolean isAccepted = hop.kind() == HopKind.ACCEPTED && isDecision(hop, edge);
            problem(isAccepted && isNew && !isHolding, "accepted in its moment", all);
        }
    }

    private static State stateIn(TrustPicture picture, PictureEdge edge) {
        return picture.edges().stream()
                .filter(one ->
                        one.caller().equals(edge.caller()) && one.resource().equals(edge.resource()))
                .map(PictureEdge::state)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isDecision(ObservedHop hop, PictureEdge edge) {
        return (hop.kind() == HopKind.ACCEPTED || hop.kind() == HopKind.REFUSED)
                && hop.node().equals(edge.resource())
                && edge.caller().equals(hop.peers().actual());
    }

    private void compare(PictureEdge edge, State configured, TrustEdge examined, @Nullable ObservedHop last) {
        EdgeVerdict.Word word = examined.verdict().word();
        boolean holds = edge.state() == State.HOLDS;
        boolean works = word == EdgeVerdict.Word.HOLDS || word == EdgeVerdict.Word.WILL_BREAK;
        boolean isFaulty = examined.faults().stream()
                .anyMatch(fault -> fault.breaks() == null && OF_THE_MAP.contains(fault.code()));
        boolean isAccepted = last != null && last.kind() == HopKind.ACCEPTED;
        String rule = last == null || isAccepted ? null : String.valueOf(last.rule());
        boolean isOfTrust = rule != null && TRUST_RULES.matcher(rule).matches();
        boolean isOfRequest = rule != null && REQUEST_RULES.matcher(rule).matches();
        String all = edge.caller() + " to " + edge.resource() + ": the map says " + edge.state() + " ("
                + edge.sentence() + "), the doctor " + word + " " + examined.faults() + " " + examined.call()
                + ", the last hop " + (last == null ? "none" : last.sentence().toString());
        problem(edge.state() != configured, "the map is not the configuration, which is " + configured, all);
        problem(holds && isFaulty, "map and doctor", all);
        problem(!holds && works, "map and doctor", all);
        problem(isAccepted && (!holds || isFaulty), "an accepted call", all);
        problem(isOfTrust && holds, "map and refusal", all);
        problem(rule != null && !isOfRequest && works, "doctor and refusal", all);
    }

    private void problem(boolean isOne, String who, String text) {
        if (isOne) {
            problems.add(who + ": " + text);
        }
    }

    @Override
    public void ends(ScenarioResult result) {}

    /** One sentence for each disagreement of the last scenario. */
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
