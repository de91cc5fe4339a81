package org.s2slab.report;

import java.util.Locale;
import org.s2slab.engine.hops.SequenceArrow;

/**
 * The position of an arrow among the lanes of a sequence diagram, in fractions of the width, for screens of any size.
 *
 * @param lanes the number of lanes
 * @param from the lane where the arrow starts, counted from 0
 * @param to the lane of the target
 * @param reach the fraction of the arrow that is drawn: 1, or less if the call did not arrive
 */
public record ArrowShape(int lanes, int from, int to, double reach) {
    /** The fraction for an arrow that does not arrive: it ends before the middle of the other lane. */
    private static final double LOST = 0.72;

    /** The shape of an arrow in a diagram with this number of lanes. */
    public static ArrowShape of(SequenceArrow arrow, int lanes) {
        return new ArrowShape(lanes, arrow.from(), arrow.to(), arrow.arrives() ? 1 : LOST);
    }

    /** The position of the arrow's start. */
    public String start() {
        return share(middle(from));
    }

    /** The position of the arrow's end. */
    public String end() {
        return share(middle(from) + (middle(to) - middle(from)) * reach);
    }

    /** Whether the arrow head points to the left. An event inside the last lane is also drawn to the left. */
    public boolean leftwards() {
        return from == to ? from == lanes - 1 : to < from;
    }

    /** The CSS classes that put the text above the arrow: first and last column, and the alignment. */
    public String columns() {
        int first = Math.min(from, to);
        int last = Math.max(from, to);
        if (from == to) {
            first = Math.max(0, first - 1);
            last = Math.min(lanes - 1, last + 1);
        }
        String side = from != to || (from > 0 && from < lanes - 1) ? "" : from == 0 ? " left" : " right";
        return "s" + (first + 1) + " e" + (last + 2) + side;
    }

    private double middle(int lane) {
        return (lane + 0.5) / lanes;
    }

    private static String share(double part) {
        return String.format(Locale.ROOT, "%.2f%%", part * 100);
    }
}
