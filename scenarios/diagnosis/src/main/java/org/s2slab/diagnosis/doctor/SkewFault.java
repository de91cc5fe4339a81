package org.s2slab.diagnosis.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.diagnosis.doctor.ReachabilityCheck.Clock;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.product.ProductCmdlets;

/**
 * A difference between two clocks that is too large. The faulty node is the node whose clock differs much from its
 * machine's clock. If this is true of both nodes or of neither, the fault does not name one node.
 *
 * @param most the time of most nodes
 */
record SkewFault(Instant most, Clock maker, Clock taker) {
    /** Two clocks with at most this difference show the same time. */
    private static final Duration SECONDS = Duration.ofSeconds(2);

    TrustFault fault() {
        Optional<Duration> ofMaker = maker.ahead();
        Optional<Duration> ofTaker = taker.ahead();
        if (ofMaker.isEmpty() || ofTaker.isEmpty()) {
            Clock wrong = distance(maker).compareTo(distance(taker)) >= 0 ? maker : taker;
            return fault(
                    "the time on " + wrong.label() + " is " + wrong.now() + ", and on most nodes " + most,
                    List.of(adjusting(wrong, Duration.between(wrong.now(), most))));
        }
        boolean makerIsFar = exceeds(ofMaker.get(), ReachabilityCheck.SKEW);
        boolean takerIsFar = exceeds(ofTaker.get(), ReachabilityCheck.SKEW);
        if (makerIsFar != takerIsFar) {
            Clock wrong = makerIsFar ? maker : taker;
            Clock other = makerIsFar ? taker : maker;
            Duration ahead = makerIsFar ? ofMaker.get() : ofTaker.get();
            return fault(
                    "the time on " + wrong.label() + " is " + wrong.now() + ", " + told(ahead)
                            + " its machine's clock. " + shown(other),
                    List.of(adjusting(wrong, ahead.negated())));
        }
        Duration ofMachines =
                Duration.between(taker.now().minus(ofTaker.get()), maker.now().minus(ofMaker.get()));
        return makerIsFar || !exceeds(ofMachines, ReachabilityCheck.SKEW) ? both() : machines();
    }

    /** The fault if the wrong clock is unknown. Each clock is set to the time of most nodes. */
    private TrustFault both() {
        List<Clock> far = clocksFurtherThan(ReachabilityCheck.SKEW);
        return fault(
                apart() + ". " + shown(maker) + ". " + shown(taker) + ". The time on most nodes is " + most,
                (far.isEmpty() ? clocksFurtherThan(SECONDS) : far)
                        .stream()
                                .map(clock -> adjusting(clock, Duration.between(clock.now(), most)))
                                .toList());
    }

    private List<Clock> clocksFurtherThan(Duration limit) {
        return Stream.of(maker, taker)
                .filter(clock -> distance(clock).compareTo(limit) > 0)
                .toList();
    }

    /** The fault for machines whose clocks differ. No cmdlet of a node can fix it. */
    private TrustFault machines() {
        return fault(
                apart() + ". " + shown(maker) + ". " + shown(taker)
                        + ". The doctor cannot find out which machine is wrong",
                Stream.of(maker, taker)
                        .map(clock -> new CmdletFix(clock.node(), "# compare the machine's clock with a time server"))
                        .toList());
    }

    /** A sentence that compares a node's clock with its machine's clock. */
    private static String shown(Clock clock) {
        Duration ahead = clock.ahead().orElse(Duration.ZERO);
        return exceeds(ahead, SECONDS)
                ? "The clock of " + clock.label() + " is " + told(ahead) + " its machine's clock"
                : "The clock of " + clock.label() + " shows its machine's time";
    }

    private String apart() {
        Instant first = maker.now();
        Instant second = taker.now();
        return "the time on " + maker.label() + " is " + first + ", and on " + taker.label() + " " + second;
    }

    private static boolean exceeds(Duration ahead, Duration limit) {
        return ahead.abs().compareTo(limit) > 0;
    }

    private Duration distance(Clock clock) {
        return Duration.between(clock.now(), most).abs();
    }

    private static String told(Duration ahead) {
        return ReachabilityCheck.timeSpan(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of");
    }

    private static CmdletFix adjusting(Clock clock, Duration by) {
        return CmdletFix.of(ProductCmdlets.adjustClock(clock.node(), ReachabilityCheck.timeSpan(by)));
    }

    private static TrustFault fault(String sentence, List<CmdletFix> cure) {
        return TrustFault.now(FaultCode.CLOCK_SKEW, sentence, cure);
    }
}
