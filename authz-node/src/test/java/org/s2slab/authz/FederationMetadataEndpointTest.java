package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.LOGIN;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestCall;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** The federation metadata of a tenant, by which servers trust evoSTS. */
class FederationMetadataEndpointTest {
    private static final String DOCUMENT = "/federationmetadata/2007-06/federationmetadata.xml";

    @TempDir
    Path folder;

    private RunningAuthz authz;

    @BeforeEach
    void start() {
        authz = new RunningAuthz(folder);
    }

    @AfterEach
    void close() {
        authz.close();
    }

    private TestCall.Answer get(String path) {
        return authz.call(LOGIN).get(path);
    }

    private XmlElement document(String path) {
        TestCall.Answer answer = get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/samlmetadata+xml; charset=utf-8");
        return XmlReader.read(answer.bytes().getBytes());
    }

    private static List<String> keys(XmlElement document) {
        return document.tree()
                .filter(element -> element.name().equals("X509Certificate"))
                .map(XmlElement::text)
                .toList();
    }

    @Test
    void namesTheTenantByIdAndByDomainInAnyCase() {
        for (String word : List.of(CONTOSO, "contoso.com", "Contoso.com")) {
            XmlElement document = document("/" + word + DOCUMENT);
            assertThat(document.name()).isEqualTo("EntityDescriptor");
            assertThat(document.namespace()).isEqualTo("urn:oasis:names:tc:SAML:2.0:metadata");
            assertThat(document.attribute("entityID")).contains("https://sts.windows.net/" + CONTOSO + "/");
        }
        assertThat(document("/common/FederationMetadata/2007-06/FederationMetadata.xml")
                        .attribute("entityID"))
                .contains("https://sts.windows.net/{tenantid}/");
        assertThat(get("/nobody.example" + DOCUMENT).status()).isEqualTo(404);
    }

    @Test
    void hasTheKeysOfTheOtherDocumentsAlsoDuringARollover() {
        List<String> before = keys(document("/" + CONTOSO + DOCUMENT));
        assertThat(before).hasSize(1).isEqualTo(jwks());
        String tomorrow = authz.clock.instant().plusSeconds(86_400).toString();
        authz.run("New-LabSigningCertificate", new JsonObject().put("EffectiveDate", tomorrow));
        List<String> after = keys(document("/" + CONTOSO + DOCUMENT));
        assertThat(after).hasSize(2).containsAll(before).isEqualTo(jwks());
    }

    private List<String> jwks() {
        return get("/" + CONTOSO + "/discovery/keys").json().getJsonArray("keys").stream()
                .map(key -> ((JsonObject) key).getJsonArray("x5c").getString(0))
                .toList();
    }
}
