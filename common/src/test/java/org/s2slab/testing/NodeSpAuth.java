package org.s2slab.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs node-sp-auth, an independent S2S client for SharePoint, in Node. The first use installs the client with npm from
 * its lock file. Tests with the tag {@code node} therefore need Node, npm and a package registry.
 */
public final class NodeSpAuth {
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", ".npmrc", "hosts.js", "token.js");

    private final Path home;

    /** @param folder the folder for the installation */
    public NodeSpAuth(Path folder) {
        home = folder.resolve("node-sp-auth");
        Path sources = Path.of(System.getProperty("s2slab.root"), "common/src/test/node/node-sp-auth");
        try {
            Files.createDirectories(home);
            for (String file : FILES) {
                Files.copy(sources.resolve(file), home.resolve(file));
            }
            run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        } catch (IOException e) {
            throw new AssertionError("node-sp-auth could not be installed", e);
        }
    }

    /**
     * The value of the Authorization field that the client creates for a site.
     *
     * @param ports the local port of each host in the deployment
     */
    public String authorization(String site, JsonObject options, Map<String, Integer> ports) throws IOException {
        String[] lines = run(
                        Map.of(
                                "S2SLAB_SITE", site,
                                "S2SLAB_OPTIONS", options.encode(),
                                "S2SLAB_PORTS", new JsonObject(Map.copyOf(ports)).encode()),
                        "node",
                        "--require",
                        "./hosts.js",
                        "token.js")
                .split("\n", -1);
        for (String line : lines) {
            if (line.startsWith("Bearer ")) {
                return line;
            }
        }
        throw new AssertionError("node-sp-auth said " + String.join("\n", lines));
    }

    private String run(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return said;
    }
}
