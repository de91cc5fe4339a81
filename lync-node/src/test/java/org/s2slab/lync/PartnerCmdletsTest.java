package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestKeys;

class PartnerCmdletsTest {
    private static final String METADATA = "https://autodiscover.contoso.com/autodiscover/metadata/json/1";

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
    void registersAPartnerByItsMetadata() {
        var made = lab.cmdlet(
                "New-CsPartnerApplication",
                "Identity",
                "Exchange",
                "ApplicationTrustLevel",
                "Full",
                "MetadataUrl",
                METADATA);

        JsonObject partner = made.object();
        assertThat((JsonArray) partner.remove("CertificateThumbprints")).hasSize(1);
        assertThat(partner)
                .isEqualTo(new JsonObject()
                        .put("Identity", "Exchange")
                        .put("AuthToken", "Value=" + METADATA)
                        .put("Name", "Exchange")
                        .put("ApplicationIdentifier", "00000002-0000-0ff1-ce00-000000000000")
                        .put("Realm", "contoso.com")
                        .put("ApplicationTrustLevel", "Full")
                        .put("AcceptSecurityIdentifierInformation", false)
                        .put("Enabled", true));
        lab.cmdlet("Set-CsPartnerApplication", "Identity", "exchange", "Enabled", false);
        assertThat(lab.cmdlet("Get-CsPartnerApplication", "Filter", "Ex*")
                        .object()
                        .getBoolean("Enabled"))
                .isFalse();
        lab.cmdlet("Remove-CsPartnerApplication", "Identity", "Exchange");
        assertThat(lab.tryCmdlet("Get-CsPartnerApplication", "Identity", "Exchange")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void saysWhatTheProductSaysOfAUselessMetadataUrl() {
        String text = "The metadata document could not be downloaded from the URL in the MetadataUrl parameter or"
                + " downloaded data is not a valid metadata document.";
        for (String url : new String[] {
            "https://nowhere.contoso.com/metadata/json/1",
            "https://exchange.contoso.com/owa",
            "http://exchange.contoso.com/"
        }) {
            var answer = lab.tryCmdlet(
                    "New-CsPartnerApplication", "Identity", "E", "ApplicationTrustLevel", "Full", "MetadataUrl", url);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.message()).contains("Cannot bind parameter 'MetadataUrl'", text);
        }
    }

    @Test
    void takesTheOtherThreeSourcesOfTrust() throws CertificateEncodingException {
        String raw = Base64.getEncoder()
                .encodeToString(TestKeys.sharepoint().certificate().getEncoded());

        var byRawData = lab.cmdlet(
                "New-CsPartnerApplication",
                "Identity",
                "SharePoint",
                "ApplicationTrustLevel",
                "User",
                "ApplicationIdentifier",
                "00000003-0000-0ff1-ce00-000000000000",
                "Realm",
                "5637f856-0000-4000-8000-000000000000",
                "CertificateRawData",
                raw);
        var byServer = lab.cmdlet(
                "New-CsPartnerApplication",
                "Identity",
                "microsoft.exchange",
                "ApplicationTrustLevel",
                "Application",
                "ApplicationIdentifier",
                "00000002-0000-0ff1-ce00-000000000000",
                "UseOAuthServer",
                true);

        assertThat(byRawData.object().getString("ApplicationTrustLevel")).isEqualTo("User");
        assertThat(byServer.object().getString("AuthToken")).isEqualTo("UseOAuthServer");
    }

    @Test
    void refusesSourcesOfTrustThatDoNotGoTogether() throws CertificateEncodingException {
        String raw = Base64.getEncoder()
                .encodeToString(TestKeys.sharepoint().certificate().getEncoded());

        assertThat(lab.tryCmdlet(
                                "New-CsPartnerApplication",
                                "Identity",
                                "Both",
                                "ApplicationTrustLevel",
                                "Full",
                                "ApplicationIdentifier",
                                "00000002-0000-0ff1-ce00-000000000000",
                                "MetadataUrl",
                                METADATA)
                        .message())
                .contains("Parameter set cannot be resolved");
        assertThat(lab.tryCmdlet(
                                "New-CsPartnerApplication",
                                "Identity",
                                "NoRealm",
                                "ApplicationTrustLevel",
                                "Full",
                                "ApplicationIdentifier",
                                "00000002-0000-0ff1-ce00-000000000000",
                                "CertificateRawData",
                                raw)
                        .message())
                .contains("Realm");
    }
}
