package org.s2slab.engine.deployment;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.s2slab.engine.deployment.DeploymentRegistry.DeploymentPlace;

/** Finds the data folder of the running deployment that a user names. Blocks the calling thread. */
final class RunningFolderResolver {
    /** The environment variable that names a deployment for commands that name none. */
    private static final String VARIABLE = "S2SLAB_DEPLOYMENT";

    private RunningFolderResolver() {}

    /** The data folder of the deployment. The word and the exceptions are those of {@link RunningDeployment#choose}. */
    static Path folder(String word) {
        return named(word.isEmpty() ? System.getenv().getOrDefault(VARIABLE, "") : word);
    }

    private static Path named(String word) {
        if (word.startsWith("https://")) {
            return managedAt(word);
        }
        List<DeploymentPlace> all = DeploymentRegistry.ofUser().places();
        List<DeploymentPlace> meant = all.stream()
                .filter(place -> word.isEmpty() || place.topology().equals(word))
                .toList();
        if (meant.size() > 1) {
            throw new SeveralRunningException(meant);
        }
        if (meant.size() == 1) {
            return meant.get(0).folder();
        }
        Path folder = path(word);
        if (word.isEmpty() || !Files.isDirectory(folder)) {
            throw new NotRunningException(word.isEmpty() ? "no deployment is running" : unknown(word, all));
        }
        return folder;
    }

    private static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new NotRunningException("no deployment is called '" + word + "'");
        }
    }

    private static String unknown(String word, List<DeploymentPlace> all) {
        String running = all.stream().map(DeploymentPlace::topology).distinct().collect(Collectors.joining(", "));
        return "no running deployment is called '" + word + "', and there is no such folder; running: "
                + (running.isEmpty() ? "none" : running);
    }

    /** The data folder of this user's deployment that contains a node with this management address. */
    private static Path managedAt(String word) {
        URI address = address(word);
        for (DeploymentPlace place : DeploymentRegistry.ofUser().places()) {
            if (DeploymentDescriptor.read(place.folder()).nodes().stream()
                    .anyMatch(node -> node.up() && node.managementPort() == address.getPort())) {
                return place.folder();
            }
        }
        throw new NotRunningException("no deployment of yours has a node with the management address " + address
                + ". The lab needs the administrator's password, which is in the data folder of the deployment."
                + " ./lab up prints the folder after 'data'. If you may read it, name the folder: ./lab doctor FOLDER");
    }

    private static URI address(String word) {
        try {
            return new URI(word);
        } catch (URISyntaxException e) {
            throw new NotRunningException("'" + word + "' is not an address: " + e.getReason());
        }
    }
}
