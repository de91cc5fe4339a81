package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestKeys;

class CertificateCmdletsTest {

    @TempDir
    Path folder;

    private LyncLab lab;

    @BeforeEach
    void start() {
        lab = new LyncLab(folder);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void hasNoMetadataBeforeACertificateIsAssigned() {
        assertThat(lab.getAnonymously("/metadata/json/1").status()).isEqualTo(500);
        assertThat(lab.cmdlet("Get-CsCertificate", "Type", "OAuthTokenIssuer")
                        .body()
                        .getJsonArray("output"))
                .isEmpty();

        lab.cmdlet("Set-CsCertificate", "Identity", "global", "Type", "OAuthTokenIssuer", "Thumbprint", key());

        JsonObject metadata = lab.getAnonymously("/metadata/json/1").body();
        assertThat(metadata.getString("serviceName")).isEqualTo("00000004-0000-0ff1-ce00-000000000000");
        assertThat(metadata.getString("issuer")).isEqualTo("00000004-0000-0ff1-ce00-000000000000@contoso.com");
        assertThat(metadata.getString("realm")).isEqualTo("contoso.com");
        assertThat(metadata.getJsonArray("keys")
                        .getJsonObject(0)
                        .getJsonObject("keyinfo")
                        .getString("x5t"))
                .isEqualTo(TestKeys.lync().x5t());
        assertThat(lab.cmdlet("Get-CsCertificate", "Type", "OAuthTokenIssuer")
                        .object()
                        .getString("Thumbprint"))
                .isEqualTo(TestKeys.lync().thumbprint());
    }

    @Test
    void keepsThePreviousCertificateUntilItIsRemoved() {
        lab.cmdlet("Set-CsCertificate", "Type", "OAuthTokenIssuer", "Thumbprint", key());
        lab.cmdlet(
                "Set-CsCertificate",
                "Type",
                "OAuthTokenIssuer",
                "Thumbprint",
                lab.keepFor("contoso.com", "fabrikam.com"));

        assertThat(lab.getAnonymously("/metadata/json/1").body().getJsonArray("keys"))
                .hasSize(2);
        assertThat(lab.cmdlet("Get-CsCertificate", "Type", "OAuthTokenIssuer")
                        .object()
                        .getString("PreviousThumbprint"))
                .isEqualTo(TestKeys.lync().thumbprint());
        lab.cmdlet("Remove-CsCertificate", "Type", "OAuthTokenIssuer", "Previous", true);
        assertThat(lab.getAnonymously("/metadata/json/1").body().getJsonArray("keys"))
                .hasSize(1);
        assertThat(lab.tryCmdlet("Remove-CsCertificate", "Type", "OAuthTokenIssuer", "Previous", true)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void stagesACertificateByRoll() {
        lab.cmdlet("Set-CsCertificate", "Type", "OAuthTokenIssuer", "Thumbprint", key());
        String next = lab.keep(TestKeys.dated("contoso.com", TestKeys.NOT_BEFORE, TestKeys.NOT_AFTER.minusSeconds(60)));
        String moment = lab.clock.instant().plus(Duration.ofDays(2)).toString();

        lab.cmdlet(
                "Set-CsCertificate",
                "Type",
                "OAuthTokenIssuer",
                "Thumbprint",
                next,
                "Roll",
                true,
                "EffectiveDate",
                moment);

        assertThat(lab.cmdlet("Get-CsCertificate", "Type", "OAuthTokenIssuer")
                        .body()
                        .getJsonArray("output"))
                .hasSize(2);
        assertThat(lab.tryCmdlet("Set-CsCertificate", "Type", "OAuthTokenIssuer", "Thumbprint", next, "Roll", true)
                        .message())
                .contains("EffectiveDate");
    }

    @Test
    void refusesCertificatesLyncCannotSignWith() {
        assertThat(lab.tryCmdlet("Set-CsCertificate", "Type", "OAuthTokenIssuer", "Thumbprint", "ABCD")
                        .message())
                .contains("ABCD");
        assertThat(set(TestKeys.named("elsewhere.example")).message()).contains("contoso.com", "elsewhere.example");
        assertThat(set(TestKeys.weak(512)).message()).contains("512");
        SigningKey expired = TestKeys.dated(
                "contoso.com", TestKeys.NOT_BEFORE, lab.clock.instant().minusSeconds(1));
        assertThat(set(expired).message()).contains("valid from");
    }

    private LyncLab.Answer set(SigningKey key) {
        var answer = lab.tryCmdlet("Set-CsCertificate", "Type", "OAuthTokenIssuer", "Thumbprint", lab.keep(key));
        assertThat(answer.status()).isEqualTo(400);
        return answer;
    }

    @Test
    void signsForASecondSipDomainOnlyWhenTheCertificateNamesIt() {
        lab.connected();
        String frida = "frida@fabrikam.com";

        JsonObject refused = lab.signIn(frida).body();
        lab.cmdlet(
                "Set-CsCertificate",
                "Type",
                "OAuthTokenIssuer",
                "Thumbprint",
                lab.keepFor("contoso.com", "fabrikam.com"));
        JsonObject accepted = lab.signIn(frida).body();

        assertThat(refused.getJsonObject("migration").getString("reason"))
                .contains("fabrikam.com", "subject alternative name");
        assertThat(accepted.getString("contactStore")).isEqualTo("exchange");
    }

    @Test
    void importsAPfxFileAndAssignsIt() throws GeneralSecurityException, IOException {
        SigningKey key = TestKeys.lync();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("1", key.privateKey(), "s3cret".toCharArray(), new Certificate[] {key.certificate()});
        Path file = folder.resolve("oauth.pfx");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "s3cret".toCharArray());
        }

        var wrong = lab.tryCmdlet(
                "Import-CsCertificate", "Type", "OAuthTokenIssuer", "Path", file.toString(), "Password", "guess");
        var right = lab.cmdlet(
                "Import-CsCertificate", "Type", "OAuthTokenIssuer", "Path", file.toString(), "Password", "s3cret");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(right.object().getString("Thumbprint")).isEqualTo(key.thumbprint());
        assertThat(lab.cmdlet("Get-CsCertificate", "Type", "OAuthTokenIssuer")
                        .object()
                        .getString("Subject"))
                .isEqualTo("CN=contoso.com");
        assertThat(lab.cmdlet("Get-CsCertificate", "Type", "Default").object().getString("Use"))
                .isEqualTo("Default");
    }

    @Test
    void exportsAKeyToAPfxFileOnly() {
        String cert = "Cert:\\LocalMachine\\My\\" + key();
        Path file = folder.resolve("oauth.txt");

        var wrong =
                lab.tryCmdlet("Export-PfxCertificate", "Cert", cert, "FilePath", file.toString(), "Password", "s3cret");
        var absent = lab.tryCmdlet(
                "Export-PfxCertificate",
                "Cert",
                "Cert:\\LocalMachine\\My\\" + "0".repeat(40),
                "FilePath",
                folder.resolve("oauth.pfx").toString(),
                "Password",
                "s3cret");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().encode()).contains("must be the whole path of a file that ends with .pfx");
        assertThat(file).doesNotExist();
        assertThat(absent.status()).isEqualTo(404);
    }

    @Test
    void warnsOfSipDomainsThatACertificateDoesNotName() {
        var answer = lab.cmdlet("Set-CsCertificate", "Type", "OAuthTokenIssuer", "Thumbprint", key());

        assertThat(answer.warnings()).hasSize(1).first().asString().contains("fabrikam.com");
    }

    private String key() {
        return lab.keep(TestKeys.lync());
    }
}
