package org.s2slab.sharepoint.trust;

import java.util.HashMap;
import java.util.Map;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** Stores the descriptions and display names of applications that administrators registered. */
public final class RegistrationNoteStore {
    private RegistrationNoteStore() {}

    /** All notes, by name in lower case. */
    public static Map<String, String> all(ReadTransaction rx) {
        Map<String, String> notes = new HashMap<>();
        rx.list(
                "SELECT name_key, description FROM issuer_notes",
                row -> notes.put(row.text("name_key"), row.text("description")));
        return notes;
    }

    /** Stores the note of a name. An empty text deletes it. */
    public static void put(WriteTransaction tx, String name, String text) {
        tx.execute("DELETE FROM issuer_notes WHERE name_key = ?", NameKey.of(name));
        if (!text.isEmpty()) {
            tx.execute(
                    "INSERT INTO issuer_notes (name_key, description) VALUES (?, ?)"
                            + " ON CONFLICT (name_key) DO UPDATE SET description = excluded.description",
                    NameKey.of(name),
                    text);
        }
    }
}
