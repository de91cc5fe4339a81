package org.s2slab.cli;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.diagnosis.explain.Explainer;
import org.s2slab.engine.deployment.NotRunningException;
import org.s2slab.engine.deployment.RunningDeployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab explain}: explains why a request or token was refused. */
@Command(
        name = "explain",
        description = {
            "Explain why a request or a token was refused. WHAT is one of these:",
            "the id of a trace (every refusal has one: request-id, SPRequestGuid, Trace ID or traceId),",
            "a token, an error text or event id of a real product, or the id of a rule."
        },
        mixinStandardHelpOptions = true,
        exitCodeList = {"0:WHAT is explained", "1:WHAT is not known"})
@SuppressWarnings("NullAway.Init")
final class ExplainCommand implements Callable<Integer> {
    private static final int NOT_KNOWN = 1;

    /** Maximum length of the text in characters. Tokens and responses have at most about 8,000 characters. */
    private static final int LONGEST = 100_000;

    @Parameters(paramLabel = "WHAT", arity = "1..*", description = "The id or text, or - for standard input.")
    private List<String> what;

    @Option(names = "--node", paramLabel = "NAME", description = "Check a token against every rule of this node.")
    private @Nullable String node;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Host name of the node that the token is for (default: the node's first host name).")
    private @Nullable String host;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Read the trace from a JSON report of ./lab run or a response of a journal (default: from running nodes).")
    private @Nullable Path from;

    @Option(
            names = "--wire",
            description = "Also show the requests and responses of a trace of running nodes, without credentials.")
    private boolean wire;

    @Mixin
    private DeploymentOption which;

    @Spec
    private CommandSpec spec;

    private @Nullable RunningDeployment deployment;

    @Override
    public Integer call() {
        Vertx vertx = Vertx.vertx();
        try {
            String text = String.join(" ", what);
            List<String> lines = new Explainer(() -> running(vertx), LabCommand.CLOCK)
                    .explain(text.equals("-") ? standardInput() : text, new Explainer.Wish(from, node, host, wire));
            if (lines.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("'" + text + "' is not a known trace id, token, rule or error text."
                                + " docs/generated/symptoms.md lists the error texts.");
                return NOT_KNOWN;
            }
            lines.forEach(spec.commandLine().getOut()::println);
            return 0;
        } catch (IllegalArgumentException | IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return NOT_KNOWN;
        } finally {
            close();
            vertx.close().await();
        }
    }

    private Optional<RunningDeployment> running(Vertx vertx) {
        RunningDeployment known = deployment;
        if (known == null) {
            try {
                known = which.find(vertx, spec);
                deployment = known;
            } catch (NotRunningException e) {
                if (which.isGiven()) {
                    throw new IllegalArgumentException(e.getMessage(), e);
                }
                return Optional.empty();
            }
        }
        return Optional.of(known);
    }

    private void close() {
        RunningDeployment known = deployment;
        if (known != null) {
            known.close();
        }
    }

    private static String standardInput() {
        try (InputStream in = System.in) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("standard input", e);
        }
    }
}
