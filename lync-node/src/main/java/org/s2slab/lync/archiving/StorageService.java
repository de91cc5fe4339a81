package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.lync.archiving.ExchangeArchive.OtherItem;
import org.s2slab.lync.archiving.TranscriptQueue.Failure;
import org.s2slab.lync.archiving.TranscriptQueue.Queued;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.UserStore;
import org.s2slab.node.DeferredQueue;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.TraceParent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lync Storage Service: delivers the transcripts of the queue to Exchange, and retries until it succeeds. A
 * transcript that Exchange definitely refuses is retried at growing intervals, because an administrator may fix the
 * cause. While Exchange cannot be reached, the whole queue pauses, and one transcript tests whether Exchange is
 * available again.
 */
public final class StorageService {
    private static final Logger LOG = LoggerFactory.getLogger("LS Storage Service");

    /** Maximum number of concurrent calls: enough to keep Exchange busy, few enough to leave connections to people. */
    private static final int AT_ONCE = 16;

    /** Maximum number of transcripts that are read from the queue at once: some for each call, with bounded memory. */
    private static final int ROUND = 200;

    /**
     * The time without success after which archiving counts as failed. The archiving of Office Communications Server
     * also waited 45 minutes before it stopped the front end server (TechNet bb905892). The storage service has no published number.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(45);

    private final TranscriptQueue queue;
    private final ExchangeArchive exchange;
    private final UserStore users;
    private final InternalFailures failures;
    private final Clock clock;
    private final IdGenerator ids;
    private final QueuePause rest;
    private @Nullable Future<Void> draining;
    private long lookedAt;
    private boolean stopped;

    public StorageService(
            TranscriptQueue queue,
            ExchangeArchive exchange,
            UserStore users,
            InternalFailures failures,
            Clock clock,
            IdGenerator ids) {
        this.queue = queue;
        this.exchange = exchange;
        this.users = users;
        this.failures = failures;
        this.clock = clock;
        this.ids = ids;
        this.rest = new QueuePause(clock);
    }

    /** Waits for the running deliveries, and starts no others. */
    public Future<Void> stop() {
        stopped = true;
        return draining == null ? Future.succeededFuture() : draining.otherwiseEmpty();
    }

    /** Delivers due transcripts in the background, first the transcripts from an earlier run of the node. */
    public void wake() {
        if (!stopped && !rest.lasts()) {
            drain(null).onFailure(failure -> failures.note("working the queue off", "-", failure));
        }
    }

    /** The waiting transcripts, as administrators see them. */
    public DeferredQueue deferred() {
        return queue.queue(() -> draining == null && rest.lasts()
                ? DeliveryBacklog.restingUntil(rest.until())
                : DeliveryBacklog.due(clock.instant(), QueuePause.LONGEST));
    }

    /** Retries all transcripts now, without pauses. Returns the backlog after that, or when the time has passed. */
    Future<DeliveryBacklog> flush(TraceParent trace, Duration wait) {
        Future<Void> before = draining == null ? Future.succeededFuture() : draining.otherwiseEmpty();
        return before.compose(done -> queue.allDue(clock.instant()))
                .compose(done -> drain(trace))
                .timeout(wait.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure ->
                        failure instanceof TimeoutException ? Future.succeededFuture() : Future.failedFuture(failure))
                .compose(done -> queue.backlog());
    }

    Future<DeliveryBacklog> backlog() {
        return queue.backlog();
    }

    /**
     * The reason why archiving counts as failed; empty if it works. A transcript that Exchange refuses for its content
     * does not count: Exchange was reached, accepted Lync's token and opened the mailbox.
     */
    Future<Optional<String>> trouble() {
        return queue.backlog().map(backlog -> {
            Instant oldest = backlog.oldestFailing();
            return oldest == null || oldest.plus(PATIENCE).isAfter(clock.instant())
                    ? Optional.<String>empty()
                    : Optional.of("a transcript of " + oldest + " is still not in Exchange: " + backlog.lastError());
        });
    }

    private Future<Void> drain(@Nullable TraceParent asked) {
        if (draining != null || stopped) {
            return draining == null ? Future.succeededFuture() : draining;
        }
        rest.interrupt();
        // After a pause, a single transcript tests whether Exchange can be reached.
        var most = new AtomicInteger(rest.isFirstTryAfter() ? 1 : ROUND);
        Future<Void> mine = WorkSequence.repeat(() -> round(most.getAndSet(ROUND), asked))
                .eventually(() -> stopped || rest.hasBegun() ? queue.release() : Future.succeededFuture());
        draining = mine;
        return mine.onComplete(done -> draining = null);
    }

    /** Delivers a part of the queue; false if nothing is due, or if the service stops or the queue pauses. */
    private Future<Boolean> round(int most, @Nullable TraceParent asked) {
        return queue.due(clock.instant(), QueuePause.LONGEST, lookedAt, most).compose(found -> {
            List<Queued> due = found.subList(0, Math.min(most, found.size()));
            if (due.isEmpty()) {
                return Future.succeededFuture(false);
            }
            Deque<DeliveryBatch> calls = DeliveryBatch.of(due);
            List<Future<Void>> lanes = new ArrayList<>();
            for (int i = 0; i < AT_ONCE && !calls.isEmpty(); i++) {
                lanes.add(lane(calls, asked));
            }
            return Future.join(lanes).map(done -> {
                if (stopped || rest.hasBegun()) {
                    return false;
                }
                // Each transcript was delivered or has failed, so the next round starts after their numbers.
                due.stream().filter(entry -> entry.failures() == 0).forEach(entry -> lookedAt = entry.number());
                return true;
            });
        });
    }

    /** Makes one call after another until no call is left, the service stops, or the queue pauses. */
    private Future<Void> lane(Deque<DeliveryBatch> calls, @Nullable TraceParent asked) {
        return WorkSequence.repeat(() -> {
            DeliveryBatch call = stopped || rest.hasBegun() ? null : calls.poll();
            return call == null
                    ? Future.succeededFuture(false)
                    : deliver(call, asked).map(true);
        });
    }

    private Future<Void> deliver(DeliveryBatch call, @Nullable TraceParent asked) {
        return users.find(call.user())
                .compose(found -> {
                    LyncUser user = found.orElseThrow(
                            () -> Refusal.notFound("'" + call.user() + "' is no longer in the user directory"));
                    var context = CallContext.later(user.identifiers(), call.causes(), asked, ids);
                    return exchange.deposit(call.entries(), call.user(), context);
                })
                .compose(
                        deposits -> Future.join(deposits).transform(done -> note(call, deposits)),
                        failure -> call.entries().size() == 1 || ExchangeArchive.isAway(failure)
                                ? failed(call.entries(), failure)
                                : oneByOne(call, asked));
    }

    /** Retries the transcripts of a refused batch separately, because one of them may be the reason of the refusal. */
    private Future<Void> oneByOne(DeliveryBatch call, @Nullable TraceParent asked) {
        return WorkSequence.each(call.apart(), one -> deliver(one, asked));
    }

    private Future<Void> note(DeliveryBatch call, List<Future<Void>> deposits) {
        List<Queued> delivered = new ArrayList<>();
        List<Future<Void>> noted = new ArrayList<>();
        for (int i = 0; i < deposits.size(); i++) {
            Queued entry = call.entries().get(i);
            Future<Void> deposit = deposits.get(i);
            if (deposit.succeeded()) {
                delivered.add(entry);
            } else {
                noted.add(failed(List.of(entry), deposit.cause()));
            }
        }
        if (!delivered.isEmpty()) {
            rest.end();
        }
        noted.add(queue.delivered(delivered));
        return Future.join(noted).mapEmpty();
    }

    private Future<Void> failed(List<Queued> call, Throwable failure) {
        String reason = failure instanceof Refusal refusal ? refusal.detail() : String.valueOf(failure.getMessage());
        Instant now = clock.instant();
        if (ExchangeArchive.isAway(failure)) {
            boolean first = !rest.hasBegun();
            Duration length = rest.begin();
            if (first) {
                LOG.warn("Event 32053: Exchange cannot be reached, the queue rests for {}: {}", length, reason);
            }
            return failed(call, new Failure(reason, false, null), entry -> now);
        }
        rest.end();
        if (!(failure instanceof OtherItem)) {
            TraceParent cause = call.get(0).cause();
            failures.note("the delivery of transcripts", cause == null ? "-" : cause.traceId(), failure);
        }
        for (Queued entry : call) {
            LOG.warn(
                    "Event 32054: transcript {} for {} was not taken, again in {}: {}",
                    entry.transcript().id(),
                    entry.user(),
                    QueuePause.after(entry.failures()),
                    reason);
        }
        boolean refused = failure instanceof Refusal refusal && refusal.code() == RefusalCode.PARAMETER_INVALID;
        String anew = failure instanceof OtherItem ? queue.newMessageId() : null;
        return failed(call, new Failure(reason, refused, anew), entry -> now.plus(QueuePause.after(entry.failures())));
    }

    private Future<Void> failed(List<Queued> call, Failure failure, Function<Queued, Instant> nextAttempt) {
        return Future.join(call.stream()
                        .map(entry -> queue.failed(entry, failure, nextAttempt.apply(entry)))
                        .toList())
                .mapEmpty();
    }
}
