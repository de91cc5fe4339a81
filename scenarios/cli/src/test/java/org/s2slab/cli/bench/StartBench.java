package org.s2slab.cli.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.testing.TestKeys;

/**
 * {@code ./lab bench start}: how long a deployment takes, cold and in a warm JVM, and what it holds in memory, each
 * beside bare Vert.x servers in the same run.
 */
final class StartBench {
    private static final int RUNS = 9;
    private static final int WARM_UP = 100;
    private static final int FRESH = 60;

    /** The launcher's own settings, for both. */
    private static final List<String> FLAGS = Stream.concat(
                    Stream.of(
                            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms32m", "-Xshare:auto", "-Xlog:cds=off"),
                    Stream.of(
                                    "s2slab.root",
                                    "java.library.path",
                                    "com.amazon.corretto.crypto.provider.useExternalLib",
                                    "org.sqlite.lib.path",
                                    "org.sqlite.lib.name")
                            .filter(name -> System.getProperty(name) != null)
                            .map(name -> "-D" + name + "=" + System.getProperty(name)))
            .toList();

    private final Path folder;
    private final String classPath;

    private StartBench(Path folder) throws IOException {
        this.folder = folder;
        this.classPath = PackedClassPath.in(folder);
    }

    static void run() throws Exception {
        Path folder = Files.createTempDirectory("s2slab-bench");
        try {
            StartBench bench = new StartBench(folder);
            bench.cold();
            bench.warm();
        } finally {
            delete(folder);
        }
    }

    private void cold() throws Exception {
        Path home = folder.resolve("deployment");
        Vertx vertx = Vertx.vertx();
        try (BenchDeployment deployment = BenchDeployment.start(BenchDeployment.launch(vertx), home)) {
            deployment.configure();
            deployment.checkedCall();
        }
        vertx.close().await();
        List<String> bareArgs = List.of(
                home.resolve("lync/tls-key.pem").toString(),
                home.resolve("lync/tls.pem").toString(),
                rootOf(home).toString());
        List<String> bareFlags = archived("bare", BareServer.class, bareArgs);
        List<String> labFlags = archived("lab", DeploymentProbe.class, List.of(home.toString()));
        Measured bare = new Measured("bare Vert.x HTTPS server, start to first answer");
        Measured lab = new Measured("deployment, start to first checked call");
        Measured resident = new Measured("deployment, resident after it");
        for (int i = 0; i < RUNS; i++) {
            bare.add(TimedProcess.run(classPath, bareFlags, BareServer.class, bareArgs)
                    .millis());
            TimedProcess started =
                    TimedProcess.run(classPath, labFlags, DeploymentProbe.class, List.of(home.toString()));
            lab.add(started.millis());
            resident.add(started.residentMebibytes());
        }
        System.out.println("A JVM of its own, keys present, class-data sharing for both, " + RUNS + " runs in turn");
        System.out.println(bare.line("ms"));
        System.out.println(lab.line("ms"));
        double ratio = lab.median() / bare.median();
        System.out.println(Measured.ratio("deployment / bare server", ratio, "<= 1.50", ratio <= 1.5));
        System.out.println(resident.line("MiB"));
        System.out.println(Measured.ratio("of 180 MiB", resident.median() / 180, "<= 1.00", resident.median() <= 180));
    }

    private static Path rootOf(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("root"))) {
            return files.filter(file -> !file.getFileName().toString().contains("key"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The flags that use an archive of the classes this program loads, made as the launcher makes its own. */
    private List<String> archived(String name, Class<?> program, List<String> args) throws Exception {
        Path list = folder.resolve(name + ".classlist");
        List<String> listing = new ArrayList<>(FLAGS);
        listing.add("-XX:DumpLoadedClassList=" + list);
        TimedProcess.run(classPath, listing, program, args);
        // JDK 17 crashes on the lambdas of signed jars while it dumps.
        Files.write(
                list,
                Files.readAllLines(list).stream()
                        .filter(line -> !line.matches("@lambda-proxy (org/bouncycastle|com/amazon).*"))
                        .toList());
        Path archive = folder.resolve(name + ".jsa");
        List<String> dumping = new ArrayList<>(FLAGS);
        dumping.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + archive));
        TimedProcess.finish(classPath, dumping);
        List<String> using = new ArrayList<>(FLAGS);
        using.add("-XX:SharedArchiveFile=" + archive);
        return using;
    }

    private void warm() throws Exception {
        Vertx vertx = Vertx.vertx();
        LaunchContext launch = BenchDeployment.launch(vertx);
        Measured bare = new Measured("bare: five Vert.x HTTP servers up, a token each, down");
        Measured lab = new Measured("fresh on-premises topology up and down");
        for (int i = -WARM_UP; i < FRESH; i++) {
            double bareMillis = bareServers(vertx);
            double labMillis = freshTopology(launch, folder.resolve("fresh" + i));
            if (i >= 0) {
                bare.add(bareMillis);
                lab.add(labMillis);
            }
        }
        vertx.close().await();
        System.out.println("A warm JVM, keys from the pool, " + FRESH + " times in turn");
        System.out.println(bare.line("ms"));
        System.out.println(lab.line("ms"));
        double ratio = lab.median() / bare.median();
        System.out.println(
                Measured.ratio("topology / bare servers", ratio, "<= 1.67 (40 ms : 24 ms)", ratio <= 40.0 / 24));
        System.out.println(Measured.ratio("of 40 ms", lab.median() / 40, "<= 1.00", lab.median() <= 40));
    }

    /** Five times what a test does that wants a server of its own: start it, get one signed token with a client, stop it. */
    private static double bareServers(Vertx shared) throws Exception {
        long begin = System.nanoTime();
        List<HttpServer> servers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            servers.add(shared.createHttpServer()
                    .requestHandler(request -> request.response().end(token()))
                    .listen(0, "127.0.0.1")
                    .await());
        }
        for (HttpServer server : servers) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                    .build();
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        }
        servers.forEach(server -> server.close().await());
        return (System.nanoTime() - begin) / 1e6;
    }

    /** RS256 by the JDK alone. */
    private static String token() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String content = base64.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.US_ASCII)) + "."
                + base64.encodeToString("{\"sub\":\"anyone\"}".getBytes(StandardCharsets.US_ASCII));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA", "SunRsaSign");
            signature.initSign(TestKeys.lync().privateKey());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a token", e);
        }
    }

    private static double freshTopology(LaunchContext shared, Path home) {
        long begin = System.nanoTime();
        BenchDeployment.start(shared, home).close();
        return (System.nanoTime() - begin) / 1e6;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
