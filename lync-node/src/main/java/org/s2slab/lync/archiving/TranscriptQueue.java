package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.node.DeferredQueue;
import org.s2slab.store.Database;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** The queue of the storage service: transcripts to be delivered to Exchange. It survives a kill of the node. */
public final class TranscriptQueue {
    private static final String SELECT =
            "SELECT number, user_id, failures, cause, content, message_id, renewed FROM deliveries WHERE ";

    private final Database database;
    private final IdGenerator ids;
    private volatile long inherited;
    private final AtomicLong lastNumber = new AtomicLong();

    /**
     * A transcript that is not yet delivered to the mailbox.
     *
     * @param number its number in the queue
     * @param size characters of its stored form
     * @param cause the request that caused it, or null if this is unknown
     * @param messageId the random part of its message id
     * @param mayBeThere whether Exchange may have an item with this id, for instance from an earlier run of the node
     */
    record Queued(
            long number,
            Transcript transcript,
            String user,
            int failures,
            int size,
            @Nullable TraceParent cause,
            String messageId,
            boolean mayBeThere) {}

    /**
     * The failure of a delivery.
     *
     * @param refused whether Exchange refuses the transcript for its content
     * @param anew the new random part of its message id, or null to leave the id unchanged
     */
    record Failure(String reason, boolean refused, @Nullable String anew) {}

    public TranscriptQueue(Database database, IdGenerator ids) {
        this.database = database;
        this.ids = ids;
    }

    /** Continues the numbers of an earlier run of the node; must be called before a transcript is stored. */
    public Future<Void> load() {
        return database.read(rx -> rx.number("SELECT MAX(number) AS number FROM deliveries"))
                .onSuccess(latest -> {
                    inherited = latest;
                    lastNumber.set(latest);
                })
                .mapEmpty();
    }

    /**
     * Stores a transcript, its recipients and the further writes in one transaction.
     *
     * @param forExchange the transcript of each mailbox, by the user's id
     * @param forLync the users for whom Lync's own archive retains the transcript
     * @param cause the request that causes the archiving, or null if unknown
     * @param further writes to the database, which run first
     */
    public Future<Void> store(
            Transcript transcript,
            Map<String, Transcript> forExchange,
            List<String> forLync,
            Instant now,
            @Nullable TraceParent cause,
            Consumer<WriteTransaction> further) {
        List<List<@Nullable Object>> deliveries = deliveries(forExchange, now.getEpochSecond(), cause);
        String text = forLync.isEmpty() ? "" : transcript.text();
        return database.change(tx -> {
            further.accept(tx);
            tx.executeEach(
                    "INSERT INTO deliveries (number, conversation_id, user_id, stored, content, next_attempt, failures,"
                            + " files, cause, message_id) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
                    deliveries);
            if (!forLync.isEmpty()) {
                archive(tx, transcript, text, forLync, now.getEpochSecond());
            }
            if (transcript.conference()) {
                ConferenceUploadStore.release(tx, transcript.conversation());
            }
        });
    }

    private List<List<@Nullable Object>> deliveries(
            Map<String, Transcript> forExchange, long moment, @Nullable TraceParent cause) {
        IdentityHashMap<Transcript, String> texts = new IdentityHashMap<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        forExchange.forEach((user, heard) -> rows.add(Arrays.asList(
                lastNumber.incrementAndGet(),
                heard.conversation(),
                user,
                moment,
                texts.computeIfAbsent(heard, Transcript::text),
                moment,
                heard.files(),
                cause == null ? null : cause.header(),
                ids.uuid())));
        return rows;
    }

    private static void archive(
            WriteTransaction tx, Transcript transcript, String text, List<String> users, long moment) {
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

    /**
     * Failed transcripts that are due again, then transcripts behind a number that were not tried yet, the oldest
     * first.
     *
     * @param longestRest a later retry time was set before the clock was set back, and counts as due
     * @param most the maximum number of each kind
     */
    Future<List<Queued>> due(Instant now, Duration longestRest, long behind, int most) {
        return database.read(rx -> rx.list(
                "SELECT * FROM (" + SELECT
                        + "failures > 0 AND (next_attempt <= ? OR next_attempt > ?) ORDER BY next_attempt, number LIMIT ?) AS again"
                        + " UNION ALL SELECT * FROM ("
                        + SELECT + "number > ? AND failures = 0 ORDER BY number LIMIT ?) AS fresh",
                this::queued,
                now.getEpochSecond(),
                now.plus(longestRest).getEpochSecond(),
                most,
                behind,
                most));
    }

    private Queued queued(ResultRow row) {
        String content = row.text("content");
        long number = row.integer("number");
        int failures = (int) row.integer("failures");
        return new Queued(
                number,
                Transcript.of(new JsonObject(content)),
                row.text("user_id"),
                failures,
                content.length(),
                TraceParent.stored(row.optionalText("cause")),
                row.text("message_id"),
                !row.isSet("renewed") && (failures > 0 || number <= inherited));
    }

    /** Removes delivered transcripts from the queue, with their events and files. */
    Future<Void> delivered(List<Queued> entries) {
        return entries.isEmpty()
                ? Future.succeededFuture()
                : database.change(tx -> {
                    entries.forEach(entry -> tx.execute("DELETE FROM deliveries WHERE number = ?", entry.number()));
                    entries.stream()
                            .map(Queued::transcript)
                            .filter(transcript -> transcript.files() > 0)
                            .map(Transcript::conversation)
                            .distinct()
                            .forEach(conversation -> ConferenceUploadStore.release(tx, conversation));
                });
    }

    /** Stores the reason of a failed delivery. The transcript stays in the queue. */
    Future<Void> failed(Queued entry, Failure failure, Instant nextAttempt) {
        return database.change(tx -> tx.execute(
                "UPDATE deliveries SET failures = failures + 1, last_error = ?, refused = ?, next_attempt = ?,"
                        + " message_id = COALESCE(?, message_id), renewed = ? WHERE number = ?",
                failure.reason(),
                failure.refused() ? 1 : 0,
                nextAttempt.getEpochSecond(),
                failure.anew(),
                failure.anew() == null ? 0 : 1,
                entry.number()));
    }

    /** Makes all transcripts due immediately. */
    Future<Void> allDue(Instant now) {
        return database.change(tx -> tx.execute(
                "UPDATE deliveries SET next_attempt = ? WHERE next_attempt > ?",
                now.getEpochSecond(),
                now.getEpochSecond()));
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

    /** The condition of transcripts that are in delivery or will be tried without an administrator. */
    static DeferredQueue.Due due(Instant now, Duration longestRest) {
        return new DeferredQueue.Due(
                "failures = 0 OR next_attempt <= ? OR next_attempt > ?",
                List.of(now.getEpochSecond(), now.plus(longestRest).getEpochSecond()),
                null);
    }

    /** The condition without transcripts, because the whole queue pauses. */
    static DeferredQueue.Due restingUntil(@Nullable Instant end) {
        return new DeferredQueue.Due("FALSE", List.of(), end);
    }

    Future<DeliveryBacklog> backlog() {
        return database.read(rx -> rx.first(
                        "SELECT COUNT(*) AS size, SUM(CASE WHEN failures > 0 THEN 1 ELSE 0 END) AS failing,"
                                + " SUM(refused) AS refused, MIN(stored) AS oldest,"
                                + " MIN(CASE WHEN failures > 0 AND refused = 0 THEN stored END) AS oldest_failing,"
                                + " MIN(next_attempt) AS next_attempt, (SELECT q.last_error FROM deliveries q"
                                + " WHERE q.last_error IS NOT NULL ORDER BY q.next_attempt DESC LIMIT 1) AS last_error"
                                + " FROM deliveries",
                        DeliveryBacklog::of)
                .orElseThrow());
    }
}
