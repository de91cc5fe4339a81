package org.s2slab.drill.torture;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.s2slab.config.PostgresConfig;
import org.s2slab.store.PostgresServer;

/** Reads the databases of stopped nodes directly. */
final class DatabaseContent {
    private DatabaseContent() {}

    private interface Opening {
        Connection open() throws SQLException;
    }

    /** The rows of a query on a database file. Each row contains its values as text, with an empty text for null. */
    static List<List<String>> rows(Path file, String query) {
        return rows(() -> DriverManager.getConnection("jdbc:sqlite:" + file + "?open_mode=1"), file, query);
    }

    /** The rows of a query on the database of a pool, as those of a file. */
    static List<List<String>> rows(PostgresConfig database, String query) {
        return rows(() -> PostgresServer.connect(database), database, query);
    }

    private static List<List<String>> rows(Opening database, Object place, String query) {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<List<String>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    String value = result.getString(column);
                    row.add(value == null ? "" : value);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(place + ": " + query, e);
        }
    }
}
