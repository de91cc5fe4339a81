package org.s2slab.engine.run;

import java.util.Locale;
import java.util.stream.Collectors;
import org.s2slab.engine.language.Glossary;
import org.s2slab.engine.language.Glossary.Term;

/** The generated page with the terms of the glossary. */
public final class GlossaryPage {
    private GlossaryPage() {}

    /** The page as Markdown. */
    public static String text() {
        StringBuilder page = new StringBuilder("# Glossary\n\nGenerated; do not edit.\n\n"
                + "The console underlines these words and shows the explanation at a click. In `./lab learn`, type `?` and a word. "
                + "The number is the lesson that teaches the word.\n");
        for (Term term : Glossary.terms()) {
            page.append("\n## ").append(term.term()).append("\n\n").append(term.text());
            page.append(" Lesson ").append(term.lesson()).append(".\n\nSee also: ");
            page.append(term.see().stream().map(GlossaryPage::link).collect(Collectors.joining(", ")));
            page.append(".\n");
        }
        return page.toString();
    }

    private static String link(String term) {
        return "[" + term + "](#"
                + term.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-') + ")";
    }
}
