package org.s2slab.cli.bench;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.IdGenerator;

/** The on-premises deployment as the benchmarks use it: started, configured by cmdlets, called as Anna. */
final class BenchDeployment implements AutoCloseable {
    private static final String ANNA = "anna@contoso.com";

    private final Deployment topology;

    private BenchDeployment(Deployment topology) {
        this.topology = topology;
    }

    static LaunchContext launch(Vertx vertx) {
        return new LaunchContext(
                vertx,
                new InProcessLauncher(vertx),
                LaunchContext.sharedKeys(),
                IdGenerator.seeded(1),
                Clock.systemUTC());
    }

    static BenchDeployment start(LaunchContext launch, Path folder) {
        return new BenchDeployment(Deployment.start(new ScenarioLibrary().topology("on-premises"), launch, folder));
    }

    /** The documented procedure, from servers that do not know each other to Anna's contacts in her mailbox. */
    void configure() {
        String thumbprint = topology.keys().certificate("lync", "oauth").thumbprint();
        cmdlet(
                "lync",
                "Set-CsCertificate",
                new JsonObject()
                        .put("Identity", "global")
                        .put("Type", "OAuthTokenIssuer")
                        .put("Thumbprint", thumbprint));
        cmdlet(
                "lync",
                "Set-CsOAuthConfiguration",
                new JsonObject()
                        .put("Identity", "global")
                        .put(
                                "ExchangeAutodiscoverUrl",
                                "https://autodiscover.contoso.com/autodiscover/autodiscover.svc"));
        cmdlet(
                "lync",
                "New-CsPartnerApplication",
                new JsonObject()
                        .put("Identity", "Exchange")
                        .put("ApplicationTrustLevel", "Full")
                        .put("MetadataUrl", "https://autodiscover.contoso.com/autodiscover/metadata/json/1"));
        cmdlet(
                "exchange",
                "Configure-EnterprisePartnerApplication",
                new JsonObject()
                        .put("AuthMetadataUrl", "https://lync.contoso.com/metadata/json/1")
                        .put("ApplicationType", "Lync"));
        asAnna(HttpMethod.POST, "/users/me/sessions", 201);
    }

    /** One call that Lync makes for Anna and Exchange checks: her list, read through the contact store. */
    void checkedCall() {
        JsonObject list = asAnna(HttpMethod.GET, "/users/me/contacts", 200);
        if (!"exchange".equals(list.getString("contactStore")) || list.getBoolean("cached", false)) {
            throw new IllegalStateException("Anna's list did not come from Exchange: " + list);
        }
    }

    RunningNode node(String name) {
        return topology.node(name);
    }

    Deployment topology() {
        return topology;
    }

    /** Runs a cmdlet and gives its answer. */
    JsonObject cmdlet(String node, String name, JsonObject parameters) {
        RunningNode server = topology.node(node);
        String password = topology.managed(server).address().administratorPassword();
        return send(
                server,
                server.managementPort(),
                HttpMethod.POST,
                "/cmdlets/" + name,
                "administrator",
                password,
                parameters,
                200);
    }

    private JsonObject asAnna(HttpMethod method, String path, int expected) {
        RunningNode lync = topology.node("lync");
        return send(lync, lync.port(), method, path, ANNA, "Passw0rd!", null, expected);
    }

    private JsonObject send(
            RunningNode node,
            int port,
            HttpMethod method,
            String path,
            String user,
            String password,
            @Nullable JsonObject body,
            int expected) {
        String credential =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", "Basic " + credential)
                .set("Content-Type", "application/json");
        var answer = topology.client()
                .send(new LabHttpClient.Ask(
                        method, node.plan().host(), port, path, headers, body == null ? null : body.toBuffer()))
                .await();
        if (answer.status() != expected) {
            throw new IllegalStateException(method + " " + path + " answered " + answer.status() + " " + answer.body());
        }
        return answer.body().toJsonObject();
    }

    @Override
    public void close() {
        topology.close();
    }
}
