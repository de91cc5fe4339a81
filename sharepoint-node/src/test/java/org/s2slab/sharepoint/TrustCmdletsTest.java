package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;

class TrustCmdletsTest {
    private static final String ISSUER = "00000004-0000-0ff1-ce00-000000000000@contoso.com";

    @TempDir
    Path folder;

    private SharePointLab lab;

    @BeforeEach
    void start() {
        lab = new SharePointLab(folder);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void keepsATrustedIssuerUntilItIsRemoved() {
        trustLync();
        lab.stop();
        lab.start();

        JsonObject issuer = lab.cmdlet("Get-SPTrustedSecurityTokenIssuer", "Identity", "lync")
                .getJsonObject(0);
        assertThat(issuer.getString("NameId")).isEqualTo(ISSUER);
        assertThat(issuer.getString("Description")).isEqualTo("By hand");
        assertThat(issuer.getBoolean("IsSelfIssuer")).isTrue();
        assertThat(issuer.getJsonObject("SigningCertificate").getString("RawData"))
                .isEqualTo(SharePointLab.base64(TestKeys.lync()));
        assertThat(issuer.getJsonArray("AdditionalSigningCertificates")).isEmpty();
        assertThat(challenge()).contains(ISSUER);

        lab.cmdlet("Remove-SPTrustedSecurityTokenIssuer", "Identity", "Lync");
        assertThat(lab.cmdlet("Get-SPTrustedSecurityTokenIssuer")).isEmpty();
        assertThat(challenge()).doesNotContain(ISSUER);
    }

    @Test
    void refusesAnIssuerThatIsThereOrHasNoName() {
        trustLync();

        assertThat(trying("Lync", ISSUER)).contains("already exists");
        assertThat(trying("Other", "nobody")).contains("<id>@<realm>");
        assertThat(trying("Other", ISSUER)).contains("belongs to 'Lync' already");
    }

    @Test
    void givesTheFarmAnotherRealmAndItsOwnAgain() {
        String own = lab.realm();
        lab.cmdlet("Set-SPAuthenticationRealm", "Realm", "aaaaaaaa-0000-0000-0000-000000000001");
        assertThat(challenge()).contains("realm=\"aaaaaaaa-0000-0000-0000-000000000001\"");

        lab.cmdlet("Set-SPAuthenticationRealm");
        assertThat(lab.realm()).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "contoso",
                "5f1c2e6a-93d4-4b0e-8a57",
                "contoso..com",
                "contoso.com ",
                "a b.com",
                "x/y.com"
            })
    void registersNoApplicationOfAMalformedRealm(String realm) {
        TestCall.Answer answer = lab.tryCmdlet(
                "Register-SPAppPrincipal",
                "NameIdentifier",
                "00000004-0000-0ff1-ce00-000000000000@" + realm,
                "Site",
                SharePointLab.ROOT,
                "DisplayName",
                "Lync");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("NameIdentifier", "<id>@<realm>");
    }

    @Test
    void grantsNothingToAnApplicationNobodyKnows() {
        TestCall.Answer answer = lab.tryCmdlet(
                "Set-SPAppPrincipalPermission",
                "AppPrincipal",
                ISSUER,
                "Site",
                SharePointLab.ROOT,
                "Scope",
                "Site",
                "Right",
                "Read");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("could not be found");
    }

    @Test
    void publishesTheNextSigningCertificateBeforeItSignsAndThePreviousOneUntilItIsRevoked() {
        String first = signing().getString("SigningCertificateThumbprint");
        String second = lab.keep(TestKeys.named("next"));

        lab.cmdlet("Set-SPSecurityTokenServiceConfig", "QueueSigningCertificateThumbprint", second);
        assertThat(signing().getString("SigningCertificateThumbprint")).isEqualTo(first);
        assertThat(published()).isEqualTo(2);
        lab.stop();
        lab.start();
        lab.cmdlet("Set-SPSecurityTokenServiceConfig", "SigningCertificateThumbprint", second);
        assertThat(signing().getString("SigningCertificateThumbprint")).isEqualTo(second);
        assertThat(signing().getString("PreviousSigningCertificateThumbprint")).isEqualTo(first);
        assertThat(published()).isEqualTo(2);

        lab.cmdlet("Set-SPSecurityTokenServiceConfig", "RevokeSigningCertificateThumbprint", first);
        assertThat(published()).isEqualTo(1);
        assertThat(lab.tryCmdlet("Set-SPSecurityTokenServiceConfig", "RevokeSigningCertificateThumbprint", second)
                        .body())
                .contains("assign another first");
        assertThat(lab.tryCmdlet("Set-SPSecurityTokenServiceConfig", "ImportSigningCertificate", "AA")
                        .body())
                .contains("ImportSigningCertificate");
    }

    private JsonObject signing() {
        return lab.cmdlet("Get-SPSecurityTokenServiceConfig").getJsonObject(0);
    }

    private int published() {
        return lab.call()
                .get("/_layouts/15/metadata/json/1")
                .json()
                .getJsonArray("keys")
                .size();
    }

    private void trustLync() {
        lab.cmdlet(
                "New-SPTrustedSecurityTokenIssuer",
                "Name",
                "Lync",
                "Certificate",
                SharePointLab.base64(TestKeys.lync()),
                "RegisteredIssuerName",
                ISSUER,
                "Description",
                "By hand");
    }

    private String trying(String name, String issuer) {
        return lab.tryCmdlet(
                        "New-SPTrustedSecurityTokenIssuer",
                        "Name",
                        name,
                        "Certificate",
                        SharePointLab.base64(TestKeys.lync()),
                        "RegisteredIssuerName",
                        issuer)
                .body();
    }

    private String challenge() {
        return lab.call()
                .header("Authorization", "Bearer ")
                .get("/_vti_bin/client.svc")
                .headers()
                .get("WWW-Authenticate");
    }
}
