package org.s2slab.exchange.addressbook;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.store.Database;
import org.s2slab.store.SnapshotTable;

/** Stores which mailboxes are rooms, and which distribution groups are room lists. */
public final class RoomStore {
    private final SnapshotTable<List<String>> ids;

    public RoomStore(Database database) {
        ids = SnapshotTable.of(database, "SELECT id FROM rooms", row -> row.text("id"));
    }

    public Future<Void> load() {
        return ids.load();
    }

    /** Whether the account or group with this id is a room or a room list. */
    public boolean contains(String id) {
        return ids.current().contains(id);
    }

    /** Makes the account or group with this id a room or room list, or removes this property. */
    public Future<Void> set(String id, boolean room) {
        return ids.change(
                room ? "INSERT INTO rooms (id) VALUES (?) ON CONFLICT DO NOTHING" : "DELETE FROM rooms WHERE id = ?",
                id);
    }
}
