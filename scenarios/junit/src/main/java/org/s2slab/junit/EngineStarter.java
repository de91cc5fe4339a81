package org.s2slab.junit;

import java.io.IOException;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Starts deployments with the engine. One {@link EngineClassLoader} loads the engine for all deployments of a JVM. If
 * the tests' class path contains the engine, as in the lab's own build, that engine is used instead.
 */
final class EngineStarter {
    private static final String STARTER = EngineStarter.class.getPackageName() + ".embedded.EmbeddedStarter";
    private static final String ENGINE = "org/s2slab/engine/deployment/Deployment.class";

    private static @Nullable Function<List<String>, RunningLab> starter;

    private EngineStarter() {}

    /** Starts a deployment with the values of {@link S2SLab}. */
    static RunningLab start(String topology, String scenario, String policies, String at, List<String> dates) {
        List<String> values = new ArrayList<>(List.of(topology, scenario, policies, at));
        values.addAll(dates);
        return starter().apply(values);
    }

    @SuppressWarnings("unchecked")
    private static synchronized Function<List<String>, RunningLab> starter() {
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
                starter =
                        (Function<List<String>, RunningLab>) (isolated ? EngineCall.wrap(Function.class, made) : made);
            } catch (IOException | ReflectiveOperationException e) {
                throw new IllegalStateException("The lab's libraries cannot be loaded: " + e.getMessage(), e);
            }
        }
        return starter;
    }
}
