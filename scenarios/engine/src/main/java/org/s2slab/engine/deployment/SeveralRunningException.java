package org.s2slab.engine.deployment;

import java.util.List;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.DeploymentRegistry.DeploymentPlace;

/** A command needs one running deployment, but several deployments match. The message lists them. */
public final class SeveralRunningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SeveralRunningException(List<DeploymentPlace> running) {
        super(
                "several deployments are running; choose one with --deployment NAME, or FOLDER where names are alike:\n"
                        + running.stream()
                                .map(place -> "  " + place.topology() + "  " + place.folder())
                                .collect(Collectors.joining("\n")),
                null,
                false,
                false);
    }
}
