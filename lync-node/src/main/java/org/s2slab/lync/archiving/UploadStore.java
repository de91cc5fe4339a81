package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.GroupCommit;

/** The files that were uploaded to conferences: Lync's file share. They stay until Exchange has them. */
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

    Future<Optional<Upload>> of(String conversation, int sequence) {
        return database.pool()
                .preparedQuery("SELECT content_type, content FROM conversation_files"
                        + " WHERE conversation_id = ? AND sequence = ?")
                .execute(Tuple.of(conversation, sequence))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(read(rows.iterator().next())));
    }

    private static Upload read(Row row) {
        return new Upload(row.getString("content_type"), row.getString("content"));
    }
}
