package org.s2slab.junit;

import java.io.IOException;
import java.sql.DriverManager;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Starts deployments with the engine. One {@link EngineClassLoader} loads the engine for all deployments of a JVM. If
 * the tests' class path contains the engine, as in the lab's own build, that engine is used instead.
 */
final class EngineStarter {
    private static final String STARTER = EngineStarter.class.getPackageName() + ".embedded.EmbeddedStarter";
    private static final String ENGINE = "org/s2slab/engine/deployment/Deployment.class";

    private static @Nullable BiFunction<String, String, RunningLab> starter;

    private EngineStarter() {}

    static RunningLab start(String topology, String scenario) {
        return starter().apply(topology, scenario);
    }

    @SuppressWarnings("unchecked")
    private static synchronized BiFunction<String, String, RunningLab> starter() {
        if (starter == null) {
            // The first caller of DriverManager decides for the whole JVM which class loader finds drivers. It must be
            // the tests'.
            DriverManager.getDrivers();
            try {
                ClassLoader tests = RunningLab.class.getClassLoader();
                boolean isolated = tests.getResource(ENGINE) == null;
                ClassLoader loader = isolated ? EngineClassLoader.create() : tests;
                Object made =
                        Class.forName(STARTER, true, loader).getConstructor().newInstance();
                starter = (BiFunction<String, String, RunningLab>)
                        (isolated ? EngineCall.wrap(BiFunction.class, made) : made);
            } catch (IOException | ReflectiveOperationException e) {
                throw new IllegalStateException("The lab's libraries cannot be loaded: " + e.getMessage(), e);
            }
        }
        return starter;
    }
}
