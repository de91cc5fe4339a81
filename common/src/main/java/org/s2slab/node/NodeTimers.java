package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.trace.InternalFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a node's periodic work by the node's own clock. It reads the clock several times a second of real time. So work
 * that is due after a jump of the clock starts at once, in the order of due times. Two runs of a work never overlap.
 * Work that is due several times runs once, at the present time.
 *
 * <p>Must be called from the event loop of the node.
 */
public final class NodeTimers {
    private static final Logger LOG = LoggerFactory.getLogger(NodeTimers.class);

    /** Milliseconds of real time between two readings of the clock. People do not notice this delay. */
    static final long LOOK = 250;

    /** Maximum real time for work to end when the node stops; longer than one call to a partner may last. */
    private static final Duration LONGEST_END = Duration.ofSeconds(12);

    private final Vertx vertx;
    private final Clock clock;
    private final InternalFailures failures;
    private final List<Job> jobs = new ArrayList<>();
    private long ticking = -1;
    private boolean stopped;

    public NodeTimers(Vertx vertx, Clock clock, InternalFailures failures) {
        this.vertx = vertx;
        this.clock = clock;
        this.failures = failures;
    }

    /** A periodic task. */
    private static final class Job {
        private final String name;
        private final Duration period;
        private final Supplier<? extends Future<?>> work;
        private Instant due;
        private @Nullable Future<?> running;
        private @Nullable String told;

        Job(String name, Duration period, Supplier<? extends Future<?>> work, Instant due) {
            this.name = name;
            this.period = period;
            this.work = work;
            this.due = due;
        }

        /** Whether the task is due. If the clock was set back, the task is due after one period at the latest. */
        boolean isDue(Instant now) {
            Instant latest = now.plus(period);
            if (due.isAfter(latest)) {
                due = latest;
            }
            return running == null && !now.isBefore(due);
        }
    }

    /** Runs work after each period on the node's clock. A failure is logged and the work runs again. */
    public void every(Duration period, String name, Supplier<? extends Future<?>> work) {
        jobs.add(new Job(name, period, work, clock.instant().plus(period)));
        if (ticking < 0 && !stopped) {
            ticking = vertx.setPeriodic(LOOK, timer -> look());
        }
    }

    /** Runs work at each reading of the clock, for work that checks itself what is due. */
    public void atEachLook(String name, Supplier<? extends Future<?>> work) {
        every(Duration.ZERO, name, work);
    }

    /** Waits in real time, for an effect of another process. */
    public Future<Void> pause(Duration realTime) {
        Promise<Void> passed = Promise.promise();
        vertx.setTimer(realTime.toMillis(), timer -> passed.complete());
        return passed.future();
    }

    /** Whether the node stops. Loops that use {@link #pause} must then end: the node closes its database next. */
    public boolean isStopped() {
        return stopped;
    }

    /** Starts no more work; succeeds when the work in progress has ended, or after twelve seconds. */
    public Future<Void> stop() {
        stopped = true;
        vertx.cancelTimer(ticking);
        List<Future<?>> running = new ArrayList<>();
        jobs.forEach(job -> {
            if (job.running != null) {
                running.add(job.running.otherwiseEmpty());
            }
        });
        return running.isEmpty()
                ? Future.succeededFuture()
                : Future.any(Future.join(running), pause(LONGEST_END)).mapEmpty();
    }

    private void look() {
        Instant now = clock.instant();
        jobs.stream()
                .filter(job -> job.isDue(now))
                .sorted(Comparator.comparing(job -> job.due))
                .forEach(job -> begin(job, now));
    }

    /** Logs that work failed or waits. Logs nothing while the node stops: the next start continues this work. */
    public void tell(String name, Throwable failure) {
        if (stopped) {
            return;
        }
        if (Database.isLocked(failure)) {
            LOG.info("{} waits for another program that writes to the database", name);
        } else if (Refusal.isPurposeful(failure)) {
            LOG.error("{} could not be done", name, failure);
        } else {
            failures.note(name, "-", failure);
        }
    }

    private void begin(Job job, Instant now) {
        job.due = now.plus(job.period);
        Future<?> running =
                Future.succeededFuture().compose(begun -> job.work.get().mapEmpty());
        job.running = running;
        running.onFailure(failure -> tell(job, failure))
                .onSuccess(done -> job.told = null)
                .onComplete(done -> job.running = null);
    }

    /** Logs the same refusal once in a row, because a lost database refuses several times a second. */
    private void tell(Job job, Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        if (!Refusal.isPurposeful(failure) || !text.equals(job.told)) {
            tell(job.name, failure);
        }
        job.told = text;
    }
}
