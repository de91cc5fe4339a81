package org.s2slab.sharepoint.trust;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;

/** The descriptions and display names of applications that administrators registered. */
public record RegistrationNotes(Database database) {
    /** All notes, by name in lower case. */
    public Future<Map<String, String>> all() {
        return database.query("SELECT name_key, description FROM issuer_notes").map(rows -> {
            Map<String, String> notes = new HashMap<>();
            rows.forEach(row -> notes.put(row.getString(0), row.getString(1)));
            return notes;
        });
    }

    /** Stores the note of a name; an empty text deletes it. */
    public Future<Void> put(String name, String text) {
        return text.isEmpty()
                ? database.execute("DELETE FROM issuer_notes WHERE name_key = ?", NameKey.of(name))
                : database.execute(
                        "INSERT INTO issuer_notes (name_key, description) VALUES (?, ?)"
                                + " ON CONFLICT (name_key) DO UPDATE SET description = excluded.description",
                        Tuple.of(NameKey.of(name), text));
    }
}
