package org.s2slab.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.Topology;

/** Prints a drill as text: each phase when it ends, then the refusals by time and caller, and the totals. */
public final class DrillText {
    private static final Pattern CERTIFICATE = Pattern.compile("(MII[A-Za-z0-9+/=]{9})[A-Za-z0-9+/=]{100,}");

    private DrillText() {}

    /** The first lines, which describe the drill. */
    static List<String> head(RolloverDrill drill, Topology topology, RolloverPhases course) {
        RolloverTarget rolled = course.rolled();
        List<String> lines = new ArrayList<>();
        lines.add("Rollover of the certificate of " + rolled.plan().label() + " in " + topology.name() + ", "
                + (drill.forgotten().isEmpty() ? "with every step" : "without these steps:"));
        drill.forgotten().stream().sorted().forEach(step -> lines.add("  " + step.word() + ": " + step.forgotten()));
        lines.add("  " + rolled.old().thumbprint() + " is in use, valid until " + rolled.oldExpires());
        if (rolled.servers().size() > 1) {
            lines.add("  it is the certificate of " + String.join(", ", rolled.servers()));
        }
        lines.add("  accepted by "
                + rolled.nodes().stream().map(rolled::label).collect(Collectors.joining(", "))
                + (rolled.isUploaded() ? " (with an uploaded key)" : ""));
        lines.add("  " + drill.rate() + " calls per second: half contacts, a quarter archiving, a quarter meetings");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-15s %8s %8s  %7s %8s %9s %8s  %7s %10s",
                "phase",
                "from",
                "to",
                "calls/s",
                "contacts",
                "archiving",
                "meetings",
                "refused",
                "not served"));
        return lines;
    }

    /** The lines about a completed phase, separated by line ends. */
    static String line(DrillPhase phase) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-15s %8s %8s  %7.0f %8d %9d %8d  %7d %10d",
                phase.name(),
                clock(phase.from()),
                clock(phase.to()),
                phase.rate(),
                phase.counts().calls(FeatureUse.CONTACTS),
                phase.counts().calls(FeatureUse.ARCHIVING),
                phase.counts().calls(FeatureUse.MEETINGS),
                phase.refused().size(),
                phase.counts().allNoticed()));
        for (DrillDeployment.Done change : phase.changes()) {
            lines.add("    " + change.call().node() + "> "
                    + shortened(change.call().line()));
            change.warnings().forEach(warning -> lines.add("      WARNING: " + warning));
        }
        phase.findings().forEach(finding -> lines.add("    " + finding));
        return String.join("\n", lines);
    }

    /** The summary at the end of a drill. */
    public static List<String> foot(DrillReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (!report.troubles().isEmpty()) {
            lines.add("Refusals:");
            report.troubles().forEach(trouble -> lines.addAll(lines(trouble)));
            lines.add("");
        }
        report.warnings().forEach(warning -> lines.add("WARNING: " + warning));
        lines.add("Test calls with the old key:");
        byNode(report).forEach((node, story) -> lines.add("  at " + node + ": " + story));
        report.reads()
                .forEach((node, count) ->
                        lines.add("At that time " + node + " read the metadata " + times(count) + "."));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%,d calls of people in %.1f s, %.0f per second: %,d contacts, %,d archiving, %,d meetings.",
                report.calls(),
                report.traffic().took().toMillis() / 1000.0,
                report.rate(),
                report.calls(FeatureUse.CONTACTS),
                report.calls(FeatureUse.ARCHIVING),
                report.calls(FeatureUse.MEETINGS)));
        lines.add(String.format(
                Locale.ROOT,
                "%,d calls between servers accepted, %,d refused; %,d people not served; %,d transcripts undelivered.",
                report.accepted(),
                report.refused(),
                report.notServed(),
                report.undelivered()));
        return lines;
    }

    private static List<String> lines(RefusalGroup trouble) {
        return List.of(
                "  " + trouble.caller() + " to " + trouble.resource() + ", rule " + trouble.rule() + ": "
                        + trouble.failed(),
                String.format(
                        Locale.ROOT,
                        "      %s for %s, %s to %s (%s)",
                        times(trouble.count()),
                        trouble.feature().word(),
                        clock(trouble.period().first()),
                        clock(trouble.period().last()),
                        trouble.phase()),
                "      " + shortened(trouble.example()));
    }

    private static Map<String, String> byNode(DrillReport report) {
        return report.probes().stream()
                .collect(Collectors.groupingBy(
                        StolenKeyAttempt::node,
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), DrillText::story)));
    }

    /** The times of the last accepted and of the first refused attempt with the key. */
    private static String story(List<StolenKeyAttempt> probes) {
        String accepted = "never accepted";
        for (StolenKeyAttempt probe : probes) {
            if (!probe.believed()) {
                return accepted + ", refused at " + clock(probe.since()) + " by rule " + probe.rule();
            }
            accepted = "accepted until " + clock(probe.since());
        }
        return accepted.replace("until", "at") + ", and still accepted";
    }

    /** A number of events as text: "once", "12 times". */
    static String times(long count) {
        return count == 1 ? "once" : String.format(Locale.ROOT, "%,d times", count);
    }

    private static String clock(Duration since) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", since.toHours(), since.toMinutesPart(), since.toSecondsPart());
    }

    /** Shortens certificates in a text to their beginning. */
    private static String shortened(String text) {
        return CERTIFICATE.matcher(text).replaceAll("$1...");
    }
}
