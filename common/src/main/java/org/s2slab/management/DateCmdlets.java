package org.s2slab.management;

import static org.s2slab.management.CmdletTable.SERVER;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Windows' Get-Date and Set-Date for the node's clock, which can be set in rehearsals only, and what is in force by this clock.
 *
 * @param clock can be moved if it is an {@link AdjustableClock} and the configuration allows this
 */
public record DateCmdlets(Vertx vertx, NodeConfig config, Clock clock) {
    /** A TimeSpan as PowerShell reads it: [-][days.]hours:minutes[:seconds]. */
    private static final Pattern TIME_SPAN = Pattern.compile("(-?)(?:(\\d{1,6})\\.)?(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");

    private static final String ADJUST = "Adjust";

    public List<Cmdlet> all() {
        return List.of(
                SERVER.cmdlet("Get-Date", given -> shown()),
                SERVER.cmdlet("Set-Date", this::set),
                new PolicyCalendarCmdlet(config.simulation().policiesBy(clock)).cmdlet());
    }

    private Future<CmdletOutput> shown() {
        return Future.succeededFuture(CmdletOutput.of(CmdletObject.empty().with("DateTime", clock.instant())));
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        Duration by = given.has(ADJUST)
                ? timeSpan(given.text(ADJUST))
                : Duration.between(clock.instant(), given.date("Date").orElseThrow());
        if (!config.simulation().hasAdjustableClock() || !(clock instanceof AdjustableClock adjustable)) {
            throw new Refusal(
                    RefusalCode.ACCESS_DENIED,
                    "adjustable-clock: the configuration of node '" + config.name() + "' does not say true,"
                            + " so its clock is the machine's");
        }
        ClockEndpoint.requireKnown(config, adjustable.instant().plus(by));
        return given.unlessWhatIf(() -> move(adjustable, by));
    }

    private Future<CmdletOutput> move(AdjustableClock adjustable, Duration by) {
        adjustable.advance(by);
        return vertx.<Void>executeBlocking(() -> {
                    adjustable.keepIn(config.data());
                    return null;
                })
                .compose(kept -> shown());
    }

    private static Duration timeSpan(String text) {
        Matcher span = TIME_SPAN.matcher(text);
        if (!span.matches()) {
            throw Refusal.invalid(
                    "Adjust: '" + text + "' is no time span; expected hours:minutes:seconds, as in -0:10:00.");
        }
        Duration length = Duration.ofDays(number(span.group(2)))
                .plusHours(number(span.group(3)))
                .plusMinutes(number(span.group(4)))
                .plusSeconds(number(span.group(5)));
        return span.group(1).isEmpty() ? length : length.negated();
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
