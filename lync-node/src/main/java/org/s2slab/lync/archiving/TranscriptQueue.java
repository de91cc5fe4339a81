package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.node.DeferredQueue;
import org.s2slab.store.Database;
import org.s2slab.store.GroupCommit;
import org.s2slab.store.GroupCommit.Write;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** The queue of the storage service: transcripts to be delivered to Exchange. It survives a kill of the node. */
public final class TranscriptQueue {
    private static final String SELECT =
            "SELECT number, user_id, failures, cause, content, message_id, renewed FROM deliveries WHERE ";

    private final Database database;
    private final GroupCommit commits;
    private final IdGenerator ids;
    private volatile long inherited;
    private final AtomicLong lastNumber = new AtomicLong();

    /**
     * A transcript that is not yet delivered to the mailbox.
     *
     * @param number its place in the queue
     * @param size characters of it as it is stored
     * @param cause the request because of which it was stored, or null where that is not known
     * @param messageId what its message id is made of, or null for one of the conversation's
     * @param mayBeThere whether it was sent by that id before, or may have been by an earlier run of the node
     */
    record Queued(
            long number,
            Transcript transcript,
            String user,
            int failures,
            int size,
            @Nullable TraceParent cause,
            @Nullable String messageId,
            boolean mayBeThere) {}

    /**
     * The failure of a delivery.
     *
     * @param refused whether Exchange refuses it for its content
     * @param anew what its message id is made of from now on, or null to leave that as it is
     */
    record Failure(String reason, boolean refused, @Nullable String anew) {}

    public TranscriptQueue(Database database, GroupCommit commits, IdGenerator ids) {
        this.database = database;
        this.commits = commits;
        this.ids = ids;
    }

    /** Continues the numbers of an earlier run of the node; called before anything is stored. */
    public Future<Void> load() {
        return database.query("SELECT COALESCE(MAX(number), 0) FROM deliveries")
                .onSuccess(rows -> {
                    inherited = rows.iterator().next().getLong(0);
                    lastNumber.set(inherited);
                })
                .mapEmpty();
    }

    /**
     * Stores a transcript, its recipients and the further writes on the disk, all or none.
     *
     * @param forExchange the transcript of each mailbox, by the user's id
     * @param forLync the users for whom Lync's own archive retains the transcript
     * @param cause the request that causes it, or null if unknown
     */
    public Future<Void> store(
            Transcript transcript,
            Map<String, Transcript> forExchange,
            List<String> forLync,
            Instant now,
            @Nullable TraceParent cause,
            List<Write> further) {
        List<Write> writes = new ArrayList<>(further);
        if (!forExchange.isEmpty() || !forLync.isEmpty()) {
            write(transcript, forExchange, forLync, now.getEpochSecond(), cause, writes);
        }
        if (transcript.conference()) {
            writes.add(UploadStore.release(transcript.conversation()));
        }
        return commits.write(writes);
    }

    private void write(
            Transcript transcript,
            Map<String, Transcript> forExchange,
            List<String> forLync,
            long moment,
            @Nullable TraceParent cause,
            List<Write> writes) {
        IdentityHashMap<Transcript, String> texts = new IdentityHashMap<>();
        forExchange.forEach((user, heard) -> {
            writes.add(new Write(
                    "INSERT INTO deliveries (number, conversation_id, user_id, stored, content, next_attempt, failures,"
                            + " files, cause, message_id) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
                    Tuple.of(
                            lastNumber.incrementAndGet(),
                            transcript.conversation(),
                            user,
                            moment,
                            texts.computeIfAbsent(heard, Transcript::text),
                            moment,
                            heard.files(),
                            cause == null ? null : cause.header(),
                            ids.uuid())));
        });
        if (!forLync.isEmpty()) {
            writes.add(new Write(
                    "INSERT INTO transcripts (id, conversation_id, stored, content) VALUES (?, ?, ?, ?)",
                    Tuple.of(transcript.id(), transcript.conversation(), moment, transcript.text())));
        }
        for (String user : forLync) {
            writes.add(new Write(
                    "INSERT INTO lync_archive (transcript_id, user_id, stored) VALUES (?, ?, ?)",
                    Tuple.of(transcript.id(), user, moment)));
        }
    }

    /**
     * Failed transcripts that are due again, then those behind a number that were not tried yet, the oldest first.
     *
     * @param longestRest a later retry time was set before the clock was set back, and is due now
     * @param most of each at most
     */
    Future<List<Queued>> due(Instant now, Duration longestRest, long behind, int most) {
        return database.list(
                "SELECT * FROM (" + SELECT
                        + "failures > 0 AND (next_attempt <= ? OR next_attempt > ?) ORDER BY next_attempt, number LIMIT ?) AS again"
                        + " UNION ALL SELECT * FROM ("
                        + SELECT + "number > ? AND failures = 0 ORDER BY number LIMIT ?) AS fresh",
                this::queued,
                Tuple.of(now.getEpochSecond(), now.plus(longestRest).getEpochSecond(), most, behind, most));
    }

    private Queued queued(Row row) {
        String content = row.getString("content");
        long number = row.getLong("number");
        int failures = row.getInteger("failures");
        return new Queued(
                number,
                Transcript.of(new JsonObject(content)),
                row.getString("user_id"),
                failures,
                content.length(),
                TraceParent.stored(row.getString("cause")),
                row.getString("message_id"),
                row.getInteger("renewed") == 0 && (failures > 0 || number <= inherited));
    }

    /** Removes delivered transcripts from the queue, with their events and files. */
    Future<Void> delivered(List<Queued> entries) {
        Stream<Write> gone = entries.stream()
                .map(entry -> new Write("DELETE FROM deliveries WHERE number = ?", Tuple.of(entry.number())));
        Stream<Write> files = entries.stream()
                .map(Queued::transcript)
                .filter(transcript -> transcript.files() > 0)
                .map(Transcript::conversation)
                .distinct()
                .map(UploadStore::release);
        return commits.write(Stream.concat(gone, files).toList());
    }

    /** Stores the reason of a failed delivery; the transcript stays in the queue. */
    Future<Void> failed(Queued entry, Failure failure, Instant nextAttempt) {
        String anew = failure.anew();
        return commits.write(List.of(new Write(
                "UPDATE deliveries SET failures = failures + 1, last_error = ?, refused = ?, next_attempt = ?,"
                        + " message_id = COALESCE(?, message_id), renewed = ? WHERE number = ?",
                Tuple.of(
                        failure.reason(),
                        failure.refused() ? 1 : 0,
                        nextAttempt.getEpochSecond(),
                        anew,
                        anew == null ? 0 : 1,
                        entry.number()))));
    }

    /** Makes all transcripts due now. */
    Future<Void> allDue(Instant now) {
        return database.execute(
                "UPDATE deliveries SET next_attempt = ? WHERE next_attempt > ?",
                Tuple.of(now.getEpochSecond(), now.getEpochSecond()));
    }

    /** The waiting transcripts, as administrators see them. */
    DeferredQueue queue(Supplier<DeferredQueue.Due> due) {
        return new DeferredQueue(
                database,
                "transcripts for Exchange",
                "deliveries",
                new DeferredQueue.Columns("stored", "next_attempt", "failures"),
                due);
    }

    /** Which transcripts are in delivery or will be tried without an administrator. */
    static DeferredQueue.Due due(Instant now, Duration longestRest) {
        return new DeferredQueue.Due(
                "failures = 0 OR next_attempt <= ? OR next_attempt > ?",
                List.of(now.getEpochSecond(), now.plus(longestRest).getEpochSecond()),
                null);
    }

    /** No transcripts, as the whole queue pauses. */
    static DeferredQueue.Due restingUntil(@Nullable Instant end) {
        return new DeferredQueue.Due("FALSE", List.of(), end);
    }

    Future<DeliveryBacklog> backlog() {
        return database.query("SELECT COUNT(*) AS size, SUM(CASE WHEN failures > 0 THEN 1 ELSE 0 END) AS failing,"
                        + " SUM(refused) AS refused, MIN(stored) AS oldest,"
                        + " MIN(CASE WHEN failures > 0 AND refused = 0 THEN stored END) AS oldest_failing,"
                        + " MIN(next_attempt) AS next_attempt, (SELECT q.last_error FROM deliveries q"
                        + " WHERE q.last_error IS NOT NULL ORDER BY q.next_attempt DESC LIMIT 1) AS last_error"
                        + " FROM deliveries")
                .map(rows -> DeliveryBacklog.of(rows.iterator().next()));
    }
}
