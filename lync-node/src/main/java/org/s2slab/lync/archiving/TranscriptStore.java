package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.Database;
import org.s2slab.store.GroupCommit;
import org.s2slab.store.GroupCommit.Write;

/** Transcripts on their way to Exchange: the queue of the storage service, which survives whatever happens to the node. */
public final class TranscriptStore {
    private final Database database;
    private final GroupCommit commits;

    /** A transcript that a mailbox does not have yet. */
    record Queued(Transcript transcript, String user, int failures) {}

    /**
     * The queue at one moment.
     *
     * @param oldest when the oldest transcript in it was stored, or null when it is empty
     * @param oldestFailing the same of those that were tried in vain, or null
     * @param nextAttempt when the next delivery is due, or null
     * @param lastError why the latest of them failed, or null
     */
    record Backlog(
            int size,
            int failing,
            @Nullable Instant oldest,
            @Nullable Instant oldestFailing,
            @Nullable Instant nextAttempt,
            @Nullable String lastError) {}

    public TranscriptStore(Database database, GroupCommit commits) {
        this.database = database;
        this.commits = commits;
    }

    /** Succeeds when the transcript, whom it is for, and the further writes are on the disk, all or none. */
    public Future<Void> store(
            Transcript transcript, List<String> forExchange, List<String> forLync, Instant now, List<Write> further) {
        long moment = now.getEpochSecond();
        List<Write> writes = new ArrayList<>(further);
        if (!forExchange.isEmpty() || !forLync.isEmpty()) {
            writes.add(new Write(
                    "INSERT INTO transcripts (id, conversation_id, stored, content) VALUES (?, ?, ?, ?)",
                    Tuple.of(
                            transcript.id(),
                            transcript.conversation(),
                            moment,
                            transcript.json().encode())));
        }
        for (String user : forExchange) {
            writes.add(new Write(
                    "INSERT INTO storage_queue (transcript_id, user_id, stored, next_attempt, failures)"
                            + " VALUES (?, ?, ?, ?, 0)",
                    Tuple.of(transcript.id(), user, moment, moment)));
        }
        for (String user : forLync) {
            writes.add(new Write(
                    "INSERT INTO lync_archive (transcript_id, user_id, stored) VALUES (?, ?, ?)",
                    Tuple.of(transcript.id(), user, moment)));
        }
        return commits.write(writes);
    }

    /** Those whose time has come, the oldest first. */
    Future<List<Queued>> due(Instant now, int most) {
        return database.pool()
                .preparedQuery("SELECT q.user_id, q.failures, t.content FROM storage_queue q"
                        + " JOIN transcripts t ON t.id = q.transcript_id WHERE q.next_attempt <= ?"
                        + " ORDER BY q.next_attempt, q.stored, q.transcript_id LIMIT ?")
                .execute(Tuple.of(now.getEpochSecond(), most))
                .map(rows -> {
                    List<Queued> due = new ArrayList<>();
                    rows.forEach(row -> due.add(new Queued(
                            Transcript.of(new JsonObject(row.getString("content"))),
                            row.getString("user_id"),
                            row.getInteger("failures"))));
                    return due;
                });
    }

    /** The mailbox has it: it leaves the queue, and what was said is forgotten once nobody else needs it. */
    Future<Void> delivered(Queued entry) {
        String id = entry.transcript().id();
        return commits.write(List.of(
                new Write(
                        "DELETE FROM storage_queue WHERE transcript_id = ? AND user_id = ?",
                        Tuple.of(id, entry.user())),
                new Write(
                        "DELETE FROM transcripts WHERE id = ?"
                                + " AND NOT EXISTS (SELECT 1 FROM storage_queue q WHERE q.transcript_id = transcripts.id)"
                                + " AND NOT EXISTS (SELECT 1 FROM lync_archive a WHERE a.transcript_id = transcripts.id)",
                        Tuple.of(id))));
    }

    /** It stays in the queue, with the reason. */
    Future<Void> failed(Queued entry, String reason, Instant nextAttempt) {
        return commits.write(List.of(new Write(
                "UPDATE storage_queue SET failures = failures + 1, last_error = ?, next_attempt = ?"
                        + " WHERE transcript_id = ? AND user_id = ?",
                Tuple.of(
                        reason, nextAttempt.getEpochSecond(), entry.transcript().id(), entry.user()))));
    }

    /** Makes everything due now. */
    Future<Void> allDue(Instant now) {
        return database.pool()
                .preparedQuery("UPDATE storage_queue SET next_attempt = ? WHERE next_attempt > ?")
                .execute(Tuple.of(now.getEpochSecond(), now.getEpochSecond()))
                .mapEmpty();
    }

    Future<Backlog> backlog() {
        return database.pool()
                .query("SELECT COUNT(*) AS size, SUM(CASE WHEN failures > 0 THEN 1 ELSE 0 END) AS failing,"
                        + " MIN(stored) AS oldest, MIN(CASE WHEN failures > 0 THEN stored END) AS oldest_failing,"
                        + " MIN(next_attempt) AS next_attempt, (SELECT q.last_error FROM storage_queue q"
                        + " WHERE q.last_error IS NOT NULL ORDER BY q.next_attempt DESC LIMIT 1) AS last_error"
                        + " FROM storage_queue")
                .execute()
                .map(rows -> backlog(rows.iterator().next()));
    }

    private static Backlog backlog(Row row) {
        Integer failing = row.getInteger("failing");
        return new Backlog(
                row.getInteger("size"),
                failing == null ? 0 : failing,
                moment(row.getLong("oldest")),
                moment(row.getLong("oldest_failing")),
                moment(row.getLong("next_attempt")),
                row.getString("last_error"));
    }

    private static @Nullable Instant moment(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
