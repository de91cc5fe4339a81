package org.s2slab.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.report.TrustEdgeView.Kind;

/**
 * A map of the nodes of a deployment: the authorization server at the top, the other nodes below, and an arrow for each
 * direction of trust. All lengths are in drawing units. The width is {@link #WIDTH}; the height depends on the content.
 *
 * @param spokes the lines from the authorization server to the servers that trust it
 */
public record TrustMap(List<Box> boxes, List<Line> lines, List<Line> spokes, int height) {
    /** The width in drawing units, small enough for readable letters on a screen 390 pixels wide. */
    public static final int WIDTH = 400;

    private static final int BOX_WIDTH = 126;
    private static final int SERVER_WIDTH = 196;
    /** Width of a letter of a host name. A longer host name is compressed to the width of its box. */
    private static final double LETTER = 5.4;

    private static final int BOX_HEIGHT = 54;
    private static final int TOP = 32;

    /** The distance of each of two arrows between the same boxes from the line between the boxes' centres. */
    private static final double APART = 9;

    private static final int HEAD = 9;

    /** A node with the coordinates of its centre. */
    public record Box(NodePlan node, String place, int x, int y) {
        public int left() {
            return x - width() / 2;
        }

        public int top() {
            return y - BOX_HEIGHT / 2;
        }

        public int width() {
            return isServer() ? SERVER_WIDTH : BOX_WIDTH;
        }

        public int height() {
            return BOX_HEIGHT;
        }

        /** The width to which the host name must be compressed; null if it fits. */
        public @Nullable String squeeze() {
            int room = width() - 10;
            return node.host().length() * LETTER > room ? Integer.toString(room) : null;
        }

        /** The CSS class of the box. */
        public String style() {
            return isServer() ? "server" : node.online() ? "online" : "premises";
        }

        private boolean isServer() {
            return node.role().equals("authz");
        }

        /** The distance from the centre of the box to its border in a direction. */
        private double reach(double dx, double dy) {
            double across = dx == 0 ? Double.MAX_VALUE : width() / 2.0 / Math.abs(dx);
            double down = dy == 0 ? Double.MAX_VALUE : BOX_HEIGHT / 2.0 / Math.abs(dy);
            return Math.min(across, down);
        }
    }

    /** An arrow or a spoke, with its number in the table beside the map. */
    public record Line(Kind kind, boolean holds, int number, double x1, double y1, double x2, double y2) {
        /** The CSS classes of the line: the kind of issuer, and whether the trust works. */
        public String style() {
            return kind.name().toLowerCase(Locale.ROOT) + (holds ? "" : " weak");
        }

        /** A number with a decimal point, in every locale. */
        public static String plain(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }

        /** The x coordinate of the number, near the end of the line, so that numbers of two lines do not overlap. */
        public String numberX() {
            return plain(x1 + (x2 - x1) * 0.68);
        }

        public String numberY() {
            return plain(y1 + (y2 - y1) * 0.68);
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

    public TrustMap {
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
        spokes = List.copyOf(spokes);
    }

    /** Creates the map of a deployment. */
    public static TrustMap of(Topology plan, List<TrustEdgeView> edges) {
        Map<String, Box> boxes = boxes(plan);
        List<Line> lines = new ArrayList<>();
        Map<String, Line> spokes = new HashMap<>();
        for (TrustEdgeView edge : edges) {
            Box caller = boxes.get(edge.caller());
            Box resource = boxes.get(edge.resource());
            if (caller == null || resource == null || caller.equals(resource)) {
                continue;
            }
            lines.add(line(edge, caller, resource, APART));
            boxes.values().stream()
                    .filter(box -> edge.kind() == Kind.SERVER && box.isServer())
                    .forEach(server -> {
                        spokes.put(edge.caller(), line(edge, server, caller, 0));
                        spokes.put(edge.resource(), line(edge, server, resource, 0));
                    });
        }
        int lowest = boxes.values().stream().mapToInt(Box::y).max().orElse(0);
        return new TrustMap(
                List.copyOf(boxes.values()), lines, List.copyOf(spokes.values()), lowest + BOX_HEIGHT / 2 + 6);
    }

    private static Line line(TrustEdgeView edge, Box from, Box to, double apart) {
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        double dx = (to.x() - from.x()) / length;
        double dy = (to.y() - from.y()) / length;
        double out = from.reach(dx, dy) + 2;
        double in = to.reach(dx, dy) + 2;
        return new Line(
                edge.kind(),
                edge.holds(),
                edge.number(),
                from.x() + dx * out - dy * apart,
                from.y() + dy * out + dx * apart,
                to.x() - dx * in - dy * apart,
                to.y() - dy * in + dx * apart);
    }

    private static Map<String, Box> boxes(Topology plan) {
        List<NodePlan> servers = new ArrayList<>();
        List<NodePlan> others = new ArrayList<>();
        plan.nodes().values().forEach(node -> (node.role().equals("authz") ? servers : others).add(node));
        Map<String, Box> boxes = new LinkedHashMap<>();
        int top = TOP;
        for (int i = 0; i < servers.size(); i++) {
            put(boxes, servers.get(i), WIDTH * (i + 1) / (servers.size() + 1), top);
        }
        top += servers.isEmpty() ? 0 : 112;
        for (int i = 0; i < others.size(); i++) {
            boolean alone = others.size() % 2 == 1 && i == others.size() - 1;
            int x = alone ? WIDTH / 2 : i % 2 == 0 ? BOX_WIDTH / 2 + 2 : WIDTH - BOX_WIDTH / 2 - 2;
            put(boxes, others.get(i), x, top + i / 2 * 124);
        }
        return boxes;
    }

    private static void put(Map<String, Box> boxes, NodePlan node, int x, int y) {
        String place = node.role().equals("authz") ? "authorization server" : node.online() ? "online" : "on-premises";
        boxes.put(node.name(), new Box(node, place, x, y));
    }
}
