package org.s2slab.lync.archiving;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.lync.archiving.TranscriptStore.Backlog;
import org.s2slab.lync.archiving.TranscriptStore.Queued;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.UserStore;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.Ids;
import org.s2slab.trace.TraceParent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lync Storage Service: brings the queue's transcripts to Exchange, as often as it takes. A refusal that Exchange is
 * sure of stays with its transcript and is asked again ever more rarely, for an administrator may remove its cause; while
 * Exchange cannot be reached, the whole queue rests and one transcript asks whether it is back.
 */
public final class StorageService {
    private static final Logger LOG = LoggerFactory.getLogger("LS Storage Service");

    /** Deliveries at the same time: enough to keep Exchange busy, few enough to leave connections to people. */
    private static final int AT_ONCE = 16;

    private static final Duration FIRST_REST = Duration.ofSeconds(10);
    private static final Duration LONGEST_REST = Duration.ofMinutes(15);

    /**
     * How long a transcript may be tried in vain until archiving counts as failed: the 45 minutes after which the
     * archiving of Office Communications Server stopped its front end (TechNet bb905892); LySS publishes no number.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(45);

    /** Failures that would meet any other mailbox, too. */
    private static final Set<RefusalCode> EXCHANGE_AWAY =
            Set.of(RefusalCode.PARTNER_UNREACHABLE, RefusalCode.METADATA_UNUSABLE, RefusalCode.TOKEN_UNOBTAINABLE);

    private final TranscriptStore queue;
    private final ExchangeArchive exchange;
    private final UserStore users;
    private final Clock clock;
    private final Ids ids;
    private @Nullable Future<Void> draining;
    private @Nullable Instant restsUntil;
    private int rests;
    private boolean stopped;

    public StorageService(TranscriptStore queue, ExchangeArchive exchange, UserStore users, Clock clock, Ids ids) {
        this.queue = queue;
        this.exchange = exchange;
        this.users = users;
        this.clock = clock;
        this.ids = ids;
    }

    /** Waits for the deliveries under way; no others begin. */
    public Future<Void> stop() {
        stopped = true;
        return draining == null ? Future.succeededFuture() : draining.otherwiseEmpty();
    }

    /** Delivers what is due, in the background; begins with what an earlier run of the node left. */
    public void wake() {
        Instant rest = restsUntil;
        if (!stopped && (rest == null || !clock.instant().isBefore(rest))) {
            drain(() -> TraceParent.start(ids))
                    .onFailure(failure -> LOG.error("the queue cannot be worked off", failure));
        }
    }

    /** Tries everything now, whatever rest it has, and gives what is left when that is done or the time is up. */
    Future<Backlog> flush(TraceParent trace, Duration wait) {
        Future<Void> before = draining == null ? Future.succeededFuture() : draining.otherwiseEmpty();
        return before.compose(done -> queue.allDue(clock.instant()))
                .compose(done -> {
                    restsUntil = null;
                    return drain(() -> trace.child(ids));
                })
                .timeout(wait.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure ->
                        failure instanceof TimeoutException ? Future.succeededFuture() : Future.failedFuture(failure))
                .compose(done -> queue.backlog());
    }

    Future<Backlog> backlog() {
        return queue.backlog();
    }

    /** Why archiving counts as failed, if it does. */
    Future<Optional<String>> trouble() {
        return queue.backlog().map(backlog -> {
            Instant oldest = backlog.oldestFailing();
            return oldest == null || oldest.plus(PATIENCE).isAfter(clock.instant())
                    ? Optional.<String>empty()
                    : Optional.of("a transcript of " + oldest + " is still not in Exchange: " + backlog.lastError());
        });
    }

    private Future<Void> drain(Supplier<TraceParent> traces) {
        if (draining != null || stopped) {
            return draining == null ? Future.succeededFuture() : draining;
        }
        // After a rest, one asks for all.
        Future<Void> mine = round(rests == 0 ? AT_ONCE : 1, traces);
        draining = mine;
        return mine.onComplete(done -> draining = null);
    }

    private Future<Void> round(int most, Supplier<TraceParent> traces) {
        return queue.due(clock.instant(), most).compose(due -> {
            if (due.isEmpty()) {
                return Future.succeededFuture();
            }
            List<Future<Void>> deliveries =
                    due.stream().map(entry -> deliver(entry, traces.get())).toList();
            return Future.join(deliveries)
                    .compose(done -> stopped || restsUntil != null ? Future.succeededFuture() : round(AT_ONCE, traces));
        });
    }

    private Future<Void> deliver(Queued entry, TraceParent trace) {
        return users.find(entry.user())
                .compose(found -> {
                    LyncUser user = found.orElseThrow(() -> new Refusal(
                            RefusalCode.NOT_FOUND, "'" + entry.user() + "' is no longer in the user directory"));
                    var context = new CallContext(user.identifiers(), trace, null);
                    return exchange.deposit(entry.transcript(), entry.user(), context);
                })
                .compose(
                        done -> {
                            answered();
                            return queue.delivered(entry);
                        },
                        failure -> failed(entry, failure));
    }

    private void answered() {
        rests = 0;
        restsUntil = null;
    }

    private Future<Void> failed(Queued entry, Throwable failure) {
        boolean away = failure instanceof Refusal refusal && EXCHANGE_AWAY.contains(refusal.code());
        String reason = failure instanceof Refusal refusal ? refusal.detail() : String.valueOf(failure.getMessage());
        Instant now = clock.instant();
        Duration rest = rest(away ? rests : entry.failures());
        if (away) {
            if (restsUntil == null) {
                rests++;
                LOG.warn("Event 32053: Exchange cannot be reached, the queue rests for {}: {}", rest, reason);
            }
            restsUntil = now.plus(rest);
        } else {
            answered();
            LOG.warn(
                    "Event 32054: transcript {} for {} was not taken, again in {}: {}",
                    entry.transcript().id(),
                    entry.user(),
                    rest,
                    reason);
        }
        return queue.failed(entry, reason, away ? now : now.plus(rest));
    }

    private static Duration rest(int before) {
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(before, 10));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }
}
