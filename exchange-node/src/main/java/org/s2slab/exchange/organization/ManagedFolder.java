package org.s2slab.exchange.organization;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.NamedTable;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.RecordColumns;

/**
 * A managed custom folder that the organization defines (New-ManagedFolder).
 *
 * @param name unique without case
 * @param folderName the display name of the folder in mailboxes
 * @param comment the text for users; may be empty
 * @param mustDisplayComment whether clients must show the comment
 */
public record ManagedFolder(String name, String folderName, String comment, boolean mustDisplayComment) {
    private static final String TABLE = "managed_folders";
    private static final RecordColumns<ManagedFolder> COLUMNS = new RecordColumns<>(ManagedFolder.class);

    /** The definitions of the organization's managed folders. */
    public static NamedTable<ManagedFolder> table(Database database) {
        return new NamedTable<>(database, TABLE, ManagedFolder.class, ManagedFolder::name);
    }

    /** The definition with a name, compared without case. */
    public static Optional<ManagedFolder> named(ReadTransaction rx, String name) {
        return rx.first(
                "SELECT " + COLUMNS.names() + " FROM " + TABLE + " WHERE name_key = ?",
                COLUMNS::read,
                NameKey.trimmed(name));
    }

    /** The GUID of the definition, computed from its name. */
    public String id() {
        return UUID.nameUUIDFromBytes(("managed folder " + NameKey.of(name)).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
