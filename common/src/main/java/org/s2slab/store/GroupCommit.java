package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: combines the writes of many callers in few commits. Writes that arrive in one turn of the event loop,
 * or during a commit, go into the next commit together. No write waits for others to come. A write completes only when
 * it is on the disk.
 *
 * <p>If the writes of one caller fail, those of the others are committed all the same. Writes of one caller run in
 * their order, except those of the same statement, which may run together. Writes of different callers must not depend
 * on each other. Called from the event loop of the node that owns the database.
 */
public final class GroupCommit {
    /** Maximum callers in one commit: more save next to nothing, and make others wait too long. */
    private static final int LARGEST_GROUP = 500;

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Database database;
    private List<Waiting> waiting = new ArrayList<>();
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
        boolean first;
        synchronized (this) {
            waiting.add(mine);
            first = !running;
            running = true;
        }
        if (first) {
            // Not at once: what this turn of the event loop still asks for goes with it.
            database.vertx().runOnContext(turn -> commitNext());
        }
        return mine.done().future();
    }

    private void commitNext() {
        List<Waiting> group;
        synchronized (this) {
            group = waiting.size() <= LARGEST_GROUP ? waiting : new ArrayList<>(waiting.subList(0, LARGEST_GROUP));
            waiting = new ArrayList<>(waiting.subList(group.size(), waiting.size()));
            running = !group.isEmpty();
        }
        if (group.isEmpty()) {
            return;
        }
        Future.succeededFuture(group.stream().map(Waiting::writes).toList())
                .compose(database::commit)
                .onComplete(outcome -> {
                    for (int i = 0; i < group.size(); i++) {
                        tell(
                                group.get(i).done(),
                                outcome.failed()
                                        ? outcome.cause()
                                        : outcome.result().get(i));
                    }
                    // What these callers write next goes with what others wait for.
                    commitNext();
                });
    }

    private static void tell(Promise<Void> caller, @Nullable Throwable failure) {
        try {
            if (failure == null) {
                caller.tryComplete();
            } else {
                caller.tryFail(failure);
            }
        } catch (RuntimeException e) {
            // A mistake of this caller's, which must not keep the others waiting.
            LOG.error("what was to follow a commit went wrong", e);
        }
    }
}
