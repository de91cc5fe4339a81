package org.s2slab.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.report.TrustEdgeView.Kind;

/**
 * A map of the nodes of a deployment: the authorization server at the top, the other nodes below, and an arrow for each
 * direction of trust. The servers of a pool are in one box, because the trust belongs to the pool. All lengths are in
 * drawing units. The width is {@link #WIDTH}; the height depends on the content.
 *
 * @param spokes the lines from the authorization server to the servers that trust it
 */
public record TrustMap(List<Box> boxes, List<TrustLine> lines, List<TrustLine> spokes, int height) {
    /** The width in drawing units, small enough for readable letters on a screen 390 pixels wide. */
    public static final int WIDTH = 400;

    private static final int BOX_WIDTH = 126;
    private static final int SERVER_WIDTH = 196;
    /** Width of a letter of a host name. A longer host name is compressed to the width of its box. */
    private static final double LETTER = 5.4;

    private static final int BOX_HEIGHT = 54;
    private static final int TOP = 5;

    /** The space between two rows of boxes, and below the authorization servers. */
    private static final int ROW_GAP = 70;

    private static final int SERVER_GAP = 58;

    /** The distance of each of two arrows between the same boxes from the line between the boxes' centres. */
    private static final double APART = 9;

    /**
     * A pool, or a node without a pool, with the coordinates of its centre.
     *
     * @param node the node, or a server of the pool
     * @param servers the names of the pool's servers; empty without a pool
     */
    public record Box(NodePlan node, List<String> servers, String place, int x, int y) {
        /** The servers of the pool, with their coordinates. */
        public List<PoolMember> members() {
            return PoolMember.of(this);
        }

        /** The name of the pool, or of the node. */
        public String name() {
            return node.poolName();
        }

        public int left() {
            return x - width() / 2;
        }

        public int top() {
            return y - height() / 2;
        }

        public int width() {
            return isServer() ? SERVER_WIDTH : BOX_WIDTH;
        }

        public int height() {
            return heightOf(servers);
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
            double down = dy == 0 ? Double.MAX_VALUE : height() / 2.0 / Math.abs(dy);
            return Math.min(across, down);
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
        List<TrustLine> lines = new ArrayList<>();
        Map<String, TrustLine> spokes = new HashMap<>();
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
        int lowest = boxes.values().stream()
                .mapToInt(box -> box.top() + box.height())
                .max()
                .orElse(0);
        return new TrustMap(
                List.copyOf(boxes.values()),
                TrustLine.numbered(lines, boxes.values()),
                List.copyOf(spokes.values()),
                lowest + 6);
    }

    private static TrustLine line(TrustEdgeView edge, Box from, Box to, double apart) {
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        double dx = (to.x() - from.x()) / length;
        double dy = (to.y() - from.y()) / length;
        double out = from.reach(dx, dy) + 2;
        double in = to.reach(dx, dy) + 2;
        return new TrustLine(
                edge.kind(),
                edge.holds(),
                edge.number(),
                from.x() + dx * out - dy * apart,
                from.y() + dy * out + dx * apart,
                to.x() - dx * in - dy * apart,
                to.y() - dy * in + dx * apart,
                TrustLine.NEAR_END);
    }

    private static int heightOf(List<String> servers) {
        return BOX_HEIGHT + PoolMember.heightOf(servers.size());
    }

    private static Map<String, Box> boxes(Topology plan) {
        List<NodePlan> servers = new ArrayList<>();
        List<NodePlan> others = new ArrayList<>();
        plan.pools().distinct().forEach(node -> (node.role().equals("authz") ? servers : others).add(node));
        Map<String, Box> boxes = new LinkedHashMap<>();
        int top = TOP;
        if (!servers.isEmpty()) {
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < servers.size(); i++) {
                places.add(WIDTH * (i + 1) / (servers.size() + 1));
            }
            top += putRow(boxes, plan, servers, places, top) + SERVER_GAP;
        }
        for (int i = 0; i < others.size(); i += 2) {
            List<NodePlan> row = others.subList(i, Math.min(i + 2, others.size()));
            List<Integer> places =
                    row.size() == 1 ? List.of(WIDTH / 2) : List.of(BOX_WIDTH / 2 + 2, WIDTH - BOX_WIDTH / 2 - 2);
            top += putRow(boxes, plan, row, places, top) + ROW_GAP;
        }
        return boxes;
    }

    /** Adds a row of boxes, and returns its height. */
    private static int putRow(
            Map<String, Box> boxes, Topology plan, List<NodePlan> row, List<Integer> places, int top) {
        Map<String, List<NodePlan>> pools = plan.pools().byName();
        List<List<String>> servers = row.stream()
                .map(node -> pools.getOrDefault(node.poolName(), List.of()).stream()
                        .map(NodePlan::name)
                        .toList())
                .toList();
        int height = servers.stream().mapToInt(TrustMap::heightOf).max().orElse(0);
        for (int i = 0; i < row.size(); i++) {
            NodePlan node = row.get(i);
            String place =
                    node.role().equals("authz") ? "authorization server" : node.online() ? "online" : "on-premises";
            boxes.put(node.poolName(), new Box(node, servers.get(i), place, places.get(i), top + height / 2));
        }
        return height;
    }
}
