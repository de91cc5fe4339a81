package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.GroupCommit;

/** Stores the files uploaded to conferences: Lync's file share. A file stays while a transcript needs it. */
public record UploadStore(Database database) {
    /**
     * An uploaded file.
     *
     * @param content in base64
     */
    public record Upload(String contentType, String content) {}

    /** The write of a file, in the commit of the event that reports its upload. */
    public static GroupCommit.Write write(String conversation, int sequence, Upload upload) {
        return new GroupCommit.Write(
                "INSERT INTO conversation_files (conversation_id, sequence, content_type, content) VALUES (?, ?, ?, ?)",
                Tuple.of(conversation, sequence, upload.contentType(), upload.content()));
    }

    /**
     * The write that deletes a conversation's files which no queued transcript and no transcript in Lync's own archive
     * needs. Files of the part that is not archived yet stay.
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
        return database.first(
                "SELECT content_type, content FROM conversation_files WHERE conversation_id = ? AND sequence = ?",
                row -> new Upload(row.getString("content_type"), row.getString("content")),
                Tuple.of(conversation, sequence));
    }
}
