package org.s2slab.report;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.SequenceArrow;
import org.s2slab.engine.hops.SequenceLane;
import org.s2slab.engine.reading.HopReading;
import org.s2slab.trace.WireRecord;

/**
 * A hop as a page shows it: an expandable line of a sequence.
 *
 * @param prefix the prefix of the ids in its sequence
 * @param token the token of the hop, or null
 * @param reading what the hop says to readers
 * @param wire its request and response, or null
 */
public record HopView(
        SequenceArrow arrow,
        List<SequenceLane> participants,
        String prefix,
        @Nullable OpenedToken token,
        HopReading reading,
        @Nullable WireRecord wire) {

    /** The position of the arrow. */
    public ArrowShape shape() {
        return ArrowShape.of(arrow, participants.size());
    }

    /** The id of what opens. */
    public String id() {
        return prefix + "-h" + arrow.number();
    }

    /** The class by which it is drawn. */
    public String tone() {
        return "tone-" + arrow.tone().name().toLowerCase(Locale.ROOT);
    }

    /** The caller and the called node as text, for readers without the drawing. */
    public String route() {
        String from = participants.get(arrow.from()).id();
        return arrow.isInside()
                ? from
                : from + " to " + participants.get(arrow.to()).id();
    }

    /** The time by the machine's clock. */
    public String when() {
        return arrow.hop().at().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** The origin of the hop; empty if it happened while its step was executed. */
    public String mark() {
        return arrow.hop().origin().mark();
    }

    /** The cause of the hop in a sentence. */
    public String because() {
        return switch (arrow.hop().origin().kind()) {
            case STEP -> "this step";
            case EARLIER_TRY -> "this step, in a failed try";
            case LATER ->
                arrow.hop().origin().steps().isEmpty()
                        ? "this step, after its response"
                        : String.join("; ", arrow.hop().origin().steps());
            case BACKGROUND -> "no step: background work of the node, or another caller";
        };
    }

    public @Nullable String detail() {
        return arrow.hop().detailText();
    }

    /** The id of the token below the sequence, or null. */
    public @Nullable String tokenLink() {
        return token == null ? null : prefix + "-t" + token.number();
    }
}
