package org.s2slab.report;

import java.util.Locale;
import org.s2slab.engine.hops.SequenceArrow;

/**
 * Where an arrow lies among the lanes, in shares of the drawing's width, so that it fits a telephone and a wall alike.
 *
 * @param lanes how many lanes there are
 * @param from the lane it begins in, counted from 0
 * @param to the lane it is drawn to
 * @param reach how much of the way it goes: all of it, or, where it did not arrive, a part
 */
public record ArrowShape(int lanes, int from, int to, double reach) {
    /** An arrow that does not arrive ends here, before the other lane's middle. */
    private static final double LOST = 0.72;

    /** The shape of an arrow among so many lanes. */
    public static ArrowShape of(SequenceArrow arrow, int lanes) {
        return new ArrowShape(lanes, arrow.from(), arrow.to(), arrow.arrives() ? 1 : LOST);
    }

    /** Where it begins. */
    public String start() {
        return share(middle(from));
    }

    /** Where it ends. */
    public String end() {
        return share(middle(from) + (middle(to) - middle(from)) * reach);
    }

    /** Whether its head looks to the left; what happens inside the last lane loops to the left too. */
    public boolean leftwards() {
        return from == to ? from == lanes - 1 : to < from;
    }

    /** Classes that put its text over it: first and last column, and the side it leans to. */
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
