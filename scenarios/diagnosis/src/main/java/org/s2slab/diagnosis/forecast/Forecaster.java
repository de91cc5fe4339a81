package org.s2slab.diagnosis.forecast;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.s2slab.calendar.OnlineServiceChange;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.calendar.TenantDates;
import org.s2slab.diagnosis.doctor.CertificateExpiry;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * Makes a forecast: starts a deployment once, and moves its clocks from date to date. On each date the doctor examines the
 * deployment, and a person uses each feature. Blocks.
 */
public record Forecaster(ServiceChangeCalendar calendar) {
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
            return of(running);
        }
    }

    /** Makes the forecast of a running deployment, whose clocks stay at the last date. */
    public Forecast of(DatedDeployment running) {
        return of(running, Instant.MAX);
    }

    /** Makes the forecast of a running deployment for the dates before a moment. The clocks stay at the last date. */
    Forecast of(DatedDeployment running, Instant end) {
        Deployment deployment = running.topology();
        Instant from = deployment.nodes().iterator().next().clock().instant();
        List<CertificateExpiry> ends = Doctor.expiries(deployment.managed());
        List<ForecastDay> days = new ArrayList<>();
        List<FeatureSeries> features = new ArrayList<>();
        ScenarioSession session = running.session();
        events(from, ends, deployment.plan().policyDates()).headMap(end).forEach((moment, event) -> {
            if (moment.isAfter(from)) {
                deployment.set(null, moment);
            }
            Diagnosis found = Doctor.examine(deployment.managed());
            if (days.isEmpty()) {
                features.addAll(FeatureSeries.of(deployment.plan(), found));
            }
            days.add(new ForecastDay(moment, event.changes(), event.expired(), found));
            features.forEach(feature -> feature.play(session, found));
        });
        List<FeatureForecast> played =
                features.stream().map(FeatureSeries::forecast).toList();
        return new Forecast(deployment.plan(), days, played, ends);
    }

    /** The dates from the deployment's own one to the last one of the calendar. */
    SortedMap<Instant, Event> events(Instant from, List<CertificateExpiry> ends, TenantDates tenant) {
        TreeMap<Instant, Event> events = new TreeMap<>();
        events.put(from, new Event(new ArrayList<>(List.of("The deployment's own date.")), new ArrayList<>()));
        List<OnlineServiceChange> changes = calendar.changes().stream()
                .flatMap(change -> tenant.applied(change).stream())
                .toList();
        for (OnlineServiceChange change : changes) {
            add(events, from, change.from(), change.changes());
        }
        for (OnlineServiceChange change : changes) {
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
