package org.s2slab.diagnosis.explain;

import java.util.ArrayList;
import java.util.List;
import org.s2slab.engine.reading.FixTemplate;
import org.s2slab.engine.reading.RefusalCause;

/** Explains the causes of an error text of the real products. */
final class KnownErrorExplainer {
    private KnownErrorExplainer() {}

    /** The explanation in lines of text; empty if the error text is unknown. */
    static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        for (KnownErrorText symptom : KnownErrorTextCatalog.in(text)) {
            lines.add(symptom.where().title + ": " + symptom.shows());
            if (!symptom.note().isEmpty()) {
                lines.add("  " + symptom.note());
            }
            symptom.causes().forEach(cause -> lines.addAll(of(cause)));
            lines.add("  Source: " + symptom.source().title()
                    + (symptom.source().address() == null
                            ? ""
                            : ", " + symptom.source().address()));
            lines.add("");
        }
        return lines;
    }

    private static List<String> of(RefusalCause cause) {
        List<String> lines = new ArrayList<>();
        lines.add("  - " + cause.why()
                + (cause.rules().isEmpty() ? "" : " (rules " + String.join(", ", sorted(cause)) + ")"));
        lines.add("    " + cause.fix());
        cause.cures().forEach(cure -> lines.add("    " + place(cure) + ": " + cure.line()));
        return lines;
    }

    private static List<String> sorted(RefusalCause cause) {
        return cause.rules().stream().sorted().toList();
    }

    static String place(FixTemplate cure) {
        return switch (cure.place()) {
            case HERE -> "at " + cure.role() + " (refused)";
            case CALLER -> "at " + cure.role() + " (called)";
            case AUTHORIZATION_SERVER -> "at the authorization server";
        };
    }
}
