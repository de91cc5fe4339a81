package org.s2slab.node;

import static org.s2slab.management.CmdletTable.SERVER;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.management.AdjustableClock;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.store.Database;
import org.s2slab.trace.DeferredWork;

/**
 * The lab's own cmdlets Get-LabNodeHealth, Get-LabQueue and Test-LabDatabase, which report on a node's clocks, disk,
 * database and queues. Only Test-LabDatabase writes, and it changes no content.
 */
final class NodeHealthCmdlets {
    private final Vertx vertx;
    private final NodeConfig config;
    private final Clock clock;
    private final Database database;
    private final List<DeferredQueue> queues = new ArrayList<>();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile Commits commits = new Commits(null, null, null);

    /** The latest successful commit, the latest failed commit, and the cause of this failure. */
    private record Commits(
            @Nullable Instant last,
            @Nullable Instant lastFailed,
            @Nullable Throwable failure) {}

    NodeHealthCmdlets(Vertx vertx, NodeConfig config, Clock clock, Database database) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.database = database;
        database.whenCommitted(this::note);
    }

    private synchronized void note(@Nullable Throwable failure) {
        (failure == null ? committed : failed).incrementAndGet();
        Instant now = clock.instant();
        commits = failure == null
                ? new Commits(now, commits.lastFailed(), commits.failure())
                : new Commits(commits.last(), now, failure);
    }

    /** The endpoint that copies the database for snapshots. */
    DatabaseCopyEndpoint copies() {
        return new DatabaseCopyEndpoint(config.data(), database);
    }

    /** The number of committed transactions. */
    long committed() {
        return committed.get();
    }

    /** The number of transactions that the database did not commit. */
    long failed() {
        return failed.get();
    }

    /** The names of the queues. */
    List<String> queues() {
        return queues.stream().map(DeferredQueue::work).toList();
    }

    void add(DeferredQueue queue) {
        queues.add(queue);
    }

    /** The waiting work of all queues, grouped by the trace that caused it. */
    Future<List<DeferredWork>> deferred() {
        return Future.all(queues.stream().map(DeferredQueue::byCause).toList())
                .map(all -> all.<List<DeferredWork>>list().stream()
                        .flatMap(List::stream)
                        .toList());
    }

    List<Cmdlet> cmdlets() {
        return List.of(
                SERVER.cmdlet("Get-LabNodeHealth", given -> health()),
                SERVER.cmdlet(
                        "Get-LabQueue",
                        given -> Future.all(queues.stream()
                                        .map(DeferredQueue::state)
                                        .toList())
                                .map(all -> CmdletOutput.of(all.<QueueState>list().stream()
                                        .map(this::shown)
                                        .toList()))),
                SERVER.cmdlet(
                        "Test-LabDatabase",
                        given -> database.tryWriting()
                                .map("")
                                .otherwise(NodeHealthCmdlets::reason)
                                .map(reason -> CmdletOutput.of(CmdletObject.empty()
                                        .with("Database", database.toString())
                                        .with("Result", reason.isEmpty() ? "Success" : "Failure")
                                        .with("Detail", reason)))));
    }

    private static String reason(Throwable failure) {
        return failure.toString();
    }

    private CmdletObject shown(QueueState queue) {
        Instant oldest = queue.oldest();
        return CmdletObject.empty()
                .with("Work", queue.work())
                .with("Length", queue.length())
                .with("Due", queue.due())
                .with("Resting", queue.resting())
                .with("OldestItem", oldest)
                .with(
                        "AgeInSeconds",
                        oldest == null ? null : clock.instant().getEpochSecond() - oldest.getEpochSecond())
                .with("NextAttempt", queue.nextAttempt())
                .with("LastError", queue.lastError());
    }

    /** Fails while the database does not respond. */
    private Future<?> canWork() {
        return database.read(rx -> rx.number("SELECT 1 AS number"));
    }

    private Future<CmdletOutput> health() {
        return canWork()
                .map("Answers")
                .otherwise(NodeHealthCmdlets::reason)
                .compose(state -> vertx.executeBlocking(() -> CmdletOutput.of(health(state)), false));
    }

    /** Holds no lock, so that a commit can be recorded while the file system hangs. */
    private CmdletObject health(String state) throws IOException {
        Commits known = commits;
        Instant now = clock.instant();
        Instant machine = clock instanceof AdjustableClock adjustable ? now.minus(adjustable.moved()) : now;
        Path file = database.file().orElse(null);
        FileStore disk = Files.getFileStore(config.data());
        return CmdletObject.empty()
                .with("Node", config.name())
                .with("Time", now)
                .with("MachineTime", machine)
                .with("Database", database.toString())
                .with("DatabaseState", state)
                .with("DatabaseBytes", file == null ? null : size(file))
                .with("LogBytes", file == null ? null : size(file.resolveSibling(file.getFileName() + "-wal")))
                .with("FreeBytes", disk.getUsableSpace())
                .with("TotalBytes", disk.getTotalSpace())
                .with("LastCommit", known.last())
                .with("LastFailedCommit", known.lastFailed())
                .with("LastCommitError", known.failure() == null ? null : reason(known.failure()));
    }

    /** The size of a file; 0 without this file. */
    static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
