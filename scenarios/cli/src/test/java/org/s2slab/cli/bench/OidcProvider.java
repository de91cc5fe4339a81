package org.s2slab.cli.bench;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A peer where Node is present: oidc-provider giving signed tokens to a client with a secret, over plain HTTP. */
record OidcProvider(@Nullable PinnedProcess process, TokenLoad.@Nullable Endpoint endpoint) implements AutoCloseable {
    static final String SECRET = "a-secret-of-no-use-elsewhere-than-here";
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "server.js");

    /** Installs and starts it; without Node, or where it cannot be had, there is none, and a line says so. */
    static OidcProvider start(boolean pinned, Path folder) throws Exception {
        Path sources = Path.of(System.getProperty("s2slab.root"), "scenarios/cli/src/test/node/oidc-provider");
        Path home = Files.createDirectories(folder.resolve("oidc-provider"));
        for (String file : FILES) {
            Files.copy(sources.resolve(file), home.resolve(file));
        }
        try {
            int installed = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("npm.log").toFile())
                    .start()
                    .waitFor();
            if (installed != 0) {
                System.out.println("oidc-provider is left out: npm ci ended with " + installed);
                return new OidcProvider(null, null);
            }
            PinnedProcess process = PinnedProcess.start(
                    pinned, List.of("node", home.resolve("server.js").toString()), "READY (\\d+)");
            Buffer form = Buffer.buffer("grant_type=client_credentials&client_id=bench&client_secret=" + SECRET);
            return new OidcProvider(
                    process,
                    new TokenLoad.Endpoint(
                            "oidc-provider, HTTP", "localhost", process.port(1), false, "/token", () -> form));
        } catch (IOException e) {
            System.out.println("oidc-provider is left out: " + e.getMessage());
            return new OidcProvider(null, null);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
