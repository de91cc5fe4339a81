package org.s2slab.engine.precondition;

import java.util.List;
import java.util.stream.Collectors;
import org.s2slab.engine.language.MatrixCell;
import org.s2slab.engine.language.RuleCatalog;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.Scenario;

/**
 * The page docs/generated/preconditions.md: the objects of the trust that each feature needs, and the refusal without
 * each object.
 */
public final class PreconditionPage {
    private static final String FOLDER = "../../scenarios/engine/src/main/resources/scenarios/";

    private final StringBuilder page = new StringBuilder();

    private PreconditionPage() {}

    public static String text() {
        return new PreconditionPage().all();
    }

    private String all() {
        page.append("""
                # What each feature needs, and how it is refused without

                Generated from `preconditions.yaml` of the tests of `scenarios`; do not edit. `PreconditionTest` drops each single
                object of each trust, plays every scenario that stands on this trust, and finds in the nodes' journals the refusal
                that its row names; where a row names none for a scenario, the scenario passes without the object
                ([0037](../decisions/0037-preconditions-of-features.md)). Each build plays every refusal, and a part of what passes;
                [a system property](../TESTS.md#speed-of-the-test-command) plays all.
                [The table of features](matrix.md) says which scenario shows what.

                An object is dropped by leaving out the step that makes it; what is *taken back* is removed after everything was
                configured, because later steps could not be done without it. `…` stands for what differs from run to run.
                """);
        PreconditionFile.read().forEach(this::trust);
        return page.toString();
    }

    private void trust(String trust, List<Precondition> rows) {
        page.append("\n## ")
                .append(trust)
                .append("\n\nConfigured by ")
                .append(link(trust))
                .append("; for\n\n");
        for (Scenario scenario : PreconditionScenarios.of(trust)) {
            page.append("- ").append(link(scenario.name()));
            if (!scenario.cells().isEmpty()) {
                page.append(": ");
                page.append(
                        scenario.cells().stream().map(PreconditionPage::words).collect(Collectors.joining("; ")));
            }
            page.append('\n');
        }
        page.append("\n| without | fails | refused by | code | rule | says |\n|---|---|---|---|---|---|\n");
        rows.forEach(this::row);
        rules(rows);
    }

    private void row(Precondition row) {
        String object = row.object() + (row.takeBack() == null && row.account() == null ? "" : " (taken back)");
        for (ExpectedRefusal refusal : row.refusals()) {
            String says = "`" + refusal.says().replace("|", "\\|") + "`";
            cells(
                    object,
                    String.join(", ", refusal.in()),
                    refusal.by() + (refusal.answered() ? ", in its answer" : ""),
                    "`" + refusal.code() + "`",
                    refusal.rule() == null ? "–" : refusal.rule(),
                    refusal.through() == null ? says : says + "; *" + refusal.through() + "* could not be done");
            object = "";
        }
        if (row.elsewhere() != null) {
            cells(
                    object,
                    "none of these",
                    "–",
                    "–",
                    "–",
                    "for other calls; refused where " + row.elsewhere() + " is dropped from another trust");
        } else if (row.hasNoEffect()) {
            cells(object, "nothing", "–", "–", "–", row.because() + " ([source](" + row.source() + "))");
        }
    }

    private void cells(String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /**
     * Adds the sentences of the rules that refuse: the rules for tokens, and the rules of the authorization server.
     */
    private void rules(List<Precondition> rows) {
        List<String> sentences = rows.stream()
                .flatMap(row -> row.refusals().stream())
                .filter(refusal -> refusal.rule() != null)
                .map(refusal -> refusal.rule() + " at " + (refusal.by().equals("authz") ? "authz" : "a resource") + ": "
                        + sentence(refusal))
                .distinct()
                .sorted()
                .toList();
        if (!sentences.isEmpty()) {
            page.append('\n');
            sentences.forEach(sentence -> page.append("- ").append(sentence).append('\n'));
        }
    }

    private static String sentence(ExpectedRefusal refusal) {
        Subject subject = refusal.by().equals("authz") ? Subject.GRANT : Subject.TOKEN;
        return RuleCatalog.all().stream()
                .filter(rule -> rule.subject() == subject && rule.id().equals(refusal.rule()))
                .map(RuleCatalog.Entry::sentence)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the check-list has no rule " + refusal.rule()));
    }

    private static String words(MatrixCell cell) {
        return MatrixCell.word(cell.feature()) + ", "
                + MatrixCell.word(cell.pair()).replace("-", " → ") + ", "
                + MatrixCell.word(cell.premises()).replace('-', ' ');
    }

    private static String link(String scenario) {
        return "[" + scenario + "](" + FOLDER + scenario + ".yaml)";
    }
}
