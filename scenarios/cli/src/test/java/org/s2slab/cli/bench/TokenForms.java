package org.s2slab.cli.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.AuthzConfig;
import org.s2slab.authz.registry.OnlineServiceCredential;
import org.s2slab.authz.registry.Tenant;
import org.s2slab.config.ConfigFile;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.PostgresConfig;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.PemFiles;
import org.s2slab.pki.RsaEngine;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.OperationCounters;

/** What the authorization server is asked under load: Lync's assertions, each signed beforehand and used once. */
final class TokenForms implements Supplier<Buffer> {
    static final String HOST = "accounts.accesscontrol.windows.net";
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    static final String PATH = "/" + TENANT + "/tokens/OAuth/2";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int LIFE = 300;

    private final Path folder;
    private final TestDeployment deployment;
    private final RsaEngine engine = new RsaEngine(new OperationCounters());
    private final Deque<Buffer> ready = new ArrayDeque<>();

    TokenForms(Path folder, TestDeployment deployment) {
        this.folder = folder;
        this.deployment = deployment;
    }

    /** An authorization server with one tenant, to which Lync's online service proves itself with its certificate. */
    Path writeConfiguration() throws Exception {
        return writeConfiguration("authz", null);
    }

    /** A server of a pool, which has a database together with the others; or, with null, a file of its own. */
    Path writeConfiguration(String name, @Nullable PostgresConfig database) throws Exception {
        NodeConfig node = deployment.config(name, List.of(HOST), List.of());
        Path certificate = writeCertificate();
        var config = new AuthzConfig(
                database == null ? node : TestDeployment.on(database, node),
                List.of(new Tenant(TENANT, "Contoso", List.of("contoso.com"))),
                List.of(new OnlineServiceCredential(WellKnownPrincipals.LYNC, certificate)));
        return written(folder.resolve(name + ".yaml"), config, database);
    }

    /** Writes the certificate with which Lync signs, because another process has other keys. */
    Path writeCertificate() throws IOException {
        Path certificate = folder.resolve("lync-oauth.pem");
        PemFiles.write(certificate, TestKeys.lync());
        return certificate;
    }

    /** Writes a configuration. The text for people has no passwords, and gets the one of the database. */
    static Path written(Path file, Record config, @Nullable PostgresConfig database) throws IOException {
        String text = ConfigFile.print(config);
        return Files.writeString(file, database == null ? text : text.replace("********", database.password()));
    }

    /** Signs as many as are expected now; those left over from before may have grown old. */
    void prepare(int count) {
        ready.clear();
        for (int i = 0; i < count; i++) {
            ready.add(form());
        }
    }

    @Override
    public @Nullable Buffer get() {
        return ready.poll();
    }

    /** What a client with a secret sends; the yardsticks read it and take anything. */
    Buffer secretForm() {
        return Buffer.buffer("grant_type=client_credentials&client_id=bench&client_secret=" + OidcProvider.SECRET);
    }

    private Buffer form() {
        long now = Instant.now().getEpochSecond();
        String client = WellKnownPrincipals.LYNC + "@" + TENANT;
        String content = part(new JsonObject()
                        .put("typ", "JWT")
                        .put("alg", "RS256")
                        .put("x5t", TestKeys.lync().x5t()))
                + "."
                + part(new JsonObject()
                        .put("aud", WellKnownPrincipals.AUTHORIZATION_SERVER + "/" + HOST + "@" + TENANT)
                        .put("iss", client)
                        .put("nbf", Long.toString(now))
                        .put("exp", Long.toString(now + LIFE))
                        .put("jti", UUID.randomUUID().toString()));
        byte[] signature = engine.sign(TestKeys.lync().privateKey(), content.getBytes(StandardCharsets.US_ASCII));
        return Buffer.buffer(
                "grant_type=http%3A%2F%2Foauth.net%2Fgrant_type%2Fjwt%2F1.0%2Fbearer&assertion=" + content + "."
                        + BASE64.encodeToString(signature) + "&resource=" + WellKnownPrincipals.EXCHANGE
                        + "%2Foutlook.office365.com%40" + TENANT);
    }

    private static String part(JsonObject json) {
        return BASE64.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }
}
