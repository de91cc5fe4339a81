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
 * A hop on a page: an expandable line of a sequence.
 *
 * @param prefix the prefix of the ids in the hop's sequence
 * @param token the hop's token, or null
 * @param reading the explanation of the hop for readers
 * @param wire the request and response of the hop, or null
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

    /** The id of the part that expands. */
    public String id() {
        return prefix + "-h" + arrow.number();
    }

    /** The CSS class of the hop's arrow. */
    public String tone() {
        return "tone-" + arrow.tone().name().toLowerCase(Locale.ROOT);
    }

    /** The caller and the called node as text, for readers who do not see the drawing. */
    public String route() {
        String from = participants.get(arrow.from()).name();
        return arrow.isInside()
                ? from
                : from + " to " + participants.get(arrow.to()).name();
    }

    /** The time by the machine's clock. */
    public String when() {
        return arrow.hop().place().at().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** The origin of the hop; empty if the hop happened during its step. */
    public String mark() {
        return arrow.hop().origin().mark();
    }

    /** The cause of the hop as text. */
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
