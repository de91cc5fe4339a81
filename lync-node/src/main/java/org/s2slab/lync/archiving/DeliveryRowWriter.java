package org.s2slab.lync.archiving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.Database;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.TraceParent;

/** Writes the rows of the queue of transcripts, with their numbers. */
final class DeliveryRowWriter {
    private static final String INSERT = "INSERT INTO deliveries"
            + " (conversation_id, user_id, stored, content, next_attempt, failures, files, cause, message_id";

    private final Database database;
    private final Supplier<String> messageIds;

    /** The number of the latest row in a SQLite file. Only transactions that write change it. */
    private final AtomicLong latestNumber = new AtomicLong();

    DeliveryRowWriter(Database database, Supplier<String> messageIds) {
        this.database = database;
        this.messageIds = messageIds;
    }

    /** Sets the number of the latest row that an earlier run of the node wrote. */
    void continueAfter(long number) {
        latestNumber.set(number);
    }

    /** The rows without their numbers, one for each mailbox; see {@link TranscriptQueue#store}. */
    List<List<@Nullable Object>> of(Map<String, Transcript> forExchange, long moment, @Nullable TraceParent cause) {
        IdentityHashMap<Transcript, String> texts = new IdentityHashMap<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        forExchange.forEach((user, heard) -> rows.add(Arrays.asList(
                heard.conversation(),
                user,
                moment,
                texts.computeIfAbsent(heard, Transcript::text),
                moment,
                heard.files(),
                cause == null ? null : cause.header(),
                messageIds.get())));
        return rows;
    }

    /** Writes rows. PostgreSQL generates their numbers. In a SQLite file they are numbered in the order of the commits. */
    void write(WriteTransaction tx, List<List<@Nullable Object>> rows) {
        if (database.isShared()) {
            tx.executeEach(INSERT + ") VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)", rows);
            return;
        }
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> numbered = new ArrayList<>(row);
            numbered.add(latestNumber.incrementAndGet());
            tx.execute(INSERT + ", number) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)", numbered.toArray());
        }
    }
}
