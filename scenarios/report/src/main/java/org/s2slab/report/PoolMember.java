package org.s2slab.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server of a pool inside the box of the pool on a {@link TrustMap}.
 *
 * @param x the left side, in drawing units
 * @param y the upper side
 */
public record PoolMember(String name, int x, int y, int width) {
    /** The height of a server. */
    public static final int HEIGHT = 16;

    private static final int GAP = 5;

    /** The number of servers in a row. */
    private static final int IN_ROW = 2;

    /** Width of a letter of a name. A longer name is compressed. */
    private static final double LETTER = 5.2;

    /** The servers of a box. */
    static List<PoolMember> of(TrustMap.Box box) {
        int width = (box.width() - GAP) / IN_ROW - GAP;
        int top = box.top() + box.height() - heightOf(box.servers().size());
        List<PoolMember> members = new ArrayList<>();
        for (int i = 0; i < box.servers().size(); i++) {
            int left = box.left() + GAP + i % IN_ROW * (width + GAP);
            members.add(new PoolMember(box.servers().get(i), left, top + i / IN_ROW * (HEIGHT + GAP), width));
        }
        return members;
    }

    /** The height that a number of servers adds to the box of their pool. */
    static int heightOf(int servers) {
        return (servers + IN_ROW - 1) / IN_ROW * (HEIGHT + GAP);
    }

    /** The x coordinate of the middle of the name. */
    public int middle() {
        return x + width / 2;
    }

    /** The width to which the name must be compressed; null if it fits. */
    public @Nullable String squeeze() {
        int room = width - 4;
        return name.length() * LETTER > room ? Integer.toString(room) : null;
    }
}
