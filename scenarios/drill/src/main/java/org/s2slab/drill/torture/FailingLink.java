package org.s2slab.drill.torture;

import java.time.Duration;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.network.LinkFault;

/** Makes a link between two nodes fail, and repairs it. */
record FailingLink(Deployment topology) implements Disturbance {
    /** Maximum number of response bytes before a reset. The largest responses are slightly larger. */
    private static final int BYTES = 20_000;

    @Override
    public String begin(PlannedDisturbance planned) {
        LinkFault fault = fault(planned.kind(), planned.draw());
        topology.links().treat(planned.node(), planned.other(), fault);
        return "the link " + link(planned) + " " + fault.words();
    }

    private static LinkFault fault(DisturbanceKind kind, int draw) {
        return switch (kind) {
            case CUT_LINK -> LinkFault.RESET;
            case SILENT_LINK -> LinkFault.DROP;
            case LINK_RESET_MIDWAY -> LinkFault.resetAfter(1 + draw % BYTES, 1 + draw % 5);
            case SLOW_LINK ->
                LinkFault.slow(Duration.ofMillis(20 + draw % 200), Duration.ofMillis(100), 50_000, 20, draw);
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
