package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.FABRIKAM;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.TokenView;

/** One principal on two sides (CVE-2025-53786), and the three ways out of it. */
class DedicatedApplicationsTest extends AuthzFixture {
    private static final String DEDICATED = "5d0f8e4a-0a3a-4f2b-8a51-0c5a3f1b7e21";

    @BeforeEach
    void start() {
        authz.upload(CONTOSO, EXCHANGE, TestKeys.exchange());
    }

    @Test
    void aKeyOfTheTenantsServersYieldsMicrosoftsPrincipalAtFirst() {
        assertThat(authz.askWith(onPremises()).status()).isEqualTo(200);
    }

    @Test
    void itDoesNotWhereDedicatedApplicationsAreRequired() {
        require(true);
        TestCall.Answer answer = authz.askWith(onPremises());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo("invalid_client");
        assertThat(authz.hops("TOKEN_DENIED").get(0).getString("rule")).isEqualTo("K8");
        authz.restart();
        assertThat(authz.askWith(onPremises()).status()).isEqualTo(400);
        require(false);
        assertThat(authz.askWith(onPremises()).status()).isEqualTo(200);
    }

    @Test
    void theOnlineServiceKeepsItsPrincipal() {
        require(true);

        assertThat(authz.askWith(Assertions.of(EXCHANGE, CONTOSO, RunningAuthz.online()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDedicatedApplicationOfTheTenantWorksInstead() {
        require(true);
        authz.run(
                "New-MsolServicePrincipal",
                new JsonObject()
                        .put("TenantId", CONTOSO)
                        .put("DisplayName", "ExchangeServerApp")
                        .put("AppPrincipalId", DEDICATED)
                        .put("TrustedForDelegation", true)
                        .put("Type", "Asymmetric")
                        .put("Usage", "Verify")
                        .put(
                                "Value",
                                CertificateEncoding.text(TestKeys.exchange().certificate())));
        TestCall.Answer answer = authz.askWith(Assertions.of(DEDICATED, CONTOSO, TestKeys.exchange()));

        assertThat(answer.status()).isEqualTo(200);
        var claims =
                TokenView.of(answer.json().getString("access_token")).outer().claims();
        assertThat(claims.get("nameid").textValue()).isEqualTo(DEDICATED + "@" + CONTOSO);
        assertThat(claims.get("trustedfordelegation").textValue()).isEqualTo("true");
    }

    @Test
    void theCleanUpRefusesTheOldKeyAtOnce() {
        assertThat(authz.askWith(onPremises()).status()).isEqualTo(200);
        var principal = new JsonObject().put("TenantId", CONTOSO).put("AppPrincipalId", EXCHANGE);
        String keyId = authz.run("Get-MsolServicePrincipalCredential", principal)
                .getJsonObject(0)
                .getString("KeyId");
        authz.run("Remove-MsolServicePrincipalCredential", principal.copy().put("KeyId", keyId));

        TestCall.Answer answer = authz.askWith(onPremises());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error_description")).contains("The key was not found.");
        assertThat(authz.hops("TOKEN_DENIED").get(0).getString("rule")).isEqualTo("E4");
    }

    @Test
    void oneTenantDecidesForItselfOnly() {
        authz.run(
                "Set-LabTenant", new JsonObject().put("TenantId", FABRIKAM).put("DedicatedApplicationsRequired", true));

        assertThat(authz.askWith(onPremises()).status()).isEqualTo(200);
    }

    /** An administrator who disabled a principal must not enable it by creating it again. */
    @Test
    void aDisabledPrincipalCannotBeCreatedAgain() {
        JsonObject made = authz.run("New-MgApplication", of("DisplayName", "ExchangeServerApp"))
                .getJsonObject(0);
        String appId = made.getString("AppId");
        JsonObject byApp = of("Filter", "appId eq '" + appId + "'");
        assertThat(authz.run("Get-MgServicePrincipal", byApp)).isEmpty();
        assertThat(authz.run("Get-MgApplication", new JsonObject().put("TenantId", CONTOSO)))
                .extracting(one -> ((JsonObject) one).getString("AppId"))
                .containsExactly(appId);
        assertThat(authz.attempt("Update-MgServicePrincipal", of("ServicePrincipalId", made.getString("Id")))
                        .status())
                .isEqualTo(404);

        JsonObject principal =
                authz.run("New-MgServicePrincipal", of("AppId", appId)).getJsonObject(0);
        assertThat(principal.getBoolean("AccountEnabled")).isTrue();
        authz.run(
                "Update-MgServicePrincipal",
                of("ServicePrincipalId", principal.getString("Id")).put("AccountEnabled", false));
        authz.restart();
        TestCall.Answer again = authz.attempt("New-MgServicePrincipal", of("AppId", appId));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body())
                .contains("because the service principal name " + appId + " is already in use")
                .contains("Request_MultipleObjectsWithSameKeyValue");
        assertThat(authz.run("Get-MgServicePrincipal", byApp).getJsonObject(0).getBoolean("AccountEnabled"))
                .isFalse();
    }

    private static JsonObject of(String name, String value) {
        return new JsonObject().put("TenantId", CONTOSO).put(name, value);
    }

    private static Assertions onPremises() {
        return Assertions.of(EXCHANGE, CONTOSO, TestKeys.exchange());
    }

    private void require(boolean required) {
        authz.run(
                "Set-LabTenant",
                new JsonObject().put("TenantId", "contoso.com").put("DedicatedApplicationsRequired", required));
    }
}
