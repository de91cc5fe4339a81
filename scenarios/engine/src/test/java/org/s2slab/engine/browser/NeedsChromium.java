package org.s2slab.engine.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests in a browser, with a message, if Chromium or Node is not installed. In CI ({@code CI=true}) these tests
 * fail instead. If permitted, {@code ./lab test} installs both.
 */
public final class NeedsChromium implements ExecutionCondition {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (chromium().isPresent() && node().isPresent()) {
            return ConditionEvaluationResult.enabled("Chromium and Node are here");
        }
        String missing = "NOT RUN: " + context.getDisplayName() + " needs Chromium and Node on the PATH"
                + " (Debian: apt-get install chromium nodejs); found are "
                + chromium().map(Path::toString).orElse("no Chromium") + " and "
                + node().map(Path::toString).orElse("no Node");
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(missing);
        }
        System.err.println(missing);
        return ConditionEvaluationResult.disabled(missing);
    }

    static Optional<Path> chromium() {
        return BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
    }

    static Optional<Path> node() {
        return onPath("node");
    }

    private static Optional<Path> onPath(String name) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
