package org.s2slab.lync.archiving;

import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.choice;
import static org.s2slab.management.CmdletParameter.optional;
import static org.s2slab.management.CmdletParameter.required;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;

/**
 * Invoke-CsStorageServiceFlush, and Get-CsStorageServiceQueue, which replaces the performance counters and events by
 * which the product shows its queue.
 */
public record StorageServiceCmdlets(StorageService storage, String pool, Clock clock) {
    /** Longest wait, below the half minute after which callers of the management port time out. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    public List<Cmdlet> all() {
        return List.of(
                Cmdlet.reads(
                        "Get-CsStorageServiceQueue",
                        "Returns how many transcripts wait for delivery to Exchange, since when and why.",
                        List.of(optional("PoolFqdn", STRING, "The pool.")),
                        this::get),
                Cmdlet.changes(
                        "Invoke-CsStorageServiceFlush",
                        "Delivers all items in the storage service's queue now, without waiting for their next"
                                + " attempt.",
                        List.of(
                                required("PoolFqdn", STRING, "The pool."),
                                choice(
                                        "FlushType",
                                        true,
                                        List.of("FullFlush", "SteadyStateFlush"),
                                        "Both types have the same effect: this lab has one queue, on disk."),
                                optional(
                                        "WaitTime",
                                        STRING,
                                        "The time to wait, as hh:mm:ss (default: 00:00:20). The delivery continues"
                                                + " after it."),
                                optional("Binding", STRING, "Without effect."),
                                optional("HostNameStorageService", STRING, "Without effect.")),
                        this::flush));
    }

    private Future<CmdletOutput> get(CmdletArguments parameters) {
        checkPool(parameters);
        return storage.backlog().compose(this::write);
    }

    private Future<CmdletOutput> flush(CmdletArguments parameters) {
        checkPool(parameters);
        Duration wait = parameters
                .optionalText("WaitTime")
                .map(StorageServiceCmdlets::span)
                .orElse(WAIT);
        Future<DeliveryBacklog> left = parameters.whatIf()
                ? storage.backlog()
                : storage.flush(parameters.context().trace(), wait);
        return left.compose(this::write);
    }

    private static Duration span(String given) {
        try {
            Duration span = Duration.ofSeconds(LocalTime.parse(given).toSecondOfDay());
            if (!span.isZero()) {
                return span;
            }
        } catch (DateTimeParseException e) {
            throw Refusal.invalid("WaitTime: \"" + given + "\" is not hh:mm:ss.");
        }
        throw Refusal.invalid("WaitTime: a second at least.");
    }

    private Future<CmdletOutput> write(DeliveryBacklog backlog) {
        Instant oldest = backlog.oldest();
        return storage.trouble()
                .map(trouble -> CmdletOutput.of(CmdletObject.empty()
                        .with("PoolFqdn", pool)
                        .with("QueueLength", backlog.size())
                        .with("Failing", backlog.failing())
                        .with("Refused", backlog.refused())
                        .with("OldestItem", oldest)
                        .with(
                                "AgeInSeconds",
                                oldest == null
                                        ? 0
                                        : Duration.between(oldest, clock.instant())
                                                .toSeconds())
                        .with("NextAttempt", backlog.nextAttempt())
                        .with("LastError", backlog.lastError())
                        .with("ArchivingFailed", trouble.isPresent())));
    }

    private void checkPool(CmdletArguments parameters) {
        String given = parameters.optionalText("PoolFqdn").orElse(pool);
        if (!given.equalsIgnoreCase(pool)) {
            throw Refusal.invalid("PoolFqdn: cannot find \"" + given + "\"; this is " + pool + ".");
        }
    }
}
