package org.s2slab.engine.run;

import java.util.List;
import org.s2slab.engine.language.RuleCatalog;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.language.RuleReadings.Question;
import org.s2slab.engine.language.RuleReadings.Reading;

/** The generated page with the sentences for each rule, grouped by the five questions. */
public final class RuleReadingPage {
    private RuleReadingPage() {}

    /** The page as Markdown. */
    public static String text() {
        StringBuilder page = new StringBuilder("# The rules in plain sentences\n\nGenerated; do not edit.\n\n"
                + "A validation answers five questions. Each rule of [the check-list](checks.md) helps to answer one of them. "
                + "A rule has one sentence for the case that it passes, and one for the case that it refuses. "
                + "Console, report and `./lab explain` show these sentences.\n");
        section(page, "Tokens", Subject.TOKEN);
        section(page, "Assertions and requests for a token, at the authorization server", Subject.GRANT);
        section(page, "Requests", Subject.REQUEST);
        section(page, "Metadata documents", Subject.METADATA);
        section(page, "Policies of tenants and online services", Subject.POLICY);
        return page.toString();
    }

    private static void section(StringBuilder page, String title, Subject subject) {
        page.append("\n## ").append(title).append("\n");
        List<Question> questions = RuleReadings.questions(subject);
        for (int number = 1; number <= questions.size(); number++) {
            Question question = questions.get(number - 1);
            if (question.rules() > 0) {
                page.append("\n**").append(question.ask()).append("** (rules: ").append(question.rules());
                page.append(")\n\n| rule | passed | refused |\n|---|---|---|\n");
                rows(page, subject, number);
            }
        }
    }

    private static void rows(StringBuilder page, Subject subject, int question) {
        for (RuleCatalog.Entry rule : RuleCatalog.of(subject, false)) {
            Reading reading = RuleReadings.of(subject, rule.id());
            if (reading != null && reading.question() == question) {
                page.append("| ").append(rule.id()).append(" | ").append(reading.passed());
                page.append(" | ").append(reading.failed()).append(" |\n");
            }
        }
    }
}
