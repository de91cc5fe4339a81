package org.s2slab.scenarios.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.scenarios.doctor.Machines.Clock;

/**
 * Two clocks that are too far apart. The machines' clocks are the third witness: the node that differs from its machine's is
 * named, and none of the two where both differ or none does.
 *
 * @param most the time that most nodes show
 */
record SkewFault(Instant most, Clock maker, Clock taker) {

    Fault fault() {
        Optional<Duration> ofMaker = maker.ahead();
        Optional<Duration> ofTaker = taker.ahead();
        if (ofMaker.isEmpty() || ofTaker.isEmpty()) {
            Clock wrong = distance(maker).compareTo(distance(taker)) >= 0 ? maker : taker;
            return fault(
                    "on " + wrong.node() + " it is " + wrong.now() + ", and on most nodes it is " + most,
                    List.of(adjusting(wrong, Duration.between(wrong.now(), most))));
        }
        boolean makerDiffers = differs(ofMaker.get());
        boolean takerDiffers = differs(ofTaker.get());
        if (makerDiffers != takerDiffers) {
            Clock wrong = makerDiffers ? maker : taker;
            Duration ahead = makerDiffers ? ofMaker.get() : ofTaker.get();
            return fault(
                    "on " + wrong.node() + " it is " + wrong.now() + ", " + told(ahead) + " its machine's clock, and "
                            + (makerDiffers ? taker : maker).node() + " shows its machine's time",
                    List.of(adjusting(wrong, ahead.negated())));
        }
        return makerDiffers ? both(ofMaker.get(), ofTaker.get()) : none();
    }

    /** Which of them is wrong cannot be told: each is brought to the time of most nodes. */
    private Fault both(Duration ofMaker, Duration ofTaker) {
        List<Clock> far = Stream.of(maker, taker)
                .filter(clock -> distance(clock).compareTo(Machines.SKEW) > 0)
                .toList();
        return fault(
                apart() + " and neither shows its machine's time: " + maker.node() + " is " + told(ofMaker) + " it, "
                        + taker.node() + " is " + told(ofTaker) + " it; on most nodes it is " + most,
                (far.isEmpty() ? List.of(maker, taker) : far)
                        .stream()
                                .map(clock -> adjusting(clock, Duration.between(clock.now(), most)))
                                .toList());
    }

    /** Each shows its machine's time: no cmdlet of a node can mend that. */
    private Fault none() {
        return fault(
                apart() + " and each shows its machine's time, so which of them is wrong cannot be told",
                Stream.of(maker, taker)
                        .map(clock -> new Cure(clock.node(), "# compare the clock of its machine with a time server"))
                        .toList());
    }

    private String apart() {
        Instant first = maker.now();
        Instant second = taker.now();
        return "on " + maker.node() + " it is " + first + ", on " + taker.node() + " it is " + second + ",";
    }

    private static boolean differs(Duration ahead) {
        return ahead.abs().compareTo(Machines.SKEW) > 0;
    }

    private Duration distance(Clock clock) {
        return Duration.between(clock.now(), most).abs();
    }

    private static String told(Duration ahead) {
        return Machines.timeSpan(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of");
    }

    private static Cure adjusting(Clock clock, Duration by) {
        return Line.of("Set-Date").with("Adjust", Machines.timeSpan(by)).on(clock.node());
    }

    private static Fault fault(String sentence, List<Cure> cure) {
        return Fault.now(FaultCode.CLOCK_SKEW, sentence, cure);
    }
}
