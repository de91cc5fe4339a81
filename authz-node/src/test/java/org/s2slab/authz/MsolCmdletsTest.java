package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.FABRIKAM;
import static org.s2slab.authz.RunningAuthz.LYNC;
import static org.s2slab.authz.RunningAuthz.ONLINE;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;

/** The cmdlets by which the documented procedures set up a tenant. */
class MsolCmdletsTest extends AuthzFixture {
    @BeforeEach
    void start() {
        authz.run("Connect-MsolService", new JsonObject().put("TenantId", "contoso.com"));
    }

    @Test
    void showsMicrosoftsOwnApplicationsOfANewTenant() {
        JsonArray principals = authz.run("Get-MsolServicePrincipal", new JsonObject());

        assertThat(principals).hasSize(4);
        JsonObject lync = principal(LYNC);
        assertThat(lync.getBoolean("AccountEnabled")).isTrue();
        assertThat(lync.getBoolean("TrustedForDelegation")).isTrue();
        assertThat(lync.getString("DisplayName")).isEqualTo("Microsoft Lync Server");
        assertThat(lync.getJsonArray("ServicePrincipalNames")).contains("LyncServer/contoso.com");
        assertThat(authz.run("Get-MsolServicePrincipal", new JsonObject().put("SearchString", "microsoft.ex")))
                .hasSize(1);
        assertThat(authz.run(
                        "Get-MsolServicePrincipal",
                        new JsonObject().put("ServicePrincipalName", "https://outlook.office365.com/")))
                .first()
                .isEqualTo(principal(EXCHANGE));
        assertThat(authz.run("Get-MsolServicePrincipal", new JsonObject().put("ServicePrincipalName", EXCHANGE)))
                .containsExactly(principal(EXCHANGE));
        assertThat(authz.attempt("Get-MsolServicePrincipal", new JsonObject().put("AppPrincipalId", APP))
                        .body())
                .contains("Service principal was not found");
    }

    @Test
    void showsTheDomainsOfATenant() {
        assertThat(domains(new JsonObject())).startsWith("contoso.com");
        assertThat(domains(new JsonObject().put("TenantId", FABRIKAM))).contains("fabrikam.com");
        assertThat(authz.run("Get-MsolDomain", new JsonObject().put("DomainName", "contoso.com"))
                        .getJsonObject(0)
                        .getBoolean("IsDefault"))
                .isTrue();
        assertThat(authz.attempt("Get-MsolDomain", new JsonObject().put("DomainName", "litwareinc.com"))
                        .body())
                .contains("the tenant has no domain 'litwareinc.com'");
    }

    @Test
    void worksInTheTenantConnectedToOrNamed() {
        assertThat(company(new JsonObject())).isEqualTo(CONTOSO);
        assertThat(company(new JsonObject().put("TenantId", FABRIKAM))).isEqualTo(FABRIKAM);
        authz.run("Connect-MsolService", new JsonObject().put("TenantId", "fabrikam.com"));
        assertThat(company(new JsonObject())).isEqualTo(FABRIKAM);
        authz.restart();
        assertThat(authz.attempt("Get-MsolCompanyInformation", new JsonObject()).body())
                .contains("You must call the Connect-MsolService cmdlet", "Contoso", FABRIKAM);
        assertThat(authz.attempt("Connect-MsolService", new JsonObject()).status())
                .isEqualTo(400);
        assertThat(authz.attempt("Connect-MsolService", new JsonObject().put("TenantId", "litwareinc.com"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void addsANameAndKeepsItOverARestart() {
        JsonArray names = principal(LYNC).getJsonArray("ServicePrincipalNames").add(LYNC + "/lync.contoso.com");
        set(new JsonObject().put("AppPrincipalId", LYNC).put("ServicePrincipalNames", names));
        authz.restart();
        authz.run("Connect-MsolService", new JsonObject().put("TenantId", CONTOSO));

        assertThat(principal(LYNC).getJsonArray("ServicePrincipalNames")).isEqualTo(names);
        authz.upload(CONTOSO, EXCHANGE, TestKeys.exchange());
        Assertions assertion = Assertions.of(EXCHANGE, CONTOSO, TestKeys.exchange());
        assertThat(authz.ask(Map.of(
                                "grant_type",
                                RunningAuthz.S2S,
                                "assertion",
                                assertion.text(),
                                "resource",
                                LYNC + "/lync.contoso.com@" + CONTOSO))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNameIsOnePrincipalsOnly() {
        TestCall.Answer answer = authz.attempt(
                "Set-MsolServicePrincipal",
                new JsonObject()
                        .put("AppPrincipalId", LYNC)
                        .put("ServicePrincipalNames", new JsonArray().add("HTTPS://outlook.office365.com/")));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("is a name of Microsoft.Exchange");
        assertThat(principal(LYNC).getJsonArray("ServicePrincipalNames")).hasSize(2);
    }

    @Test
    void disablesAndEnables() {
        authz.uploadLyncKey();
        set(new JsonObject().put("AppPrincipalId", EXCHANGE).put("AccountEnabled", "$false"));
        assertThat(authz.askWith(Assertions.ofLync()).json().getString("error_description"))
                .contains("is disabled");

        set(new JsonObject()
                .put("ObjectId", principal(EXCHANGE).getString("ObjectId"))
                .put("AccountEnabled", true));
        assertThat(authz.askWith(Assertions.ofLync()).status()).isEqualTo(200);
    }

    @Test
    void showsCredentialsWithoutTheirValues() {
        authz.uploadLyncKey();
        JsonObject shown = credential(new JsonObject());

        assertThat(shown.getString("Type")).isEqualTo("Asymmetric");
        assertThat(shown.getString("Usage")).isEqualTo("Verify");
        assertThat(shown.getString("Value")).isEmpty();
        assertThat(shown.getString("KeyId")).hasSize(36);
        assertThat(shown.getString("StartDate")).isEqualTo(TestClock.START.toString());
        assertThat(credential(new JsonObject().put("ReturnKeyValues", true)).getString("Value"))
                .isEqualTo(CertificateEncoding.text(TestKeys.lync().certificate()));
    }

    @Test
    void aCredentialProvesNothingOutsideItsDates() {
        authz.run(
                "New-MsolServicePrincipalCredential",
                certificate()
                        .put(
                                "StartDate",
                                TestClock.START.minus(Duration.ofDays(1)).toString())
                        .put(
                                "EndDate",
                                TestClock.START.plus(Duration.ofSeconds(10)).toString()));
        assertThat(authz.askWith(Assertions.ofLync()).status()).isEqualTo(200);
        authz.clock.advance(Duration.ofSeconds(11));

        assertThat(authz.askWith(Assertions.ofLync()).json().getString("error_description"))
                .contains(
                        "The key used is expired., Thumbprint of key used by client: '",
                        "Found key 'Start=03/01/2026 09:00:00, End=03/02/2026 09:00:10'");
    }

    @Test
    void takesNoCertificateThatIsNoneAndNoShortSecret() {
        assertThat(authz.attempt(
                                "New-MsolServicePrincipalCredential",
                                certificate().put("Value", "bm90IGEgY2VydGlmaWNhdGU="))
                        .body())
                .contains("Value: not the base64 of a certificate in DER");
        assertThat(authz.attempt(
                                "New-MsolServicePrincipalCredential",
                                certificate()
                                        .put(
                                                "Value",
                                                CertificateEncoding.text(
                                                        TestKeys.weak(1024).certificate())))
                        .body())
                .contains("the key has 1024 bits");
        assertThat(authz.attempt(
                                "New-MsolServicePrincipalCredential",
                                certificate().put("Type", "Password").put("Value", "Passw0rd!"))
                        .body())
                .contains("a secret has at least 32 characters")
                .doesNotContain("Passw0rd!");
    }

    @Test
    void makesASecretShowsItOnceAndKeepsItsHashOnly() throws IOException {
        TestCall.Answer made = authz.attempt(
                "New-MsolServicePrincipal",
                new JsonObject().put("DisplayName", "Add-in").put("AppPrincipalId", APP));
        String warning = made.json().getJsonArray("warnings").getString(0);
        String secret = warning.substring(warning.lastIndexOf(' ') + 1);
        assertThat(warning).startsWith("The following symmetric key was created as one was not supplied ");

        assertThat(authz.ask(Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                APP,
                                "client_secret",
                                secret,
                                "resource",
                                ONLINE))
                        .status())
                .isEqualTo(200);
        for (String file : new String[] {"node.db", "node.db-wal"}) {
            String content = Files.readString(authz.database().resolveSibling(file), StandardCharsets.ISO_8859_1);
            assertThat(content.contains(secret)).isFalse();
        }
    }

    @Test
    void removesWhatWasGivenAndTellsWhatThereIs() {
        authz.uploadLyncKey();
        String keyId = credential(new JsonObject()).getString("KeyId");
        assertThat(authz.attempt("Remove-MsolServicePrincipalCredential", lync().put("KeyIds", APP))
                        .body())
                .contains(keyId);
        authz.run("Remove-MsolServicePrincipalCredential", lync().put("KeyIds", new JsonArray().add(keyId)));

        assertThat(authz.run("Get-MsolServicePrincipalCredential", lync())).isEmpty();
        authz.restart();
        authz.run("Connect-MsolService", new JsonObject().put("TenantId", CONTOSO));
        assertThat(authz.run("Get-MsolServicePrincipalCredential", lync())).isEmpty();
    }

    @Test
    void removesAnApplicationButNoneOfMicrosofts() {
        authz.run(
                "New-MsolServicePrincipal",
                new JsonObject().put("DisplayName", "Add-in").put("AppPrincipalId", APP));
        authz.run("Remove-MsolServicePrincipal", new JsonObject().put("AppPrincipalId", APP));

        assertThat(authz.run("Get-MsolServicePrincipal", new JsonObject())).hasSize(4);
        assertThat(authz.attempt("Remove-MsolServicePrincipal", lync()).body())
                .contains("one of Microsoft's own applications");
    }

    @Test
    void changesNothingUnderWhatIf() {
        authz.run("New-MsolServicePrincipalCredential", certificate().put("WhatIf", true));
        set(lync().put("AccountEnabled", false).put("WhatIf", true));

        assertThat(authz.run("Get-MsolServicePrincipalCredential", lync())).isEmpty();
        assertThat(principal(LYNC).getBoolean("AccountEnabled")).isTrue();
    }

    private static JsonObject lync() {
        return new JsonObject().put("AppPrincipalId", LYNC);
    }

    private static JsonObject certificate() {
        return lync().put("Type", "Asymmetric")
                .put("Usage", "Verify")
                .put("Value", CertificateEncoding.text(TestKeys.lync().certificate()));
    }

    private JsonObject principal(String application) {
        return authz.run("Get-MsolServicePrincipal", new JsonObject().put("AppPrincipalId", application))
                .getJsonObject(0);
    }

    private JsonObject credential(JsonObject more) {
        return authz.run("Get-MsolServicePrincipalCredential", lync().mergeIn(more))
                .getJsonObject(0);
    }

    private void set(JsonObject parameters) {
        authz.run("Set-MsolServicePrincipal", parameters);
    }

    private List<String> domains(JsonObject parameters) {
        return authz.run("Get-MsolDomain", parameters).stream()
                .map(domain -> ((JsonObject) domain).getString("Name"))
                .toList();
    }

    private String company(JsonObject parameters) {
        return authz.run("Get-MsolCompanyInformation", parameters)
                .getJsonObject(0)
                .getString("ObjectId");
    }
}
