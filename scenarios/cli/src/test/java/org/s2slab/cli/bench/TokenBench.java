package org.s2slab.cli.bench;

import io.vertx.core.buffer.Buffer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.AuthzNode;
import org.s2slab.pki.TlsOptions;
import org.s2slab.testing.TestDeployment;

/**
 * {@code ./lab bench token}: tokens a second and latency at the authorization server's endpoint (assertion checked, registry
 * consulted, record written), beside a bare loop of signatures and verifications and a bare Vert.x endpoint that only signs,
 * each in a process on the same one core, turn by turn.
 */
final class TokenBench {
    private static final int CONNECTIONS = 16;
    /** As long as the compiler needs a good part of the servers' one core: more than a minute of load for each. */
    private static final int WARM_UP = 40;

    private static final int WINDOWS = 7;
    private static final int LATENCY_WINDOWS = 5;
    /** One at a time, and at a rate, other ways through the code are taken than under full load. */
    private static final int LATENCY_WARM_UP = 5;

    private static final double SECONDS = 2;
    private static final int LOOP_MILLIS = 700;

    /** Forms prepared for one window: more than a core can sign in that time. */
    private static final int FORMS = 7_000;

    private static final String READY = "READY (\\d+) (\\d+) (.*)";
    private static final String STARTED = ".* is up: https://\\S+ on port (\\d+), management .*";

    private final Path folder;
    private final String classPath;
    private final boolean nativeProvider;
    private final TestDeployment deployment;
    private final TokenForms forms;
    private final boolean pinned;
    private TokenLoad load;

    private TokenBench(Path folder, boolean nativeProvider) throws Exception {
        this.folder = folder;
        this.nativeProvider = nativeProvider;
        this.classPath = nativeProvider ? System.getProperty("java.class.path") : withoutNativeProvider();
        this.deployment = new TestDeployment(folder);
        this.forms = new TokenForms(folder, deployment);
        this.pinned = PinnedProcess.stayAside();
    }

    /** @param nativeProvider whether the servers may use Amazon's provider; otherwise the JDK's own signs */
    static void run(boolean nativeProvider) throws Exception {
        Path folder = Files.createTempDirectory("s2slab-bench");
        try {
            new TokenBench(folder, nativeProvider).run();
        } finally {
            StartBench.delete(folder);
        }
    }

    private static String withoutNativeProvider() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("AmazonCorrettoCryptoProvider"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void run() throws Exception {
        Path config = forms.writeConfiguration();
        List<String> keys = List.of(
                folder.resolve("bare-key.pem").toString(),
                folder.resolve("bare.pem").toString());
        deployment.authority().issueTls(List.of("localhost"), true, Path.of(keys.get(0)), Path.of(keys.get(1)));
        load = new TokenLoad(TlsOptions.client(deployment.authority().rootFile()), CONNECTIONS);
        try (PinnedProcess bare = PinnedProcess.java(pinned, classPath, BareAuthorizationServer.class, keys, READY);
                PinnedProcess authz =
                        PinnedProcess.java(pinned, classPath, AuthzNode.class, List.of(config.toString()), STARTED);
                OidcProvider peer = OidcProvider.start(pinned, folder)) {
            measure(bare, authz.port(1), peer.endpoint());
        } finally {
            load.close();
        }
    }

    private void measure(PinnedProcess bare, int authzPort, TokenLoad.@Nullable Endpoint peer) {
        Supplier<Buffer> form = forms::secretForm;
        var loop =
                new TokenLoad.Endpoint("loop", "localhost", bare.port(1), false, "/loop?millis=" + LOOP_MILLIS, form);
        var plain = new TokenLoad.Endpoint("bare Vert.x endpoint, HTTP", "localhost", bare.port(1), false, "/", form);
        var tls = new TokenLoad.Endpoint("bare Vert.x endpoint, HTTPS", "localhost", bare.port(2), true, "/", form);
        var authz = new TokenLoad.Endpoint(
                "authorization server, HTTPS", TokenForms.HOST, authzPort, true, TokenForms.PATH, forms);
        System.out.println("Tokens (RS256, 2,048 bits, " + bare.said(3) + "), "
                + (pinned ? "one core for the servers and one for the load, " : "cores shared by servers and load, ")
                + CONNECTIONS + " connections");
        List<TokenLoad.Endpoint> endpoints = new ArrayList<>(List.of(plain, tls, authz));
        if (peer != null) {
            endpoints.add(peer);
        }
        double[] rates = rates(loop, endpoints);
        verdicts(rates);
        latencies(tls, authz, rates);
    }

    /** Tokens a second: of the loop first, then of the endpoints in their order. */
    private double[] rates(TokenLoad.Endpoint loop, List<TokenLoad.Endpoint> endpoints) {
        List<Measured> measured = new ArrayList<>();
        measured.add(new Measured("bare loop, a signature and a verification each"));
        endpoints.forEach(endpoint -> measured.add(new Measured(endpoint.name())));
        for (int window = -WARM_UP; window < WINDOWS; window++) {
            List<Double> now = new ArrayList<>();
            now.add(Double.valueOf(load.ask(loop, forms.secretForm()).await().toString()));
            for (TokenLoad.Endpoint endpoint : endpoints) {
                forms.prepare(endpoint.forms() == forms ? FORMS : 0);
                now.add(load.asFastAsAnswered(endpoint, CONNECTIONS, SECONDS).rate());
            }
            for (int i = 0; window >= 0 && i < now.size(); i++) {
                measured.get(i).add(now.get(i));
            }
        }
        measured.forEach(one -> System.out.println(one.line("/s")));
        return measured.stream().mapToDouble(Measured::median).toArray();
    }

    private void verdicts(double[] rates) {
        double target = nativeProvider ? 0.77 : 0.85;
        print("authorization server / bare endpoint, both HTTPS", rates[3] / rates[2], ">= " + target, target);
        print("authorization server / bare loop", rates[3] / rates[0], "none", 0);
        print("bare endpoint, HTTPS / HTTP", rates[2] / rates[1], ">= 0.80", 0.8);
        if (rates.length > 4) {
            print("authorization server, HTTPS / oidc-provider, HTTP", rates[3] / rates[4], "none", 0);
        }
    }

    private static void print(String what, double ratio, String target, double least) {
        System.out.println(Measured.ratio(what, ratio, target, ratio >= least));
    }

    private void latencies(TokenLoad.Endpoint bare, TokenLoad.Endpoint authz, double[] rates) {
        Measured bareMedian = new Measured("bare endpoint, one connection, p50");
        Measured authzMedian = new Measured("authorization server, one connection, p50");
        Measured half = new Measured("authorization server, at 70 % of its rate, p50");
        Measured tail = new Measured("authorization server, at 70 % of its rate, p99");
        Measured bareTail = new Measured("bare endpoint, at 70 % of its rate, p99");
        for (int window = -LATENCY_WARM_UP; window < LATENCY_WINDOWS; window++) {
            forms.prepare(FORMS);
            var bareOne = load.asFastAsAnswered(bare, 1, SECONDS / 2);
            var authzOne = load.asFastAsAnswered(authz, 1, SECONDS / 2);
            var bareLoaded = load.atRate(bare, 0.7 * rates[2], SECONDS);
            var loaded = load.atRate(authz, 0.7 * rates[3], SECONDS);
            if (window >= 0) {
                bareMedian.add(bareOne.percentile(0.5));
                authzMedian.add(authzOne.percentile(0.5));
                bareTail.add(bareLoaded.percentile(0.99));
                half.add(loaded.percentile(0.5));
                tail.add(loaded.percentile(0.99));
            }
        }
        List.of(bareMedian, authzMedian, bareTail, half, tail).forEach(one -> System.out.println(one.line("ms")));
        double slower = authzMedian.median() / bareMedian.median();
        System.out.println(Measured.ratio("p50 at one connection / bare", slower, "<= 1.30", slower <= 1.3));
        double spread = tail.median() / half.median();
        System.out.println(Measured.ratio("p99 / p50 at 70 % load", spread, "< 5.00", spread < 5));
    }
}
