package org.s2slab.diagnosis.forecast;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.s2slab.calendar.PolicyCalendar;
import org.s2slab.calendar.PolicyChange;
import org.s2slab.calendar.TenantDates;
import org.s2slab.diagnosis.doctor.CertificateExpiry;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * Makes a forecast: starts a deployment once, moves its clocks from date to date, and lets the doctor examine it on each
 * of them. Blocks.
 */
public record ForecastRun(PolicyCalendar calendar) {
    /** What changes, and which certificates expire, at a moment. */
    record Event(List<String> changes, List<String> expired) {
        Event() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** Refuses a topology without an online node, on which no policy of an online service has an effect. */
    public static void requireOnline(Topology plan) {
        if (plan.nodes().values().stream().noneMatch(NodePlan::online)) {
            throw new FileSyntaxException(
                    "topology",
                    "'" + plan.name() + "' has no online node, and the dates of the calendar concern online services;"
                            + " name a topology with a node that has 'online: true', for example hybrid");
        }
    }

    /**
     * Starts a deployment with dated policies and makes its forecast.
     *
     * @param machine the machine's clock, which the deployment's clocks follow until they are moved
     * @throws FileSyntaxException for a topology without an online node, or a date that the calendar does not know
     */
    public Forecast of(DeploymentRequest opening, Clock machine) {
        requireOnline(opening.plan());
        Instant at = opening.at() == null ? machine.instant() : opening.at();
        try {
            calendar.requireKnown(at);
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException("--at", String.valueOf(e.getMessage()));
        }
        try (DatedDeployment running = DatedDeployment.start(opening, machine)) {
            return of(running.topology());
        }
    }

    /** Makes the forecast of a running deployment, whose clocks stay at the last date. */
    public Forecast of(Deployment deployment) {
        Instant from = deployment.nodes().iterator().next().clock().instant();
        List<CertificateExpiry> ends = Doctor.expiries(deployment.managed());
        List<ForecastDay> days = new ArrayList<>();
        events(from, ends, deployment.plan().policyDates()).forEach((moment, event) -> {
            if (moment.isAfter(from)) {
                deployment.set(null, moment);
            }
            days.add(new ForecastDay(moment, event.changes(), event.expired(), Doctor.examine(deployment.managed())));
        });
        return Forecast.of(deployment.plan(), days, ends);
    }

    /** The dates from the deployment's own one to the last one of the calendar. */
    Map<Instant, Event> events(Instant from, List<CertificateExpiry> ends, TenantDates tenant) {
        TreeMap<Instant, Event> events = new TreeMap<>();
        events.put(from, new Event(new ArrayList<>(List.of("The deployment's own date.")), new ArrayList<>()));
        List<PolicyChange> changes = calendar.changes().stream()
                .flatMap(change -> tenant.applied(change).stream())
                .toList();
        for (PolicyChange change : changes) {
            add(events, from, change.from(), change.changes());
        }
        for (PolicyChange change : changes) {
            if (change.until() != null) {
                add(events, from, change.until(), "This ends: " + change.changes());
            }
        }
        Instant last = events.lastKey();
        ends.stream()
                .filter(end -> end.at().isAfter(from) && end.at().isBefore(last))
                // A certificate is valid up to its last second.
                .forEach(end -> events.computeIfAbsent(end.at().plusSeconds(1), moment -> new Event())
                        .expired()
                        .add(end.sentence()));
        return events;
    }

    private static void add(Map<Instant, Event> events, Instant from, Instant moment, String sentence) {
        if (moment.isAfter(from)) {
            events.computeIfAbsent(moment, key -> new Event()).changes().add(sentence);
        }
    }
}
