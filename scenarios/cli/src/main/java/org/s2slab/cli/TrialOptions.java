package org.s2slab.cli;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.FileFailureText;
import org.s2slab.engine.run.ForeignTokenPresenter;
import org.s2slab.engine.text.FileSyntaxException;
import picocli.CommandLine.Option;

/** The options of the request that presents tokens to a resource outside of the lab. */
final class TrialOptions {
    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "With --all: the method of the request to a URL (default: GET).")
    private String method = "GET";

    @Option(
            names = "--header",
            paramLabel = "NAME:VALUE",
            description = "With --all: an additional header of the request to a URL. Can be repeated.")
    private @Nullable List<String> headers;

    @Option(names = "--body", paramLabel = "FILE", description = "With --all: the body of the request to a URL.")
    private @Nullable Path body;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "With --all: the trusted root certificates (PEM) for an https URL (default: those of Java).")
    private @Nullable Path roots;

    /** The root certificates for the resource; null for Java's root certificates. */
    @Nullable
    Path roots() {
        if (roots != null && !Files.isReadable(roots)) {
            throw new FileSyntaxException(
                    "--ca", "'" + roots + "' cannot be read; name a PEM file with root certificates");
        }
        return roots;
    }

    /** The request to the resource, without its token. */
    ForeignTokenPresenter.Request request(URI address) {
        MultiMap further = MultiMap.caseInsensitiveMultiMap();
        for (String header : headers == null ? List.<String>of() : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new FileSyntaxException("--header", "'" + header + "' has no colon; write NAME:VALUE");
            }
            further.add(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        return new ForeignTokenPresenter.Request(
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), address, further, content());
    }

    private @Nullable Buffer content() {
        try {
            return body == null ? null : Buffer.buffer(Files.readAllBytes(body));
        } catch (IOException e) {
            throw new FileSyntaxException("--body", "cannot be read: " + FileFailureText.reason(e));
        }
    }
}
