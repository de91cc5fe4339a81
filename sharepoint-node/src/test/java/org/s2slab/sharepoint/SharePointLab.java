package org.s2slab.sharepoint;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import org.s2slab.config.Person;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;

/** A real SharePoint node with a site, its people and its administrator. */
final class SharePointLab implements AutoCloseable {
    static final String HOST = "sharepoint.contoso.com";
    static final String ROOT = "https://" + HOST;
    static final String SALES = ROOT + "/sites/sales";

    final TestClock clock = new TestClock();
    final TestDeployment deployment;
    final Vertx vertx = Vertx.vertx();
    private final SharePointConfig config;
    private final HttpClient client;
    private SharePointNode node;
    private String deploymentId;

    SharePointLab(Path folder) {
        deployment = new TestDeployment(folder);
        List<Person> people =
                List.of(TestDeployment.person("anna"), TestDeployment.person("bert"), TestDeployment.person("carla"));
        config = new SharePointConfig(deployment.config("sharepoint", List.of(HOST), people));
        client = deployment.client(vertx);
        start();
    }

    void start() {
        node = new SharePointNode(config, deployment.environment(clock));
        deploymentId = vertx.deployVerticle(node).await();
    }

    void stop() {
        vertx.undeploy(deploymentId).await();
    }

    /** Sales, owned by anna; bert may contribute, carla has no right. */
    SharePointLab withSales() {
        cmdlet("New-SPSite", "Url", SALES, "OwnerAlias", "contoso\\anna", "Name", "Sales");
        cmdlet("New-SPUser", "UserAlias", "bert@contoso.com", "Web", SALES, "PermissionLevel", "Contribute");
        return this;
    }

    TestCall call() {
        return new TestCall(client, HOST, node.port());
    }

    /** A call of a person's client that reads verbose JSON. */
    TestCall as(String name) {
        return call().basic(name + "@contoso.com", TestDeployment.PASSWORD)
                .header("Accept", "application/json;odata=verbose");
    }

    /** The same with a fresh form digest of a site. */
    TestCall writingAs(String name, String site) {
        String digest = as(name).send(io.vertx.core.http.HttpMethod.POST, site + "/_api/contextinfo", "")
                .json()
                .getJsonObject("d")
                .getJsonObject("GetContextWebInformation")
                .getString("FormDigestValue");
        return as(name).header("X-RequestDigest", digest);
    }

    JsonArray cmdlet(String name, Object... parameters) {
        TestCall.Answer answer = tryCmdlet(name, parameters);
        if (answer.status() != 200) {
            throw new AssertionError(name + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.json().getJsonArray("output");
    }

    TestCall.Answer tryCmdlet(String name, Object... parameters) {
        JsonObject body = new JsonObject();
        for (int i = 0; i < parameters.length; i += 2) {
            body.put((String) parameters[i], parameters[i + 1]);
        }
        try {
            String password = Files.readString(config.node().data().resolve("administrator"));
            return new TestCall(client, "localhost", node.managementPort())
                    .basic("administrator", password)
                    .header("Content-Type", "application/json")
                    .post("/cmdlets/" + name, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String realm() {
        return cmdlet("Get-SPAuthenticationRealm").getJsonObject(0).getString("Realm");
    }

    static String base64(SigningKey key) {
        try {
            return Base64.getEncoder().encodeToString(key.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
