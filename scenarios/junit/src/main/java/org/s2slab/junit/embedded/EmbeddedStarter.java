package org.s2slab.junit.embedded;

import java.util.List;
import java.util.function.Function;
import org.s2slab.junit.RunningLab;

/** Starts deployments for tests. The tests' side creates an object of this class by its name. */
public final class EmbeddedStarter implements Function<List<String>, RunningLab> {
    /** Registers the engine's database driver, because java.sql finds only drivers on the tests' class path. */
    public EmbeddedStarter() throws ClassNotFoundException {
        Class.forName("org.sqlite.JDBC");
    }

    @Override
    public RunningLab apply(List<String> values) {
        return EmbeddedLab.start(
                values.get(0), values.get(1), values.get(2), values.get(3), values.subList(4, values.size()));
    }
}
