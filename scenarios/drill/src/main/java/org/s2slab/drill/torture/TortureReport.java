package org.s2slab.drill.torture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.s2slab.drill.CallStatistics;

/**
 * The report of one or several torture runs.
 *
 * @param acknowledged the number of acknowledged uses, by feature
 * @param others the number of uses that were refused, failed, or received no response, by feature
 * @param disturbances the number of disturbances, by kind
 * @param findings lost or doubled items, and things that no longer work
 */
public record TortureReport(
        Map<TortureFeature, Integer> acknowledged,
        Map<TortureFeature, Integer> others,
        Map<DisturbanceKind, Integer> disturbances,
        List<LedgerFinding> findings) {
    public TortureReport {
        acknowledged = Map.copyOf(acknowledged);
        others = Map.copyOf(others);
        disturbances = Map.copyOf(disturbances);
        findings = List.copyOf(findings);
    }

    /** The report of a run without events. */
    public static TortureReport empty() {
        return new TortureReport(Map.of(), Map.of(), Map.of(), List.of());
    }

    static TortureReport of(
            CallStatistics.Counts<TortureFeature> counts,
            Map<DisturbanceKind, Integer> disturbances,
            List<LedgerFinding> findings) {
        Map<TortureFeature, Integer> acknowledged = new EnumMap<>(TortureFeature.class);
        Map<TortureFeature, Integer> others = new EnumMap<>(TortureFeature.class);
        for (TortureFeature feature : TortureFeature.values()) {
            acknowledged.put(feature, counts.calls(feature) - counts.noticed(feature));
            others.put(feature, counts.noticed(feature));
        }
        return new TortureReport(acknowledged, others, disturbances, findings);
    }

    /** The sum of two reports. */
    public TortureReport plus(TortureReport more) {
        List<LedgerFinding> all = new ArrayList<>(findings);
        all.addAll(more.findings);
        return new TortureReport(
                sum(acknowledged, more.acknowledged),
                sum(others, more.others),
                sum(disturbances, more.disturbances),
                all);
    }

    private static <K> Map<K, Integer> sum(Map<K, Integer> one, Map<K, Integer> other) {
        Map<K, Integer> sum = new HashMap<>(one);
        other.forEach((key, count) -> sum.merge(key, count, Integer::sum));
        return sum;
    }

    public boolean isFlawless() {
        return findings.isEmpty();
    }

    /** The number of findings of this kind. */
    public long count(LedgerFinding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    /** The report as text: disturbances, counts, findings, and a final sentence. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("disturbances");
        for (DisturbanceKind kind : DisturbanceKind.values()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-20s %6d",
                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    disturbances.getOrDefault(kind, 0)));
        }
        lines.add("");
        lines.add("feature              acknowledged  refused, failed or unanswered");
        for (TortureFeature feature : TortureFeature.values()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-18s %,12d  %,12d",
                    feature.words(),
                    acknowledged.getOrDefault(feature, 0),
                    others.getOrDefault(feature, 0)));
        }
        lines.add("");
        findings.forEach(finding -> lines.add(finding.line()));
        lines.add(sentence());
        return lines;
    }

    private String sentence() {
        int all = acknowledged.values().stream().mapToInt(Integer::intValue).sum();
        long wedged = count(LedgerFinding.Kind.WEDGED);
        return String.format(
                Locale.ROOT,
                "%,d acknowledged, %,d lost, %,d doubled, %s",
                all,
                count(LedgerFinding.Kind.LOST),
                count(LedgerFinding.Kind.DOUBLED),
                wedged == 0
                        ? "all features work again without a restart"
                        : String.format(Locale.ROOT, "%,d wedged", wedged));
    }
}
