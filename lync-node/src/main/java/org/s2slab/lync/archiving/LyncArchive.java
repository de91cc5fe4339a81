package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.store.Database;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;

/** Lync's own archive: the transcripts of users whose transcripts are not sent to Exchange. */
public record LyncArchive(Database database) {
    /** The caller name of all reads of the whole archive, so that they run one after another. */
    private static final String EXPORT = "the export of the archive";

    /**
     * An archived transcript.
     *
     * @param users the ids of the users for whom it is retained
     */
    record Archived(Transcript transcript, List<String> users, Instant stored) {}

    /** The times of the latest two purges. If conversations were never purged, their time is the node's first start. */
    record Purges(Instant ofConversations, Instant ofRecords) {}

    /** The transcripts stored in a period (both ends included), in the order in which they were stored. */
    Future<List<Archived>> between(Instant first, Instant last) {
        return database.read(EXPORT, rx -> {
            Map<String, Archived> found = new LinkedHashMap<>();
            rx.forEach(
                    "SELECT a.user_id, a.stored, t.id, t.content FROM lync_archive a"
                            + " JOIN transcripts t ON t.id = a.transcript_id WHERE a.stored BETWEEN ? AND ?"
                            + " ORDER BY a.stored, t.id, a.user_id",
                    row -> found.merge(row.text("id"), read(row), LyncArchive::forBoth),
                    first.getEpochSecond(),
                    last.getEpochSecond());
            return List.copyOf(found.values());
        });
    }

    private static Archived read(ResultRow row) {
        return new Archived(
                Transcript.of(new JsonObject(row.text("content"))),
                List.of(row.text("user_id")),
                Instant.ofEpochSecond(row.integer("stored")));
    }

    private static Archived forBoth(Archived one, Archived other) {
        List<String> users = new ArrayList<>(one.users());
        users.addAll(other.users());
        return new Archived(one.transcript(), users, one.stored());
    }

    /** Marks exported transcripts, or purges them. */
    Future<Void> exported(List<Archived> all, boolean purge, Instant now) {
        return database.change(tx -> {
            for (Archived one : all) {
                String id = one.transcript().id();
                if (purge) {
                    tx.execute("DELETE FROM lync_archive WHERE transcript_id = ?", id);
                } else {
                    tx.execute(
                            "UPDATE lync_archive SET exported = ? WHERE transcript_id = ?", now.getEpochSecond(), id);
                }
            }
            forgetTranscripts(tx);
        });
    }

    Future<Purges> purges() {
        return database.read(rx -> rx.first(
                        "SELECT cache_purged, archive_purged FROM archiving_configuration",
                        row -> new Purges(
                                Instant.ofEpochSecond(row.integer("cache_purged")),
                                Instant.ofEpochSecond(row.integer("archive_purged"))))
                .orElseThrow());
    }

    /** Stores a transcript for some users. */
    static void store(WriteTransaction tx, Transcript transcript, String text, List<String> users, long moment) {
        tx.execute(
                "INSERT INTO transcripts (id, conversation_id, stored, content) VALUES (?, ?, ?, ?)",
                transcript.id(),
                transcript.conversation(),
                moment,
                text);
        for (String user : users) {
            tx.execute(
                    "INSERT INTO lync_archive (transcript_id, user_id, stored) VALUES (?, ?, ?)",
                    transcript.id(),
                    user,
                    moment);
        }
    }

    /** Sets the start of the purge interval of conversations, unless an earlier start or a purge exists. */
    Future<Void> beginInterval(Instant now) {
        return database.change(tx -> tx.execute(
                "UPDATE archiving_configuration SET cache_purged = ? WHERE cache_purged = 0", now.getEpochSecond()));
    }

    /** Purges ended conversations without a transcript, which no archive needs. */
    Future<Integer> purgeConversations(Instant now) {
        return database.write(tx -> {
            int removed = tx.execute("DELETE FROM conversations WHERE ended IS NOT NULL"
                    + " AND id NOT IN (SELECT conversation_id FROM transcripts)"
                    + " AND id NOT IN (SELECT conversation_id FROM deliveries)");
            tx.execute("UPDATE archiving_configuration SET cache_purged = ?", now.getEpochSecond());
            return removed;
        });
    }

    /** Purges old or exported records, as the configuration requires. */
    Future<Integer> purgeRecords(ArchivingConfiguration configuration, Instant now) {
        Instant old = now.minus(Duration.ofDays(configuration.keepDays()));
        return database.write(tx -> {
            int removed = tx.execute(
                    "DELETE FROM lync_archive WHERE exported IS NOT NULL OR stored <= ?",
                    configuration.exportedOnly() ? -1 : old.getEpochSecond());
            forgetTranscripts(tx);
            tx.execute("UPDATE archiving_configuration SET archive_purged = ?", now.getEpochSecond());
            return removed;
        });
    }

    private static void forgetTranscripts(WriteTransaction tx) {
        tx.execute("DELETE FROM transcripts WHERE NOT EXISTS"
                + " (SELECT 1 FROM lync_archive a WHERE a.transcript_id = transcripts.id)");
    }
}
