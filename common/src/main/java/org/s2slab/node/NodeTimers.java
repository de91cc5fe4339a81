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
import org.s2slab.trace.InternalFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does by and by, by its own clock: several times a second of real time they look at it, so that what has
 * become due by a jump is begun at once, what was due earlier before what was due later. No work overtakes itself, and
 * work of which several times have passed is done once: whoever does it sees the present moment.
 *
 * <p>Called from the event loop of the node.
 */
public final class NodeTimers {
    private static final Logger LOG = LoggerFactory.getLogger(NodeTimers.class);

    /** Milliseconds of real time between two looks at the clock: sooner than people notice. */
    static final long LOOK = 250;

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

    /** Work that is done again and again. */
    private static final class Job {
        private final String name;
        private final Duration period;
        private final Supplier<? extends Future<?>> work;
        private Instant due;
        private @Nullable Future<?> running;

        Job(String name, Duration period, Supplier<? extends Future<?>> work, Instant due) {
            this.name = name;
            this.period = period;
            this.work = work;
            this.due = due;
        }

        /** Whether it is due; where the clock went back, it is due a period from now at the latest. */
        boolean isDue(Instant now) {
            Instant latest = now.plus(period);
            if (due.isAfter(latest)) {
                due = latest;
            }
            return running == null && !now.isBefore(due);
        }
    }

    /** Does work each time that a period has passed on the node's clock; what fails is logged and done again. */
    public void every(Duration period, String name, Supplier<? extends Future<?>> work) {
        jobs.add(new Job(name, period, work, clock.instant().plus(period)));
        if (ticking < 0 && !stopped) {
            ticking = vertx.setPeriodic(LOOK, timer -> look());
        }
    }

    /** Does work at every look, whatever the clock shows: for work that asks the clock itself for what is due. */
    public void atEachLook(String name, Supplier<? extends Future<?>> work) {
        every(Duration.ZERO, name, work);
    }

    /** Waits in real time, for something that another process does. */
    public Future<Void> pause(Duration realTime) {
        Promise<Void> passed = Promise.promise();
        vertx.setTimer(realTime.toMillis(), timer -> passed.complete());
        return passed.future();
    }

    /** Begins nothing more. */
    public void stop() {
        stopped = true;
        vertx.cancelTimer(ticking);
    }

    /** Succeeds when what is under way now has ended, however it ends. */
    public Future<Void> underWay() {
        List<Future<?>> running = new ArrayList<>();
        jobs.forEach(job -> {
            if (job.running != null) {
                running.add(job.running.otherwiseEmpty());
            }
        });
        return Future.join(running).mapEmpty();
    }

    private void look() {
        Instant now = clock.instant();
        jobs.stream()
                .filter(job -> job.isDue(now))
                .sorted(Comparator.comparing(job -> job.due))
                .forEach(job -> begin(job, now));
    }

    private void tell(String name, Throwable failure) {
        if (Refusal.isPurposeful(failure)) {
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
        running.onFailure(failure -> {
                    // What a stop broke off is done after the next start.
                    if (!stopped) {
                        tell(job.name, failure);
                    }
                })
                .onComplete(done -> job.running = null);
    }
}
