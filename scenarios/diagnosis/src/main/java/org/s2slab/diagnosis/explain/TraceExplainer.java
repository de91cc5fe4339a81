package org.s2slab.diagnosis.explain;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.reading.HopReading;
import org.s2slab.engine.reading.IdentifierNames;
import org.s2slab.engine.reading.RefusalReading;
import org.s2slab.trace.HopKind;

/** Explains a trace hop by hop. For a refusal, it prints the explanation of the hop, the two values and the fix. */
final class TraceExplainer {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final TraceLoader journals;
    private final HopHistory history;
    private final List<String> lines = new ArrayList<>();

    private TraceExplainer(TraceLoader journals) {
        this.journals = journals;
        this.history = new HopHistory(IdentifierNames.of(journals.nodes()));
        journals.withEarlier().forEach(hop -> history.add(hop, null));
    }

    /** The explanation in lines of text. */
    static List<String> of(String traceId, TraceLoader journals) {
        return new TraceExplainer(journals).tell(traceId);
    }

    private List<String> tell(String traceId) {
        lines.add("Trace " + traceId);
        lines.add("");
        for (ObservedHop hop : journals.hops()) {
            lines.add("  " + TIME.format(hop.place().at()) + "  " + hop.sentence() + what(hop));
        }
        List<ObservedHop> refusals =
                journals.hops().stream().filter(this::isToBeExplained).toList();
        if (refusals.isEmpty()) {
            lines.add("");
            lines.add("Nothing was refused in this trace.");
        }
        refusals.forEach(this::explain);
        if (!refusals.isEmpty() && !journals.nodes().isEmpty()) {
            lines.add("");
            lines.add("All faults between these servers, and the cmdlets that fix them: ./lab doctor");
        }
        return lines;
    }

    /** Whether to explain a refusal. The refusal of the called server has priority over the caller's failed call. */
    private boolean isToBeExplained(ObservedHop hop) {
        boolean toldByTheOtherSide = hop.kind() == HopKind.FAILED
                && journals.hops().stream().anyMatch(other -> other.isRefusal() && other.kind() != HopKind.FAILED);
        return hop.isRefusal() && !toldByTheOtherSide;
    }

    private static String what(ObservedHop hop) {
        return switch (hop.kind()) {
            case CALLED, METADATA_READ ->
                hop.detail() == null ? "" : "  (" + hop.detail().text() + ")";
            default -> "";
        };
    }

    private void explain(ObservedHop hop) {
        HopReading reading = history.read(hop);
        RefusalReading refusal = Objects.requireNonNull(reading.refusal());
        lines.add("");
        lines.add(capital(hop.sentence().toString()) + (hop.rule() == null ? "." : ": " + refusal.failed()));
        if (refusal.found() != null) {
            lines.add("  found     " + refusal.found());
            lines.add("  expected  " + (refusal.expected() == null ? "see the rule" : refusal.expected()));
        } else if (hop.detail() != null) {
            lines.add("  " + hop.detail().text());
        }
        lines.add("  who       " + reading.who());
        lines.add("  why not   " + reading.why());
        lines.add("  for what  " + reading.what());
        reading.questions()
                .forEach(one -> lines.add("  " + one.sign() + " " + one.title() + " " + one.count()
                        + (one.evidence() == null ? "" : ". " + one.evidence())));
        fix(refusal);
        if (hop.kind() == HopKind.FAILED && hop.detail() != null) {
            KnownErrorTextCatalog.in(hop.detail().text())
                    .forEach(symptom -> lines.add("  known symptom: " + symptom.shows()));
        }
    }

    private void fix(RefusalReading refusal) {
        if (refusal.cause() == null) {
            return;
        }
        lines.add("");
        lines.add("Cause:  " + refusal.cause());
        if (refusal.nothingToFix() != null) {
            lines.add("Fix:    " + refusal.nothingToFix());
            return;
        }
        lines.add("Fix:    " + refusal.fix());
        refusal.fixes().forEach(one -> lines.add("  at " + one.node() + ":  " + one.line()));
        if (refusal.after() != null && !refusal.after().isEmpty()) {
            lines.add("Then:   " + refusal.after());
        }
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
