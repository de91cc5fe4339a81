package org.s2slab.store;

import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The form of texts in a database. Every text can be stored and is read unchanged, and equal texts have equal forms.
 *
 * @param stored converts a text to its stored form
 * @param read converts a stored form to its text
 * @param chosen chooses the form of the engine
 * @param onServer whether the database is on a PostgreSQL server
 */
record TextForm(
        UnaryOperator<String> stored,
        UnaryOperator<String> read,
        Function<EngineText, String> chosen,
        boolean onServer) {
    /** For a database that stores any text. */
    static final TextForm UNCHANGED = new TextForm(text -> text, text -> text, EngineText::sqlite, false);

    /** A noncharacter (Unicode 23.7), which no text needs for anything else. */
    private static final String ESCAPE = "\uFDD0";

    /** PostgreSQL stores no character U+0000. */
    static final TextForm WITHOUT_NUL = new TextForm(
            text -> text.indexOf('\0') < 0 && !text.contains(ESCAPE)
                    ? text
                    : text.replace(ESCAPE, ESCAPE + "1").replace("\0", ESCAPE + "0"),
            text -> text.contains(ESCAPE) ? text.replace(ESCAPE + "0", "\0").replace(ESCAPE + "1", ESCAPE) : text,
            text -> text.postgres().get(),
            true);
}
