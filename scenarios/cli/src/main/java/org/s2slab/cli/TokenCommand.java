package org.s2slab.cli;

import io.vertx.core.Future;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.cli.TargetOptions.Target;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.run.ForeignTokenPresenter;
import org.s2slab.engine.run.NodeHoldings;
import org.s2slab.engine.run.TokenMaker;
import org.s2slab.engine.run.TokenPresentation;
import org.s2slab.engine.run.TokenSpecification;
import org.s2slab.engine.run.TokenTrial;
import org.s2slab.pki.PemFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command {@code lab token}: creates valid and forged tokens, and presents them to a resource. */
@Command(
        name = "token",
        description =
                "Print a token with which a server of a deployment calls a resource. The token is valid, or spoiled in one way."
                        + " With --all, present the valid token and every spoiled one to a resource, and report which it accepts.",
        mixinStandardHelpOptions = true,
        exitCodeList = {
            "0:the token is printed; with --all: the valid token was accepted and every spoiled token refused",
            "1:with --all: a spoiled token was accepted",
            "3:with --all: no spoiled token was accepted, but not every one was refused, or the valid one was not accepted"
        },
        footer = {
            "",
            "lab token --from lync --to exchange --user anna@contoso.com --spoil G3",
            "lab token --spoil list",
            "lab token --all --to exchange --user anna@contoso.com",
            "lab token --access-token --to exchange --user anna@contoso.com",
            "lab token --all --to http://localhost:8080/ --audience 6b0a3a5e-8f5c-4c53-9a9b-3b3a1f0d2c11"
        })
@SuppressWarnings("NullAway.Init")
final class TokenCommand implements Callable<Integer> {
    @Mixin
    private TokenOptions requested;

    @Option(
            names = "--spoil",
            paramLabel = "NAME|list",
            description = "Spoil the token in this way, named after the rule that must refuse it. list shows all ways.")
    private @Nullable String spoil;

    @Option(
            names = "--all",
            description = "Present the valid token and every spoiled one to the resource. Print no token.")
    private boolean all;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "Write the signer's certificate (PEM) to this file, so that a custom resource can trust it.")
    private @Nullable Path export;

    @Mixin
    private FormatOption format;

    @Mixin
    private TrialOptions trial;

    @Mixin
    private TargetOptions target;

    @ParentCommand
    private LabCommand lab;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if ("list".equals(spoil)) {
            TokenText.catalogue().forEach(out::println);
            return 0;
        }
        try {
            requireSensible();
            return target.with(spec, topology -> {}, this::work);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), TokenOptions.problem(e), e);
        }
    }

    private void requireSensible() {
        requested.request().resource();
        URI address = requested.request().address();
        if (address != null) {
            trial.request(address);
        }
        if (requested.isAccessToken() && (all || spoil != null)) {
            throw new IllegalArgumentException(
                    "--access-token: cannot be combined with --all or --spoil, which spoil tokens of servers");
        }
        if (all && spoil != null) {
            throw new IllegalArgumentException(
                    "--spoil: cannot be combined with --all, which presents every spoiled token");
        }
        if (!all && !format.isText()) {
            throw new IllegalArgumentException(
                    "--json: needs --all; without --all the output is the token alone, a text");
        }
        if (spoil != null) {
            SpoilingCatalog.requireKnown(spoil);
        }
        target.requireOne(spec);
    }

    private int work(Target deployment) {
        List<ManagedNode> nodes = deployment.nodes().get();
        TokenSpecification request = requested.request();
        String caller = request.caller(nodes);
        NodeHoldings holdings = new NodeHoldings(nodes, caller, LabCommand.CLOCK);
        if (requested.isAccessToken()) {
            lab.printWhole(request.accessToken(holdings, nodes));
            return 0;
        }
        TokenMaker maker = request.maker(holdings, caller);
        if (export != null) {
            PemFiles.writeCertificate(export, holdings.keyOf(maker.issuer()).certificate());
        }
        PrintWriter err = spec.commandLine().getErr();
        TokenText.origin(maker, holdings, spoil, export).forEach(err::println);
        if (!all) {
            lab.printWhole(maker.token(spoil));
            return 0;
        }
        URI address = request.address();
        if (address == null) {
            return trial(
                    maker,
                    token -> present(
                            deployment.client(),
                            holdings.node(request.resource()).address(),
                            token));
        }
        try (ForeignTokenPresenter resource =
                new ForeignTokenPresenter(deployment.vertx(), trial.request(address), trial.roots())) {
            return trial(maker, resource::present);
        }
    }

    private static Future<Integer> present(LabHttpClient client, NodeAddress node, String token) {
        TokenPresentation showing =
                TokenPresentation.atResource(node.role(), token).orElseThrow();
        return client.send(new LabHttpClient.Ask(
                        showing.method(),
                        node.host(),
                        node.port(),
                        showing.path(),
                        showing.headers(),
                        showing.body(),
                        node.connect()))
                .map(LabHttpClient.Answer::status);
    }

    private int trial(TokenMaker maker, Function<String, Future<Integer>> resource) {
        TokenTrial.Result result = new TokenTrial(maker, resource, LabCommand.CLOCK).run();
        format.print(spec.commandLine().getOut(), () -> TokenText.lines(result), () -> TokenText.json(maker, result));
        return TokenText.exitCode(result);
    }
}
