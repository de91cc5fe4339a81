package org.s2slab.rehearsal.torture;

import java.time.Duration;
import org.s2slab.engine.network.Fault;
import org.s2slab.engine.deployment.Topology;

/** Makes a link between two nodes fail, and heals it. */
record FailingLink(Topology topology) implements Disturbance {
    /** Bytes of an answer that a connection may bring; the largest answers have some more. */
    private static final int BYTES = 20_000;

    @Override
    public String begin(PlannedDisturbance planned) {
        Fault fault = fault(planned.kind(), planned.draw());
        topology.links().treat(planned.node(), planned.other(), fault);
        return "the link " + link(planned) + " " + fault.words();
    }

    private static Fault fault(DisturbanceKind kind, int draw) {
        return switch (kind) {
            case CUT_LINK -> Fault.RESET;
            case SILENT_LINK -> Fault.DROP;
            case LINK_RESET_MIDWAY -> Fault.resetAfter(1 + draw % BYTES, 1 + draw % 5);
            case SLOW_LINK -> Fault.slow(Duration.ofMillis(20 + draw % 200), Duration.ofMillis(100), 50_000, 20, draw);
            default -> throw new IllegalArgumentException(kind + " is nothing that a link does");
        };
    }

    @Override
    public String end(PlannedDisturbance planned) {
        topology.links().heal(planned.node(), planned.other());
        return "the link " + link(planned) + " works";
    }

    private static String link(PlannedDisturbance planned) {
        return "from " + planned.node() + " to " + planned.other();
    }
}
