package org.s2slab.lync.archiving;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

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
 * Invoke-CsStorageServiceFlush, and Get-CsStorageServiceQueue, which replaces the performance counters and events with
 * which the product shows its queue.
 */
public record StorageServiceCmdlets(StorageService storage, String pool, Clock clock) {
    /** Maximum wait, less than the half minute after which callers of the management port time out. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-CsStorageServiceQueue", this::get),
                CMDLETS.cmdlet("Invoke-CsStorageServiceFlush", this::flush));
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
