package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.GroupCommit;
import org.s2slab.store.Rows;

/** The files that were uploaded to conferences: Lync's file share. They stay as long as a transcript needs them. */
public final class UploadStore {
    private final Database database;

    /**
     * A file.
     *
     * @param content in base64
     */
    public record Upload(String contentType, String content) {}

    public UploadStore(Database database) {
        this.database = database;
    }

    /** What writes a file down, in the commit of the event that says that it was uploaded. */
    public static GroupCommit.Write write(String conversation, int sequence, Upload upload) {
        return new GroupCommit.Write(
                "INSERT INTO conversation_files (conversation_id, sequence, content_type, content) VALUES (?, ?, ?, ?)",
                Tuple.of(conversation, sequence, upload.contentType(), upload.content()));
    }

    /**
     * What removes the files of a conversation that no transcript on its way to Exchange and none in Lync's own archive
     * needs; those of the part that is not archived yet stay.
     */
    static GroupCommit.Write release(String conversation) {
        return new GroupCommit.Write(
                "DELETE FROM conversation_files WHERE conversation_id = ?"
                        + " AND NOT EXISTS (SELECT 1 FROM deliveries WHERE conversation_id = ? AND files > 0)"
                        + " AND NOT EXISTS (SELECT 1 FROM transcripts WHERE conversation_id = ?)"
                        + " AND sequence NOT IN (SELECT e.sequence FROM conversation_events e JOIN conversations c"
                        + " ON c.id = e.conversation_id AND c.part = e.part WHERE c.id = ?)",
                Tuple.of(conversation, conversation, conversation, conversation));
    }

    Future<Optional<Upload>> of(String conversation, int sequence) {
        return database.pool()
                .preparedQuery("SELECT content_type, content FROM conversation_files"
                        + " WHERE conversation_id = ? AND sequence = ?")
                .execute(Tuple.of(conversation, sequence))
                .map(rows -> Rows.first(rows, UploadStore::read));
    }

    private static Upload read(Row row) {
        return new Upload(row.getString("content_type"), row.getString("content"));
    }
}
