package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;

/** Lync's own archive: the transcripts of users whose transcripts do not go to Exchange. */
public record LyncArchive(Database database) {
    /**
     * An archived transcript.
     *
     * @param users the ids of the users for whom it is retained
     */
    record Archived(Transcript transcript, List<String> users, Instant stored) {}

    /** The times of the latest two purges. If conversations were never purged, their time is the node's first start. */
    record Purges(Instant ofConversations, Instant ofRecords) {}

    /** The transcripts stored in a period, both ends included, in the order they were stored. */
    Future<List<Archived>> between(Instant first, Instant last) {
        return database.query(
                        "SELECT a.user_id, a.stored, t.id, t.content FROM lync_archive a"
                                + " JOIN transcripts t ON t.id = a.transcript_id WHERE a.stored BETWEEN ? AND ?"
                                + " ORDER BY a.stored, t.id, a.user_id",
                        Tuple.of(first.getEpochSecond(), last.getEpochSecond()))
                .map(rows -> {
                    Map<String, Archived> found = new LinkedHashMap<>();
                    rows.forEach(row -> found.merge(row.getString("id"), read(row), LyncArchive::forBoth));
                    return List.copyOf(found.values());
                });
    }

    private static Archived read(Row row) {
        return new Archived(
                Transcript.of(new JsonObject(row.getString("content"))),
                List.of(row.getString("user_id")),
                Instant.ofEpochSecond(row.getLong("stored")));
    }

    private static Archived forBoth(Archived one, Archived other) {
        List<String> users = new ArrayList<>(one.users());
        users.addAll(other.users());
        return new Archived(one.transcript(), users, one.stored());
    }

    /** Marks exported transcripts, or purges them. */
    Future<Void> exported(List<Archived> all, boolean purge, Instant now) {
        return database.transaction(connection -> {
            Future<?> last = Future.succeededFuture();
            for (Archived one : all) {
                String id = one.transcript().id();
                last = last.compose(before -> purge
                        ? run(connection, "DELETE FROM lync_archive WHERE transcript_id = ?", id)
                        : run(
                                connection,
                                "UPDATE lync_archive SET exported = ? WHERE transcript_id = ?",
                                now.getEpochSecond(),
                                id));
            }
            return last.compose(done -> forgetTranscripts(connection)).mapEmpty();
        });
    }

    Future<Purges> purges() {
        return database.query("SELECT cache_purged, archive_purged FROM archiving_configuration")
                .map(rows -> rows.iterator().next())
                .map(row -> new Purges(
                        Instant.ofEpochSecond(row.getLong("cache_purged")),
                        Instant.ofEpochSecond(row.getLong("archive_purged"))));
    }

    /** Sets the start of the purge interval of conversations, unless an earlier one or a purge exists. */
    Future<Void> beginInterval(Instant now) {
        return database.execute(
                "UPDATE archiving_configuration SET cache_purged = ? WHERE cache_purged = 0", now.getEpochSecond());
    }

    /** Purges ended conversations that no archive needs: no transcript of them is left. */
    Future<Integer> purgeConversations(Instant now) {
        return database.transaction(connection -> run(
                        connection,
                        "DELETE FROM conversations WHERE ended IS NOT NULL"
                                + " AND id NOT IN (SELECT conversation_id FROM transcripts)"
                                + " AND id NOT IN (SELECT conversation_id FROM deliveries)")
                .compose(removed -> run(
                                connection, "UPDATE archiving_configuration SET cache_purged = ?", now.getEpochSecond())
                        .map(removed)));
    }

    /** Purges records that are old enough, or were exported, as the configuration says. */
    Future<Integer> purgeRecords(ArchivingConfiguration configuration, Instant now) {
        long old = now.minus(Duration.ofDays(configuration.keepDays())).getEpochSecond();
        return database.transaction(connection -> {
            Future<Integer> removed = configuration.exportedOnly()
                    ? run(connection, "DELETE FROM lync_archive WHERE exported IS NOT NULL")
                    : run(connection, "DELETE FROM lync_archive WHERE exported IS NOT NULL OR stored <= ?", old);
            return removed.compose(count -> forgetTranscripts(connection)
                    .compose(done -> run(
                            connection, "UPDATE archiving_configuration SET archive_purged = ?", now.getEpochSecond()))
                    .map(count));
        });
    }

    private static Future<Integer> forgetTranscripts(SqlConnection connection) {
        return run(
                connection,
                "DELETE FROM transcripts WHERE NOT EXISTS"
                        + " (SELECT 1 FROM lync_archive a WHERE a.transcript_id = transcripts.id)");
    }

    private static Future<Integer> run(SqlConnection connection, String sql, @Nullable Object... values) {
        return Rows.query(connection, sql, values).map(rows -> rows.rowCount());
    }
}
