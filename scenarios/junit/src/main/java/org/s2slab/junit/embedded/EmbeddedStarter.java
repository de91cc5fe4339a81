package org.s2slab.junit.embedded;

import java.util.function.BiFunction;
import org.s2slab.junit.RunningLab;

/** Starts deployments for tests. The tests' side creates an object of this class by its name. */
public final class EmbeddedStarter implements BiFunction<String, String, RunningLab> {
    /** Registers the engine's database driver, because java.sql finds only drivers on the tests' class path. */
    public EmbeddedStarter() throws ClassNotFoundException {
        Class.forName("org.sqlite.JDBC");
    }

    @Override
    public RunningLab apply(String topology, String scenario) {
        return EmbeddedLab.start(topology, scenario);
    }
}
