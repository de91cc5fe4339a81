package org.s2slab.console;

import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.IpAddressSyntax;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.run.TokenPresentation;
import org.s2slab.pki.OwnerOnlyFiles;

/**
 * The request of the workbench as a {@code curl} command. The token is in a file that only its owner can read. Thus
 * neither the browser nor the history of a shell contains its signature.
 */
final class CurlCommand {
    private static final String FOLDER = "workbench";

    private CurlCommand() {}

    /**
     * Writes the file and returns the command. Blocks the calling thread.
     *
     * @param caller the node that an assertion names as its issuer, or null
     */
    static String of(Deployment deployment, NodePlan target, String token, @Nullable String caller) {
        TokenPresentation request = TokenPresentation.at(target, token, deployment.plan(), caller);
        Path folder = deployment.folder().resolve(FOLDER).toAbsolutePath();
        OwnerOnlyFiles.makeFolder(folder);
        List<String> words = new ArrayList<>(List.of(
                "curl -i",
                "--cacert "
                        + quoted(deployment.keys().rootFile().toAbsolutePath().toString()),
                "--connect-to " + target.host() + ":443:"
                        + IpAddressSyntax.inUrl(deployment.plan().exposure().connect()) + ":"
                        + deployment.node(target.name()).port()));
        if (!request.method().name().equals("GET")) {
            words.add("-X " + request.method().name());
        }
        for (Map.Entry<String, String> header : request.headers()) {
            String line = header.getKey() + ": " + header.getValue();
            boolean secret = header.getKey().equalsIgnoreCase(HttpHeaders.AUTHORIZATION.toString());
            words.add("-H " + (secret ? file(folder.resolve("authorization"), line) : quoted(line)));
        }
        if (request.body() != null) {
            String body = request.body().toString();
            words.add("--data-binary " + (body.contains(token) ? file(folder.resolve("form"), body) : quoted(body)));
        }
        words.add(quoted("https://" + target.host() + request.path()));
        return String.join(" \\\n  ", words);
    }

    private static String file(Path file, String content) {
        OwnerOnlyFiles.writeUnsynced(file, content.getBytes(StandardCharsets.UTF_8));
        return quoted("@" + file);
    }

    /** The text as a word of a POSIX shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
