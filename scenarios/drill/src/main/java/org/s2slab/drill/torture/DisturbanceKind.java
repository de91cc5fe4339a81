package org.s2slab.drill.torture;

import java.time.Duration;

/** The kinds of fault in a torture run, each with its duration. */
public enum DisturbanceKind {
    /** The process of a node ends in the middle of its work (kill -9). */
    KILL(Group.RESTARTS, 200, 1_500),
    /** Every write of a node to a file fails, or every write beyond a maximum file size. */
    FULL_DISK(Group.FILES, 1_000, 3_000),
    /** A node's database file is overwritten in part while the node is down. A copy replaces it later. */
    DAMAGED_DATABASE(Group.RESTARTS, 200, 500),
    /** A node is killed, and garbage is written after the end of its database's log. */
    TORN_LOG(Group.RESTARTS, 100, 500),
    /** A node is killed, and garbage is written into the index of its database's log. */
    DAMAGED_LOG_INDEX(Group.RESTARTS, 100, 500),
    /** The database server of the pools ends as after a failure of its machine, and reads its log at the next start. */
    DATABASE_CRASH(Group.RESTARTS, 100, 1_500),
    /** A running node's hosts file is overwritten with garbage. */
    DAMAGED_HOSTS_FILE(Group.FILES, 500, 2_000),
    /** A server of a pool does nothing (SIGSTOP), and its connections stay open. It continues later (SIGCONT). */
    PAUSE(Group.FILES, 2_000, 8_000),
    /** The database server of the pools is stopped, and started at once. */
    DATABASE_RESTART(Group.FILES, 0, 200),
    /** The database server of the pools is stopped, or ends as after a failure, and is unavailable for some seconds. */
    DATABASE_OUTAGE(Group.FILES, 3_000, 8_000),
    /** A link resets every connection. */
    CUT_LINK(Group.LINKS_AND_CLOCKS, 500, 3_000),
    /** A link resets connections after some bytes of the response. */
    SILENT_LINK(Group.LINKS_AND_CLOCKS, 500, 3_000),
    /** A link resets connections after some bytes of the answer. */
    LINK_RESET_MIDWAY(Group.LINKS_AND_CLOCKS, 500, 3_000),
    /** A link is slow and loses connections. */
    SLOW_LINK(Group.LINKS_AND_CLOCKS, 1_000, 4_000),
    /** The clock of a node or pool is moved forward by more than the longest token lifetime. */
    CLOCK_FORWARD(Group.LINKS_AND_CLOCKS, 1_000, 4_000),
    /** The clock of a node or pool is moved back by more than the longest token lifetime. */
    CLOCK_BACK(Group.LINKS_AND_CLOCKS, 1_000, 4_000),
    /** The clocks of the servers of a pool differ by minutes, which every token allows. */
    CLOCKS_OF_POOL_APART(Group.LINKS_AND_CLOCKS, 2_000, 6_000),
    /** The clocks of all nodes are moved forward by more than the longest token lifetime. Work then continues. */
    ALL_CLOCKS_FORWARD(Group.LINKS_AND_CLOCKS, 2_000, 4_000),
    /** The clocks of all nodes are moved back by more than the longest token lifetime. */
    ALL_CLOCKS_BACK(Group.LINKS_AND_CLOCKS, 2_000, 4_000);

    /** A group of related disturbances; disturbances of one group run one after the other. */
    enum Group {
        /** The process of a node or of the database server ends and is started again. */
        RESTARTS,
        /** The process of a node is not started again, but cannot use its files or its database, or has no time. */
        FILES,
        /** The node continues to run, but cannot reach other nodes, or has another time. */
        LINKS_AND_CLOCKS
    }

    private final Group group;
    private final Duration shortest;
    private final Duration longest;

    DisturbanceKind(Group group, int shortestMillis, int longestMillis) {
        this.group = group;
        this.shortest = Duration.ofMillis(shortestMillis);
        this.longest = Duration.ofMillis(longestMillis);
    }

    Group group() {
        return group;
    }

    Duration shortest() {
        return shortest;
    }

    Duration longest() {
        return longest;
    }
}
