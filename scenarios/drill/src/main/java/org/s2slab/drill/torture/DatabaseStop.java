package org.s2slab.drill.torture;

import org.s2slab.engine.deployment.PostgresProgram;

/** Stops the database server of the pools, and starts it again. Without a checkpoint, the server reads its log then. */
record DatabaseStop(PostgresProgram program) implements Disturbance {
    @Override
    public String begin(PlannedDisturbance planned) {
        boolean immediate = planned.kind() == DisturbanceKind.DATABASE_CRASH
                || (planned.kind() == DisturbanceKind.DATABASE_OUTAGE && planned.draw() % 2 == 0);
        program.halt(immediate);
        return "the database server is stopped (" + (immediate ? "immediate" : "fast") + ")";
    }

    @Override
    public String end(PlannedDisturbance planned) {
        program.resume();
        return "the database server is started again";
    }
}
