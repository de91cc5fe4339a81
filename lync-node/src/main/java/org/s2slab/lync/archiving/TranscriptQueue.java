package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.node.DeferredQueue;
import org.s2slab.store.Database;
import org.s2slab.store.ResultRow;
import org.s2slab.store.RowClaims;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** The queue of the storage service: transcripts to be delivered to Exchange. It survives a kill of the node. */
public final class TranscriptQueue {
    private static final String SELECT =
            "SELECT number, user_id, failures, cause, content, message_id, renewed, claim FROM deliveries WHERE ";

    /**
     * Transcripts that are due, that no other pool stored, and that no other instance delivers. The message id ends with
     * the name of the pool. Only for several instances on a PostgreSQL server.
     */
    private static final String CLAIM = "WITH due AS (" + SELECT
            + "(claim IS NULL OR claim = '') AND (failures = 0 OR next_attempt <= ? OR next_attempt > ?)"
            + " AND split_part(message_id, '@', 2) NOT IN (SELECT value FROM json_each(?))"
            + " ORDER BY number LIMIT ? FOR UPDATE SKIP LOCKED)"
            + " UPDATE deliveries SET claim = ? FROM due WHERE deliveries.number = due.number RETURNING due.*";

    private final Database database;
    private final IdGenerator ids;
    private final String pool;
    private final String otherPools;
    private final RowClaims claims;
    private volatile long inherited;
    private final DeliveryRowWriter rows;

    /**
     * A transcript that is not yet delivered to the mailbox.
     *
     * @param number its number in the queue
     * @param size characters of its stored form
     * @param cause the request that caused it, or null if this is unknown
     * @param messageId its message id, which stays the same on each server of a pool
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
     * @param anew its new message id, or null to leave the id unchanged
     */
    record Failure(String reason, boolean refused, @Nullable String anew) {}

    /** @param pools the name of this pool is in message ids, and the servers of other pools deliver what those store */
    public TranscriptQueue(Database database, IdGenerator ids, RegistrarPools pools) {
        this.database = database;
        this.pool = pools.own();
        this.otherPools = new JsonArray(pools.others()).encode();
        this.ids = ids;
        this.claims = database.instances().claims("deliveries");
        this.rows = new DeliveryRowWriter(database, this::newMessageId);
    }

    /**
     * Notes which transcripts an earlier run may have delivered, and continues its numbers. If instances share the
     * database, claims show this, and the database generates the numbers.
     */
    public Future<Void> load() {
        return database.isShared()
                ? Future.succeededFuture()
                : database.read(rx -> rx.number("SELECT MAX(number) AS number FROM deliveries"))
                        .onSuccess(latest -> {
                            inherited = latest;
                            rows.continueAfter(latest);
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
        List<List<@Nullable Object>> deliveries = rows.of(forExchange, now.getEpochSecond(), cause);
        String text = forLync.isEmpty() ? "" : transcript.text();
        return database.change(tx -> {
            further.accept(tx);
            rows.write(tx, deliveries);
            if (!forLync.isEmpty()) {
                LyncArchive.store(tx, transcript, text, forLync, now.getEpochSecond());
            }
            if (transcript.conference()) {
                ConferenceUploadStore.release(tx, transcript.conversation());
            }
        });
    }

    String newMessageId() {
        return ids.uuid() + "@" + pool;
    }

    /**
     * Failed transcripts that are due again, then transcripts behind a number that were not tried yet, the oldest
     * first. If instances share the database, this instance claims those of its pool, whatever their number.
     *
     * @param longestRest a later retry time was set before the clock was set back, and counts as due
     * @param most the maximum number of each kind
     */
    Future<List<Queued>> due(Instant now, Duration longestRest, long behind, int most) {
        long latest = now.plus(longestRest).getEpochSecond();
        if (database.isShared()) {
            return database.write(tx -> {
                claims.releaseIdle(tx);
                return tx
                        .list(CLAIM, this::queued, now.getEpochSecond(), latest, otherPools, most, claims.mine())
                        .stream()
                        .sorted(Comparator.comparingLong(Queued::number))
                        .toList();
            });
        }
        return database.read(rx -> rx.list(
                "SELECT * FROM (" + SELECT
                        + "failures > 0 AND (next_attempt <= ? OR next_attempt > ?) ORDER BY next_attempt, number LIMIT ?) AS again"
                        + " UNION ALL SELECT * FROM ("
                        + SELECT + "number > ? AND failures = 0 ORDER BY number LIMIT ?) AS fresh",
                this::queued,
                now.getEpochSecond(),
                latest,
                most,
                behind,
                most));
    }

    private Queued queued(ResultRow row) {
        String content = row.text("content");
        String id = row.text("message_id"); // Earlier versions stored only the random part.
        long number = row.integer("number");
        int failures = (int) row.integer("failures");
        return new Queued(
                number,
                Transcript.of(new JsonObject(content)),
                row.text("user_id"),
                failures,
                content.length(),
                TraceParent.stored(row.optionalText("cause")),
                id.indexOf('@') < 0 ? id + "@" + pool : id,
                !row.isSet("renewed") && (failures > 0 || number <= inherited || row.optionalText("claim") != null));
    }

    /** Lets other instances deliver the transcripts that this instance has not tried. */
    Future<Void> release() {
        return database.isShared() ? database.change(claims::release) : Future.succeededFuture();
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
                        + " message_id = COALESCE(?, message_id), renewed = ?, claim = NULL WHERE number = ?",
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

    Future<DeliveryBacklog> backlog() {
        return database.read(DeliveryBacklog::read);
    }
}
