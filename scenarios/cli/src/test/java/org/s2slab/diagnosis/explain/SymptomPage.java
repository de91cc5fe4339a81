package org.s2slab.diagnosis.explain;

import java.util.Locale;
import java.util.stream.Collectors;
import org.s2slab.engine.reading.RefusalCause;

/** The page of docs/generated that says what the refusals of the real products come from here. */
public final class SymptomPage {
    private SymptomPage() {}

    public static String text() {
        StringBuilder page = new StringBuilder("# Error texts of the real products\n\nGenerated; do not edit.\n\n"
                + "Texts, codes and event ids of refusals, and their causes in the lab. `./lab explain"
                + " '<the text>'` finds them too. The column *causes* links to the causes below.\n");
        for (KnownErrorText.Where where : KnownErrorText.Where.values()) {
            page.append("\n## ").append(where.title).append("\n\n| shows | causes | |\n|---|---|---|\n");
            KnownErrorTextCatalog.all().stream()
                    .filter(symptom -> symptom.where() == where)
                    .forEach(symptom -> page.append("| `")
                            .append(cell(symptom.shows()))
                            .append("` | ")
                            .append(symptom.causes().stream()
                                    .map(cause -> "[" + name(cause) + "](#"
                                            + name(cause).replace(' ', '-') + ")")
                                    .collect(Collectors.joining(", ")))
                            .append(" | ")
                            .append(cell(symptom.note()))
                            .append(symptom.note().isEmpty() ? "" : " ")
                            .append(source(symptom))
                            .append(" |\n"));
        }
        page.append("\n# Causes\n");
        for (RefusalCause cause : RefusalCause.values()) {
            page.append("\n## ")
                    .append(name(cause))
                    .append("\n\n")
                    .append(cause.why())
                    .append(' ')
                    .append(cause.fix());
            if (!cause.rules().isEmpty()) {
                page.append(" [Rules](checks.md) ")
                        .append(cause.rules().stream().sorted().collect(Collectors.joining(", ")))
                        .append('.');
            }
            page.append('\n');
            if (!cause.cures().isEmpty()) {
                page.append('\n');
                cause.cures()
                        .forEach(cure -> page.append("- ")
                                .append(KnownErrorExplainer.place(cure))
                                .append(": `")
                                .append(cure.line())
                                .append("`\n"));
            }
        }
        return page.toString();
    }

    private static String name(RefusalCause cause) {
        return cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String source(KnownErrorText symptom) {
        KnownErrorText.Source source = symptom.source();
        return source.address() == null ? source.title() + "." : "[" + source.title() + "](" + source.address() + ")";
    }
}
