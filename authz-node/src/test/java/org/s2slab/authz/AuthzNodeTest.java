package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.FABRIKAM;
import static org.s2slab.authz.RunningAuthz.HOST;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.authz.registry.Tenant;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.trace.TokenView;

class AuthzNodeTest extends AuthzFixture {
    @Test
    void publishesTheDocumentOfATenantByIdByDomainAndByRealm() {
        JsonObject document = metadata();

        assertThat(document.getString("issuer")).isEqualTo("00000001-0000-0000-c000-000000000000@" + CONTOSO);
        assertThat(document.getString("realm")).isEqualTo(CONTOSO);
        assertThat(document.getJsonArray("allowedAudiences").getString(0)).isEqualTo(Assertions.audience(CONTOSO));
        assertThat(key(0)).startsWith("MII");
        assertThat(document.getJsonArray("endpoints").getJsonObject(0).getString("location"))
                .isEqualTo("https://" + HOST + "/" + CONTOSO + "/tokens/OAuth/2");
        assertThat(authz.call().get("/Contoso.com/Metadata/json/1").json()).isEqualTo(document);
        assertThat(authz.call().get("/metadata/json/1?realm=" + CONTOSO).json()).isEqualTo(document);
    }

    @Test
    void publishesADocumentForEachTenantAndNoneForOthers() {
        assertThat(authz.call().get("/fabrikam.com/metadata/json/1").json().getString("realm"))
                .isEqualTo(FABRIKAM);
        assertThat(authz.call().get("/litwareinc.com/metadata/json/1").status()).isEqualTo(404);
        assertThat(authz.call().get("/metadata/json/1").status()).isEqualTo(404);
    }

    @Test
    void publishesAKeyBeforeItSignsAndTheOneBeforeAfterwards() {
        authz.uploadLyncKey();
        String first = key(0);
        String signedFirst = signer();
        authz.run(
                "New-LabSigningCertificate",
                new JsonObject()
                        .put(
                                "EffectiveDate",
                                TestClock.START.plus(Duration.ofSeconds(60)).toString()));

        assertThat(keys()).hasSize(2);
        String second = key(1);
        assertThat(signer()).isEqualTo(signedFirst);
        authz.clock.advance(Duration.ofSeconds(61));

        assertThat(signer()).isNotEqualTo(signedFirst);
        assertThat(key(0)).isEqualTo(second);
        assertThat(key(1)).isEqualTo(first);
    }

    @Test
    void publishesSeveralKeysWhileTheyRollAndTakesOneBackOnceItIsRemoved() {
        authz.uploadLyncKey();
        for (int day = 1; day <= 3; day++) {
            authz.run(
                    "New-LabSigningCertificate",
                    new JsonObject()
                            .put(
                                    "EffectiveDate",
                                    TestClock.START.plus(Duration.ofDays(day)).toString()));
            authz.clock.set(TestClock.START.plus(Duration.ofDays(day)));
        }
        assertThat(keys()).hasSize(4);

        JsonObject oldest =
                authz.run("Get-LabSigningCertificate", new JsonObject()).getJsonObject(3);
        assertThat(oldest.getString("Use")).isEqualTo("PREVIOUS");
        authz.run("Remove-LabSigningCertificate", new JsonObject().put("Thumbprint", oldest.getString("Thumbprint")));
        assertThat(keys()).hasSize(3);
    }

    @Test
    void makesOneTenantOfTheDomainWhereTheFileNamesNone() {
        var common = new TestDeployment(folder.resolve("other")).config("authz", List.of(HOST), List.of());
        assertThat(new AuthzConfig(common, null, null).allTenants())
                .singleElement()
                .satisfies(tenant -> assertThat(tenant.allDomains()).containsExactly("contoso.com"));
    }

    @Test
    void takesNoTenantsThatCannotBeToldApart() {
        var common = new TestDeployment(folder.resolve("other")).config("authz", List.of(HOST), List.of());
        assertThatThrownBy(() -> new Tenant("contoso.com", "Contoso", null)).hasMessageContaining("is not a GUID");
        assertThatThrownBy(() -> new AuthzConfig(
                        common,
                        List.of(
                                new Tenant(CONTOSO, "Contoso", List.of("contoso.com")),
                                new Tenant(FABRIKAM, "Fabrikam", List.of("Contoso.com"))),
                        null))
                .hasMessageContaining("two have the domain contoso.com");
    }

    /** The thumbprint in the header of a token that is asked for now. */
    private String signer() {
        String token = authz.askWith(Assertions.ofLync()).json().getString("access_token");
        return TokenView.of(token).outer().header().get("x5t").textValue();
    }

    private JsonObject metadata() {
        return authz.call().get("/" + CONTOSO + "/metadata/json/1").json();
    }

    private JsonArray keys() {
        return metadata().getJsonArray("keys");
    }

    private String key(int index) {
        return keys().getJsonObject(index).getJsonObject("keyvalue").getString("value");
    }
}
