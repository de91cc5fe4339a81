package org.s2slab.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.s2slab.diagnosis.explain.Explainer;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.RunningDeployment;

/** The explanation of a pasted text, with the same lines as {@code ./lab explain}. */
final class ExplanationJson {
    private ExplanationJson() {}

    /**
     * The {@code lines} of the explanation, empty if the text contains nothing known. Blocks the calling thread.
     *
     * @param folder the data folder of the running deployment, whose journals and keys are read
     */
    static JsonObject of(LaunchContext launch, Path folder, String text) {
        try (RunningDeployment running = RunningDeployment.of(launch.vertx(), folder)) {
            List<String> lines = new Explainer(() -> Optional.of(running), launch.clock())
                    .explain(text.strip(), new Explainer.Wish(null, null, null, false));
            return new JsonObject().put("lines", new JsonArray(lines));
        } catch (IllegalArgumentException e) {
            throw ConsoleError.REFUSED.because(String.valueOf(e.getMessage()));
        }
    }
}
