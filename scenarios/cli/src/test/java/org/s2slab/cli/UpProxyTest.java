package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./lab up --proxy} and a client that has nothing but the JDK. */
class UpProxyTest {
    private static final String PROXY = "HTTP proxy ";

    @TempDir
    Path folder;

    private Process up(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("up", "lync-alone"));
        arguments.addAll(List.of(options));
        return LabProcess.of(folder, arguments).start();
    }

    @Test
    void saysThatThePortIsInUseAndLeavesNothingBehind() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process up = up("--proxy", String.valueOf(taken.getLocalPort()));
            String told = new String(up.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(up.waitFor()).as(told).isEqualTo(2);
            assertThat(told)
                    .contains("--proxy: port " + taken.getLocalPort() + " cannot be used")
                    .doesNotContain("\tat ");
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left.filter(file -> file.getFileName().toString().startsWith("s2slab-lync")))
                        .isEmpty();
            }
        }
    }

    @Test
    void leadsAClientOfTheJdkToTheNodesByTheirNamesAndToNoOtherHost() throws Exception {
        Process up = up("--proxy");
        try {
            List<String> told = told(up.inputReader());
            int port = Integer.parseInt(valueOf(told, PROXY).replace("127.0.0.1:", ""));
            HttpClient client = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                    .sslContext(trusting(Path.of(valueOf(told, "root certificate "))))
                    .build();

            assertThat(status(client, "https://lync.contoso.com/users/me/contacts"))
                    .isEqualTo(401);
            assertThat(status(client, "https://Lync.Contoso.com/users/me/contacts"))
                    .as("the names of hosts have no case")
                    .isEqualTo(401);
            assertThatThrownBy(() -> status(client, "https://www.example.com/"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("403");
            up.destroy();
            up.waitFor();
        } finally {
            up.destroyForcibly();
        }
    }

    /** All lines up to the one with the proxy. */
    private static List<String> told(BufferedReader output) throws IOException {
        List<String> told = new ArrayList<>();
        String line = output.readLine();
        while (line != null) {
            told.add(line);
            line = line.startsWith(PROXY) ? null : output.readLine();
        }
        return told;
    }

    private static String valueOf(List<String> told, String name) {
        return told.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + name + "' in " + told))
                .substring(name.length())
                .strip();
    }

    private static SSLContext trusting(Path root) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var certificate = Files.newInputStream(root)) {
            trusted.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static int status(HttpClient client, String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
