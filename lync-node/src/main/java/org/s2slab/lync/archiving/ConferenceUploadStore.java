package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.WriteTransaction;

/**
 * Stores the files that people upload to conferences, as Lync's file share does. A file is stored as long as a
 * transcript needs it.
 */
public record ConferenceUploadStore(Database database) {
    /**
     * An uploaded file.
     *
     * @param content in base64
     */
    public record Upload(String contentType, String content) {}

    /** Stores a file, in the transaction of the event that reports its upload. */
    public static void write(WriteTransaction tx, String conversation, int sequence, Upload upload) {
        tx.execute(
                "INSERT INTO conversation_files (conversation_id, sequence, content_type, content) VALUES (?, ?, ?, ?)",
                conversation,
                sequence,
                upload.contentType(),
                upload.content());
    }

    /**
     * Deletes a conversation's files, except those that a queued transcript or a transcript in Lync's own archive
     * needs, and those of the part that is not archived yet.
     */
    static void release(WriteTransaction tx, String conversation) {
        tx.execute(
                "DELETE FROM conversation_files WHERE conversation_id = ?"
                        + " AND NOT EXISTS (SELECT 1 FROM deliveries WHERE conversation_id = ? AND files > 0)"
                        + " AND NOT EXISTS (SELECT 1 FROM transcripts WHERE conversation_id = ?)"
                        + " AND sequence NOT IN (SELECT e.sequence FROM conversation_events e JOIN conversations c"
                        + " ON c.id = e.conversation_id AND c.part = e.part WHERE c.id = ?)",
                conversation,
                conversation,
                conversation,
                conversation);
    }

    Future<Optional<Upload>> of(String conversation, int sequence) {
        return database.read(rx -> rx.first(
                "SELECT content_type, content FROM conversation_files WHERE conversation_id = ? AND sequence = ?",
                row -> new Upload(row.text("content_type"), row.text("content")),
                conversation,
                sequence));
    }
}
