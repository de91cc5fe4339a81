package org.s2slab.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.EdgeVerdict;
import org.s2slab.diagnosis.doctor.ObservedDifference;
import org.s2slab.diagnosis.doctor.ProbeCall;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.diagnosis.doctor.TrustFault;
import org.s2slab.engine.product.CmdletFix;

/**
 * Prints a diagnosis on a terminal: the observed state of each node, a table of the trust between servers, each fault
 * with its cause and fix, and the differences between the observed state and fresh calls.
 */
public final class DiagnosisText {
    private DiagnosisText() {}

    /** The lines, without line ends. */
    public static List<String> lines(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        diagnosis.nodes().forEach(node -> {
            lines.add("Observed on " + diagnosis.label(node.node()));
            node.observed().forEach(sentence -> lines.add("  " + sentence));
            lines.add("");
        });
        int width = diagnosis.edges().stream()
                .mapToInt(edge -> diagnosis.label(edge).length())
                .max()
                .orElse(0);
        for (TrustEdge edge : diagnosis.edges()) {
            lines.add("%s %s  %-20s  %s"
                    .formatted(
                            mark(edge.verdict().word()),
                            padded(diagnosis.label(edge), width),
                            edge.kind().words(),
                            edge.verdict().words()));
        }
        faults(diagnosis).forEach((fault, edges) -> tell(fault, edges, lines));
        diagnosis.edges().stream().filter(DiagnosisText::isUnexplained).forEach(edge -> tell(edge, diagnosis, lines));
        diagnosis.differences().forEach(difference -> tell(difference, lines));
        if (!diagnosis.warnings().isEmpty()) {
            lines.add("");
            diagnosis.warnings().forEach(warning -> lines.add("warning: " + warning));
        }
        lines.add("");
        lines.add(summary(diagnosis));
        return lines;
    }

    /** The faults that already break the trust, each with its cause and its fix. */
    static List<String> broken(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        faults(diagnosis).forEach((fault, edges) -> {
            if (fault.breaks() == null && !fault.code().isWarning()) {
                tell(fault, edges, lines);
            }
        });
        lines.removeIf(String::isEmpty);
        return lines;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String mark(EdgeVerdict.Word word) {
        return switch (word) {
            case HOLDS -> "✓";
            case WILL_BREAK, FOREIGN -> "!";
            case BROKEN -> "✗";
            case NOT_CONFIGURED -> "·";
        };
    }

    /** Each fault once, with the nodes or pairs of servers that have it. */
    private static Map<TrustFault, List<String>> faults(Diagnosis diagnosis) {
        Map<TrustFault, List<String>> faults = new LinkedHashMap<>();
        diagnosis
                .nodes()
                .forEach(node ->
                        node.faults().forEach(fault -> faults.put(fault, List.of(diagnosis.label(node.node())))));
        for (TrustEdge edge : diagnosis.edges()) {
            edge.faults()
                    .forEach(fault -> faults.computeIfAbsent(fault, key -> new ArrayList<>())
                            .add(diagnosis.label(edge)));
        }
        return faults;
    }

    private static void tell(TrustFault fault, List<String> edges, List<String> lines) {
        lines.add("");
        lines.add(fault.code() + "  " + String.join(", ", edges));
        lines.add("  cause  " + fault.sentence() + ".");
        fault.cure().forEach(cure -> lines.add(line(cure)));
    }

    private static void tell(ObservedDifference difference, List<String> lines) {
        lines.add("");
        lines.add("Observed and fresh differ");
        lines.add("  found  " + difference.sentence() + ".");
        difference.cure().forEach(cure -> lines.add(line(cure)));
    }

    private static String line(CmdletFix cure) {
        return "  fix    " + cure.node() + "> " + cure.line();
    }

    /** Whether a call was refused although the doctor found no fault. */
    private static boolean isUnexplained(TrustEdge edge) {
        return edge.isBroken() && edge.faults().isEmpty();
    }

    private static void tell(TrustEdge edge, Diagnosis diagnosis, List<String> lines) {
        ProbeCall call = edge.call();
        lines.add("");
        lines.add("No known cause  " + diagnosis.label(edge));
        if (call != null) {
            lines.add("  " + edge.caller() + "> " + call.line());
            lines.add("  " + call.said());
        }
    }

    private static String summary(Diagnosis diagnosis) {
        long setUp = diagnosis.edges().stream()
                .filter(edge -> edge.verdict().word() != EdgeVerdict.Word.NOT_CONFIGURED)
                .count();
        long broken = diagnosis.edges().stream().filter(TrustEdge::isBroken).count();
        return setUp + " of " + diagnosis.edges().size() + " edges are set up, " + broken
                + " of them broken; checked at "
                + diagnosis.at()
                + (diagnosis.user() == null ? "" : " for " + diagnosis.user());
    }
}
