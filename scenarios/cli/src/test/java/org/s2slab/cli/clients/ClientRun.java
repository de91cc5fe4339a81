package org.s2slab.cli.clients;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.junit.embedded.EmbeddedLab;
import org.s2slab.pki.PemFiles;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestKeys;

/**
 * Runs a client's program against a deployment of its own. The program first prints one JSON object with its
 * {@code version} and its {@code plan}, the names of all its steps. Then it prints an object for each step:
 * {@code step}, {@code passed}, {@code sent} and {@code error}. A planned step that it does not print has failed.
 */
record ClientRun(BoardClient client, ClientInstaller installer, int minutes) {
    private static final String PASSWORD = "changeit";

    /** The application of the tenant that {@code application.yaml} registers. */
    private static final String APPLICATION = "3b1f0c5e-6f0e-4b6d-9d61-0a3c8f2f7b11";

    /** Never fails: if the client cannot be installed or started, that is its result. */
    ClientResult result(ClientResult earlier) {
        try {
            ClientInstaller.Installed installed = installer.install(client);
            try (EmbeddedLab lab = EmbeddedLab.start("", client.scenario())) {
                return run(installed, lab);
            }
        } catch (Exception e) { // also the checked ones that Vert.x throws unannounced, such as a timeout
            return ClientResult.notRun(e instanceof IOException ? "" + e.getMessage() : e.toString(), earlier);
        }
    }

    private ClientResult run(ClientInstaller.Installed installed, EmbeddedLab lab)
            throws IOException, GeneralSecurityException {
        Path output = installed.home().resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(installed.command())
                .directory(installed.home().toFile())
                .redirectOutput(output.toFile())
                .redirectError(installed.home().resolve("errors.txt").toFile());
        builder.environment().putAll(installed.environment());
        builder.environment().putAll(environment(lab, installed.home()));
        Process process = builder.start();
        String end;
        try {
            process.getOutputStream().close();
            end = process.waitFor(minutes, TimeUnit.MINUTES)
                    ? "the program ended with exit code " + process.exitValue()
                    : "the program took longer than " + minutes + " minutes";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end = "interrupted";
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return read(Files.readString(output, StandardCharsets.UTF_8), end);
    }

    /** What the client has to know, under names that do not depend on its language, and what its language reads itself. */
    private Map<String, String> environment(EmbeddedLab lab, Path home) throws IOException, GeneralSecurityException {
        Map<String, String> environment = new HashMap<>();
        JsonObject ports = new JsonObject();
        for (RunningNode node : lab.topology().nodes()) {
            String name = node.plan().name();
            environment.put("LAB_" + name.toUpperCase(Locale.ROOT), "https://localhost:" + node.port());
            node.plan().hosts().forEach(host -> ports.put(host, node.port()));
        }
        String root = lab.rootCertificate().toAbsolutePath().toString();
        Path trusted = home.resolve("trust.p12");
        try (OutputStream file = Files.newOutputStream(trusted)) {
            lab.trustStore().store(file, PASSWORD.toCharArray());
        }
        if (client.scenario().endsWith("application.yaml")) {
            environment.putAll(certificate(lab, home));
        }
        environment.put("LAB_PORTS", ports.encode());
        environment.put("LAB_PROXY", "http://127.0.0.1:" + lab.proxy().getPort());
        environment.put("LAB_ROOT", root);
        environment.put("LAB_PASSWORD", "Passw0rd!");
        environment.put("REQUESTS_CA_BUNDLE", root);
        environment.put("NODE_EXTRA_CA_CERTS", root);
        environment.put(
                "JDK_JAVA_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + trusted + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD
                        + " -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort="
                        + lab.proxy().getPort());
        return environment;
    }

    /** Gives the application a certificate beside its secret. */
    private static Map<String, String> certificate(EmbeddedLab lab, Path home)
            throws IOException, GeneralSecurityException {
        SigningKey key = TestKeys.named("board-of-clients");
        String certificate =
                Base64.getEncoder().encodeToString(key.certificate().getEncoded());
        lab.cmdlets("authz")
                .run(
                        "New-MsolServicePrincipalCredential",
                        Map.of(
                                "TenantId", "contoso.com",
                                "AppPrincipalId", APPLICATION,
                                "Type", "Asymmetric",
                                "Usage", "Verify",
                                "Value", certificate));
        Path keyFile = home.resolve("application.key");
        Path certificateFile = home.resolve("application.pem");
        PemFiles.writeKey(keyFile, key.privateKey());
        PemFiles.writeCertificate(certificateFile, key.certificate());
        return Map.of("LAB_KEY", keyFile.toString(), "LAB_CERTIFICATE", certificateFile.toString());
    }

    /** @param end how the program ended: why planned steps were not attempted */
    private ClientResult read(String output, String end) {
        String version = "";
        List<String> plan = new ArrayList<>();
        Map<String, ClientStep> done = new LinkedHashMap<>();
        for (String line : output.lines().filter(one -> one.startsWith("{")).toList()) {
            JsonObject said = new JsonObject(line);
            if (said.containsKey("plan")) {
                version = said.getString("version");
                said.getJsonArray("plan", new JsonArray()).forEach(name -> plan.add(String.valueOf(name)));
            } else {
                String error = said.getString("error", "");
                ClientStep step = new ClientStep(
                        said.getString("step"), said.getBoolean("passed"), said.getString("sent", ""), error);
                done.merge(step.name(), step, (first, second) -> first.passed() ? second : first);
            }
        }
        if (plan.isEmpty() || new HashSet<>(plan).size() != plan.size() || !plan.containsAll(done.keySet())) {
            throw new IllegalStateException(
                    plan.isEmpty()
                            ? end
                            : "steps without a plan: "
                                    + done.keySet().stream()
                                            .filter(name -> !plan.contains(name))
                                            .toList());
        }
        return new ClientResult(
                version,
                plan.stream()
                        .map(name -> done.getOrDefault(name, ClientStep.notAttempted(name, end)))
                        .toList());
    }
}
