package org.s2slab.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.s2slab.report.TrustEdgeView.Kind;

/**
 * An arrow or a spoke of a {@link TrustMap}, with its number in the table beside the map.
 *
 * @param place the place of the number, from 0 at the start of the line to 1 at its end
 */
public record TrustLine(
        Kind kind, boolean holds, int number, double x1, double y1, double x2, double y2, double place) {
    private static final int HEAD = 9;

    /** The width of the circle around a number. */
    private static final int NUMBER = 17;

    /** The usual place of a number: near the end of its line, so that numbers of two lines do not overlap. */
    static final double NEAR_END = 0.68;

    /** The places for the number of a line if a box covers its usual place. */
    private static final List<Double> OTHERS = List.of(0.6, 0.76, 0.5, 0.84, 0.4, 0.9, 0.3, 0.2, 0.12);

    /** The lines, with another place for each number that a box covers. */
    static List<TrustLine> numbered(List<TrustLine> lines, Collection<TrustMap.Box> boxes) {
        List<TrustLine> placed = new ArrayList<>(lines);
        for (int i = 0; i < placed.size(); i++) {
            TrustLine line = placed.get(i);
            if (!line.isClearOf(boxes)) {
                List<TrustLine> others = new ArrayList<>(placed);
                others.remove(i);
                placed.set(
                        i,
                        OTHERS.stream()
                                .map(line::at)
                                .filter(other -> other.isClearOf(boxes)
                                        && others.stream().allMatch(other::isClearOf))
                                .findFirst()
                                .orElse(line));
            }
        }
        return placed;
    }

    private TrustLine at(double other) {
        return new TrustLine(kind, holds, number, x1, y1, x2, y2, other);
    }

    private boolean isNumberApart(double x, double y, double across, double down) {
        return Math.abs(x1 + (x2 - x1) * place - x) > across || Math.abs(y1 + (y2 - y1) * place - y) > down;
    }

    /** Whether no box covers the number. */
    private boolean isClearOf(Collection<TrustMap.Box> boxes) {
        return boxes.stream()
                .allMatch(box -> isNumberApart(
                        box.x(), box.y(), box.width() / 2.0 + NUMBER / 2.0, box.height() / 2.0 + NUMBER / 2.0));
    }

    private boolean isClearOf(TrustLine other) {
        return isNumberApart(
                other.x1 + (other.x2 - other.x1) * other.place,
                other.y1 + (other.y2 - other.y1) * other.place,
                NUMBER,
                NUMBER);
    }

    /** The CSS classes of the line: the kind of issuer, and whether the trust works. */
    public String style() {
        return kind.name().toLowerCase(Locale.ROOT) + (holds ? "" : " weak");
    }

    /** A number with a decimal point, in every locale. */
    public static String plain(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    public String numberX() {
        return plain(x1 + (x2 - x1) * place);
    }

    public String numberY() {
        return plain(y1 + (y2 - y1) * place);
    }

    /** The x coordinate where the arrow head starts. */
    public String stopX() {
        return plain(x2 - HEAD * (x2 - x1) / length());
    }

    public String stopY() {
        return plain(y2 - HEAD * (y2 - y1) / length());
    }

    /** The corners of the arrow head. */
    public String head() {
        double dx = (x2 - x1) / length();
        double dy = (y2 - y1) / length();
        return plain(x2) + "," + plain(y2) + " " + plain(x2 - HEAD * dx - HEAD * dy / 2) + ","
                + plain(y2 - HEAD * dy + HEAD * dx / 2) + " " + plain(x2 - HEAD * dx + HEAD * dy / 2) + ","
                + plain(y2 - HEAD * dy - HEAD * dx / 2);
    }

    private double length() {
        return Math.hypot(x2 - x1, y2 - y1);
    }
}
