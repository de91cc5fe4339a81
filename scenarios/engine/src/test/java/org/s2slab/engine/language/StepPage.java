package org.s2slab.engine.language;

import java.util.List;
import java.util.stream.Collectors;
import org.s2slab.engine.language.YamlSchema.Fields;
import org.s2slab.engine.language.YamlSchema.Member;

/** docs/generated/steps.md: the steps of scenarios with their keys. */
public final class StepPage {
    private StepPage() {}

    public static String text() {
        StringBuilder page = new StringBuilder("""
                # Steps of scenarios

                Generated; do not edit.

                A step of a [scenario](../SCENARIOS.md#steps) has a title (`do`) and one of the keys of the first column, which says what it does.
                A step without any of them only checks `hops` and `never`.

                | key | action | companion keys |
                |---|---|---|
                """);
        for (StepKind kind : StepKind.values()) {
            if (kind != StepKind.LOOK) {
                List<Member> members = kind.members();
                String beside = names(members.subList(1, members.size()));
                String inside = members.get(0).shape() instanceof Fields fields ? names(fields.keys()) : "";
                page.append(row(
                        members.get(0),
                        (inside.isEmpty() ? "" : "inside: " + inside + (beside.isEmpty() ? "" : "; beside: "))
                                + beside));
            }
        }
        for (StepKind kind : StepKind.values()) {
            kind.members().forEach(member -> describe(page, kind, member));
        }
        return page.toString();
    }

    private static void describe(StringBuilder page, StepKind kind, Member member) {
        boolean first = member.name().equals(kind.key());
        if (first && (kind.members().size() > 1 || member.shape() instanceof Fields)) {
            page.append("\n## ").append(kind.key()).append("\n\n| key | meaning |\n|---|---|\n");
        }
        if (!first) {
            page.append(row(member));
        } else if (member.shape() instanceof Fields fields) {
            fields.keys().forEach(inside -> page.append(row(inside)));
        }
    }

    private static String names(List<Member> members) {
        return members.stream().map(member -> "`" + member.name() + "`").collect(Collectors.joining(", "));
    }

    private static String row(Member member) {
        return "| `" + member.name() + "` | " + cell(member.help()) + " |\n";
    }

    private static String row(Member member, String keys) {
        return "| `" + member.name() + "` | " + cell(member.help()) + " | " + keys + " |\n";
    }

    private static String cell(String help) {
        return help.replace("|", "\\|").replace("${", "`${").replaceAll("(`\\$\\{[^}]*})", "$1`");
    }
}
