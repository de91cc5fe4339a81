package org.s2slab.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts a role's script of tables, which is written for SQLite, to PostgreSQL. A form that is not known here is an
 * error, so no table means something else on PostgreSQL.
 *
 * <p>PostgreSQL leaves out the lines between {@code -- sqlite only} and {@code -- end}. The script
 * {@code <name>-postgres.sql}, if it exists, is executed after the converted script and creates what these lines create.
 *
 * <p>A table gives its {@code INTEGER PRIMARY KEY} in every row, or never: a number that a statement gives does not
 * increase the next number that PostgreSQL generates. Triggers of one event run in the order of their names, and they
 * see the table after the whole statement.
 */
final class PostgresScript {
    private static final Pattern SQLITE_ONLY = Pattern.compile("(?ms)^-- sqlite only$.*?^-- end$");

    /** A quoted text or name, a comment, a word, or another character. */
    private static final Pattern TOKEN = Pattern.compile("(?s)'[^']*'|\"[^\"]*\"|--[^\n]*|\\w+|.");

    /** A quoted text or name, a key, or a word in upper case. */
    private static final Pattern TERM =
            Pattern.compile("'[^']*'|\"[^\"]*\"|\\bINTEGER\\s+PRIMARY\\s+KEY(?:\\s+AUTOINCREMENT)?|\\b[A-Z_]+\\b");

    /**
     * The types that mean what SQLite's types mean: whole numbers of 64 bits, and text that is sorted by its bytes.
     */
    private static final Map<String, String> TYPES =
            Map.of("INTEGER", "BIGINT", "TEXT", "TEXT COLLATE \"C\"", "REAL", "DOUBLE PRECISION", "BLOB", "BYTEA");

    /** Words that PostgreSQL does not know, or that mean something else. */
    private static final Set<String> REFUSED =
            Set.of("AUTOINCREMENT", "COLLATE", "GLOB", "LIKE", "RAISE", "STRICT", "WITHOUT");

    private static final Pattern OTHER =
            Pattern.compile("(?s)(?:CREATE (?:TABLE|(?:UNIQUE )?INDEX|VIEW)|INSERT INTO) .*");

    private static final Pattern TRIGGER = Pattern.compile("(?s)CREATE TRIGGER (\\w+)\\s+"
            + "(AFTER (?:INSERT|DELETE|UPDATE(?: OF \\w+(?:, \\w+)*)?) ON \\w+)(?:\\s+WHEN\\s+(.+?))?\\s+"
            + "BEGIN\\s+((?:(?:INSERT INTO|UPDATE|DELETE FROM) (?:[^;']|'[^']*')+;\\s*)+)END");

    private PostgresScript() {}

    /**
     * The script for PostgreSQL, without comments.
     *
     * @throws IllegalArgumentException if a statement has an unknown form
     */
    static String of(String script) {
        StringBuilder converted = new StringBuilder();
        for (String statement : statements(SQLITE_ONLY.matcher(script).replaceAll(""))) {
            Matcher trigger = TRIGGER.matcher(statement);
            if (trigger.matches()) {
                converted.append(trigger(statement, trigger));
            } else if (OTHER.matcher(statement).matches()) {
                converted.append(terms(statement, statement)).append(";\n");
            } else {
                throw unknown("this statement", statement);
            }
        }
        return converted.toString();
    }

    /** Separates statements at their semicolons. The statements of a trigger end with it. */
    private static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        int depth = 0;
        Matcher tokens = TOKEN.matcher(script);
        while (tokens.find()) {
            String token = tokens.group();
            if (token.equals("BEGIN") || token.equals("CASE")) {
                depth++;
            } else if (token.equals("END")) {
                depth--;
            }
            if (token.equals(";") && depth == 0) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            } else if (!token.startsWith("--")) {
                statement.append(token);
            }
        }
        if (!statement.toString().isBlank()) {
            throw unknown(
                    "a statement without a semicolon", statement.toString().strip());
        }
        return statements;
    }

    private static String trigger(String statement, Matcher trigger) {
        String name = trigger.group(1);
        String condition = trigger.group(3) == null ? "" : " WHEN (" + terms(statement, trigger.group(3)) + ")";
        return "CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n"
                + terms(statement, trigger.group(4)) + "RETURN NULL; END $$;\n"
                + "CREATE TRIGGER " + name + " " + trigger.group(2) + " FOR EACH ROW" + condition
                + " EXECUTE FUNCTION " + name + "();\n";
    }

    private static String terms(String statement, String part) {
        return TERM.matcher(part).replaceAll(term -> Matcher.quoteReplacement(term(statement, term.group())));
    }

    private static String term(String statement, String term) {
        if (REFUSED.contains(term)) {
            throw unknown("'" + term + "'", statement);
        }
        return term.startsWith("INTEGER ")
                ? "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"
                : TYPES.getOrDefault(term, term);
    }

    private static IllegalArgumentException unknown(String what, String statement) {
        return new IllegalArgumentException("database schema: PostgreSQL has no known form for " + what + " in '"
                + statement.lines().findFirst().orElse("") + "'; write the statement between '-- sqlite only' and"
                + " '-- end', and its form for PostgreSQL in the script whose name ends with '-postgres.sql'");
    }
}
