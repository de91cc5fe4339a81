package org.s2slab.exchange.mailbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits texts into words without case and accents. SQLite's own tokenizer splits them, in memory, so that a search on
 * PostgreSQL finds the same items as a search on SQLite.
 */
public final class WordSplitter {
    /** The tokenizer of the table {@code item_text}. */
    private static final String TOKENIZER = "unicode61 remove_diacritics 2";

    private WordSplitter() {}

    /** The words of each text, in their order. */
    public static List<List<String>> split(List<String> texts) {
        List<List<String>> words = new ArrayList<>();
        texts.forEach(text -> words.add(new ArrayList<>()));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE VIRTUAL TABLE texts USING fts5 (text, content = '', tokenize = '" + TOKENIZER + "')");
            statement.execute("CREATE VIRTUAL TABLE words USING fts5vocab (texts, instance)");
            connection.setAutoCommit(false);
            insert(connection, texts);
            try (ResultSet found = statement.executeQuery("SELECT doc, term FROM words ORDER BY doc, offset")) {
                while (found.next()) {
                    words.get(found.getInt(1)).add(found.getString(2));
                }
            }
            return words;
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite's tokenizer cannot split the texts", e);
        }
    }

    private static void insert(Connection connection, List<String> texts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO texts (rowid, text) VALUES (?, ?)")) {
            for (int i = 0; i < texts.size(); i++) {
                insert.setInt(1, i);
                insert.setString(2, texts.get(i));
                insert.executeUpdate();
            }
        }
    }
}
