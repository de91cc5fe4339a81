package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes of many callers in few commits: whatever is asked for while one commit is on its way to the disk goes into the
 * next one together. Nobody is answered before their own writes are on the disk, and a caller who is alone waits for one
 * commit, as without it.
 *
 * <p>Within one commit, writes of the same statement run together, statements in the order they first came: writes of
 * different callers must not depend on each other. Called from the event loop of the node that owns the database.
 */
public final class GroupCommit {
    /** Writes in one commit at most: beyond it, a commit costs next to nothing for each, and others wait too long. */
    private static final int LARGEST_GROUP = 500;

    private final Database database;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean running;

    /** One statement with its values; it must change rows and not read any. */
    public record Write(String sql, Tuple values) {}

    private record Waiting(List<Write> writes, Promise<Void> done) {}

    public GroupCommit(Database database) {
        this.database = database;
    }

    /** Succeeds when all these writes are on the disk, in one transaction; when it fails, none of them is. */
    public Future<Void> write(List<Write> writes) {
        if (writes.isEmpty()) {
            return Future.succeededFuture();
        }
        Waiting mine = new Waiting(List.copyOf(writes), Promise.promise());
        List<Waiting> group = null;
        synchronized (this) {
            waiting.add(mine);
            if (!running) {
                running = true;
                group = nextGroup();
            }
        }
        if (group != null) {
            commit(group);
        }
        return mine.done().future();
    }

    private List<Waiting> nextGroup() {
        List<Waiting> head = waiting.subList(0, Math.min(waiting.size(), LARGEST_GROUP));
        List<Waiting> group = List.copyOf(head);
        head.clear();
        return group;
    }

    private void commit(List<Waiting> group) {
        transaction(group)
                .onSuccess(done -> group.forEach(one -> one.done().tryComplete()))
                .recover(failure -> group.size() == 1 ? failed(group.get(0), failure) : oneByOne(group))
                .onComplete(done -> next());
    }

    private void next() {
        List<Waiting> group;
        synchronized (this) {
            group = nextGroup();
            running = !group.isEmpty();
        }
        if (!group.isEmpty()) {
            commit(group);
        }
    }

    /** One of the group cannot be written: the others must not suffer from it. */
    private Future<Void> oneByOne(List<Waiting> group) {
        Future<Void> last = Future.succeededFuture();
        for (Waiting one : group) {
            last = last.compose(before -> transaction(List.of(one))
                    .onSuccess(done -> one.done().tryComplete())
                    .recover(failure -> failed(one, failure)));
        }
        return last;
    }

    private static Future<Void> failed(Waiting one, Throwable failure) {
        one.done().tryFail(failure);
        return Future.succeededFuture();
    }

    private Future<Void> transaction(List<Waiting> group) {
        Map<String, List<Tuple>> batches = new LinkedHashMap<>();
        for (Waiting one : group) {
            for (Write write : one.writes()) {
                batches.computeIfAbsent(write.sql(), sql -> new ArrayList<>()).add(write.values());
            }
        }
        if (batches.size() == 1 && group.size() == 1 && group.get(0).writes().size() == 1) {
            Write only = group.get(0).writes().get(0);
            return database.pool()
                    .preparedQuery(only.sql())
                    .execute(only.values())
                    .mapEmpty();
        }
        return database.pool().withTransaction(connection -> run(connection, batches));
    }

    private static Future<Void> run(SqlConnection connection, Map<String, List<Tuple>> batches) {
        Future<?> last = Future.succeededFuture();
        for (Map.Entry<String, List<Tuple>> batch : batches.entrySet()) {
            last = last.compose(
                    before -> connection.preparedQuery(batch.getKey()).executeBatch(batch.getValue()));
        }
        return last.mapEmpty();
    }
}
