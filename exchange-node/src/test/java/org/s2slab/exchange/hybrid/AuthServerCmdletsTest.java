package org.s2slab.exchange.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.RunningExchange;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.testing.TestKeys;

/** Authorization servers as administrators make them known, and what the challenge says of them. */
class AuthServerCmdletsTest {
    private static final String EVO = "https://login.windows.net/" + FakeAuthorizationServer.TENANT
            + "/federationmetadata/2007-06/federationmetadata.xml";

    @TempDir
    Path folder;

    private RunningExchange exchange;
    private FakeAuthorizationServer server;

    @BeforeEach
    void start() {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        server = exchange.authorizationServer();
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private static JsonObject acs() {
        return new JsonObject()
                .put("Name", "WindowsAzureACS")
                .put("AuthMetadataUrl", FakeAuthorizationServer.METADATA.toString());
    }

    private static JsonObject evo() {
        return new JsonObject().put("Name", "evoSTS").put("Type", "AzureAD").put("AuthMetadataUrl", EVO);
    }

    private void set(String name, String parameter, @Nullable Object value) {
        exchange.run("Set-AuthServer", new JsonObject().put("Identity", name).put(parameter, value));
    }

    private JsonObject shown(String name) {
        return exchange.run("Get-AuthServer", new JsonObject().put("Identity", name))
                .getJsonArray("output")
                .getJsonObject(0);
    }

    private String challenge() {
        return exchange.call()
                .header("Authorization", "Bearer")
                .get("/EWS/Exchange.asmx")
                .headers()
                .getAll("WWW-Authenticate")
                .get(0);
    }

    @Test
    void keepsAServerThatIssuesTokensOverARestart() {
        exchange.run("New-AuthServer", acs().put("DomainName", new JsonArray().add("contoso.com")));
        JsonObject made = shown("windowsazureacs");

        exchange.restart();
        assertThat(shown("WindowsAzureACS")).isEqualTo(made);
        assertThat(made.getString("IssuerIdentifier")).isEqualTo(FakeAuthorizationServer.ISSUER.id());
        assertThat(made.getString("Realm")).isEqualTo(FakeAuthorizationServer.TENANT);
        assertThat(made.getString("TokenIssuingEndpoint"))
                .isEqualTo("https://" + FakeAuthorizationServer.HOST + FakeAuthorizationServer.TOKENS);
        assertThat(made.getString("AuthorizationEndpoint")).isNull();
        assertThat(made.getString("Type")).isEqualTo("MicrosoftACS");
        assertThat(made.getBoolean("Enabled")).isTrue();
        assertThat(made.getBoolean("IsDefaultAuthorizationEndpoint")).isFalse();
        assertThat(made.getJsonArray("DomainName")).containsExactly("contoso.com");
        assertThat(made.getJsonArray("CertificateStrings")).hasSize(1);
    }

    @Test
    void namesItAmongItsTrustedIssuersWhileItIsEnabled() {
        exchange.configureLync();
        exchange.run("New-AuthServer", acs());
        assertThat(challenge())
                .isEqualTo("Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\", trusted_issuers=\""
                        + FakeAuthorizationServer.ISSUER + ",00000004-0000-0ff1-ce00-000000000000@contoso.com\","
                        + " token_types=\"app_asserted_user_v1 service_asserted_app_v1\"");

        set("WindowsAzureACS", "Enabled", false);
        assertThat(shown("WindowsAzureACS").getBoolean("Enabled")).isFalse();
        assertThat(challenge()).doesNotContain(FakeAuthorizationServer.TENANT);
    }

    @Test
    void isNoPartnerApplication() {
        exchange.run("New-AuthServer", acs());

        assertThat(exchange.get("Get-PartnerApplication")).hasSize(1);
        assertThat(exchange.attempt("Remove-PartnerApplication", new JsonObject().put("Identity", "WindowsAzureACS"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void sendsPeopleToTheDefaultServer() {
        exchange.run("New-AuthServer", evo());
        set("evoSTS", "IsDefaultAuthorizationEndpoint", true);
        assertThat(challenge()).doesNotContain("authorization_uri");

        exchange.run("Set-OrganizationConfig", new JsonObject().put("OAuth2ClientProfileEnabled", true));
        assertThat(challenge())
                .endsWith("token_types=\"app_asserted_user_v1 service_asserted_app_v1\","
                        + " authorization_uri=\"https://login.windows.net/common/oauth2/authorize\"");
        JsonObject shown = shown("evoSTS");
        assertThat(shown.getString("IssuerIdentifier"))
                .isEqualTo("https://sts.windows.net/" + FakeAuthorizationServer.TENANT + "/");
        assertThat(shown.getString("TokenIssuingEndpoint")).isEqualTo("https://login.windows.net/common/oauth2/token");

        exchange.restart();
        assertThat(challenge()).contains("authorization_uri");
        exchange.run("New-AuthServer", evo().put("Name", "Another"));
        set("Another", "IsDefaultAuthorizationEndpoint", true);
        assertThat(shown("evoSTS").getBoolean("IsDefaultAuthorizationEndpoint")).isFalse();
        exchange.run("Remove-AuthServer", new JsonObject().put("Identity", "Another"));
        assertThat(challenge()).doesNotContain("authorization_uri");
    }

    /** Each of the switches of modern authentication alone takes the address out of the challenge. */
    @Test
    void sendsPeopleNowhereIfAVirtualDirectoryHasNoOAuth() {
        exchange.run("New-AuthServer", evo());
        set("evoSTS", "IsDefaultAuthorizationEndpoint", true);
        exchange.run("Set-OrganizationConfig", new JsonObject().put("OAuth2ClientProfileEnabled", true));
        for (String noun : List.of("WebServicesVirtualDirectory", "AutodiscoverVirtualDirectory")) {
            JsonObject directory = exchange.get("Get-" + noun).getJsonObject(0);
            assertThat(directory.getBoolean("OAuthAuthentication")).isTrue();
            switchOAuth(noun, directory.getString("Identity"), false);
            assertThat(challenge()).as(noun).doesNotContain("authorization_uri");
            exchange.restart();
            assertThat(exchange.get("Get-" + noun).getJsonObject(0).getJsonArray("InternalAuthenticationMethods"))
                    .containsExactly("Basic");
            switchOAuth(noun, directory.getString("Identity"), true);
            assertThat(challenge()).as(noun).contains("authorization_uri");
        }
        assertThat(exchange.get("Get-OrganizationConfig").getJsonObject(0).getBoolean("OAuth2ClientProfileEnabled"))
                .isTrue();
        assertThat(exchange.attempt("Set-WebServicesVirtualDirectory", new JsonObject().put("Identity", "another"))
                        .status())
                .isEqualTo(404);
    }

    private void switchOAuth(String noun, String identity, boolean isOn) {
        exchange.run("Set-" + noun, new JsonObject().put("Identity", identity).put("OAuthAuthentication", isOn));
    }

    @Test
    void readsWhoAServerThatSignsPeopleInIs() {
        FakePartner login = exchange.beside("login.windows.net");
        String path = "/contoso.com/federationmetadata/2007-06/federationmetadata.xml";
        JsonObject named = evo().put("AuthMetadataUrl", "https://login.windows.net" + path);
        Answer unknown = exchange.attempt("New-AuthServer", named);
        assertThat(unknown.body()).contains("federation metadata", "GUID");

        login.on(
                path,
                (request, response) -> response.putHeader("Content-Type", "application/samlmetadata+xml")
                        .end(FakeAuthorizationServer.federationDocument(
                                "https://sts.windows.net/" + FakeAuthorizationServer.TENANT + "/",
                                FakeAuthorizationServer.key())));
        exchange.run("New-AuthServer", named);
        assertThat(shown("evoSTS").getString("IssuerIdentifier"))
                .isEqualTo("https://sts.windows.net/" + FakeAuthorizationServer.TENANT + "/");
        assertThat(shown("evoSTS").getJsonArray("CertificateStrings")).hasSize(1);
    }

    @Test
    void takesReplacedKeysOnTheAdministratorsWord() {
        exchange.run("New-AuthServer", acs());
        String before =
                shown("WindowsAzureACS").getJsonArray("CertificateStrings").getString(0);
        server.publishes(TestKeys.named("another server"));

        set("WindowsAzureACS", "RefreshAuthMetadata", true);
        assertThat(shown("WindowsAzureACS").getJsonArray("CertificateStrings"))
                .hasSize(1)
                .doesNotContain(before);
    }

    @Test
    void refusesWhatIsNotSimulated() {
        assertThat(exchange.attempt("New-AuthServer", acs().put("Type", "ADFS")).status())
                .isEqualTo(501);
        assertThat(exchange.attempt("New-AuthServer", acs().put("TrustAnySSLCertificate", true))
                        .body())
                .contains("L4");
        assertThat(exchange.attempt("New-AuthServer", acs().put("AuthMetadataUrl", RunningExchange.LYNC_METADATA))
                        .body())
                .contains("authorization server");
        exchange.run("New-AuthServer", acs());
        assertThat(exchange.attempt("New-AuthServer", acs()).status()).isEqualTo(409);
        assertThat(exchange.attempt(
                                "Set-AuthServer",
                                new JsonObject()
                                        .put("Identity", "WindowsAzureACS")
                                        .put("IsDefaultAuthorizationEndpoint", true))
                        .body())
                .contains("no authorization endpoint");
    }

    @Test
    void hasAnAddressOfMicrosoftGraphThatExcludesTheApplication() {
        exchange.run("New-AuthServer", evo());
        set("evoSTS", "GraphBaseUrl", "https://graph.microsoft.com");
        set("evoSTS", "ApplicationIdentifier", "4c1f3a9e-7b52-4d0a-8f66-1e2d9c0b5a73");
        exchange.restart();
        assertThat(shown("evoSTS").getString("GraphBaseUrl")).isEqualTo("https://graph.microsoft.com");

        JsonObject both = new JsonObject()
                .put("Identity", "evoSTS")
                .put("ApplicationIdentifier", null)
                .put("GraphBaseUrl", null);
        assertThat(exchange.attempt("Set-AuthServer", both).body())
                .contains("Parameter set cannot be resolved using the specified named parameters.");
        for (String wrong : List.of("http://graph.microsoft.com", "https://graph.microsoft.com/v1.0")) {
            JsonObject given = new JsonObject().put("Identity", "evoSTS").put("GraphBaseUrl", wrong);
            assertThat(exchange.attempt("Set-AuthServer", given).body()).contains("GraphBaseUrl: '" + wrong);
        }
        set("evoSTS", "GraphBaseUrl", null);
        assertThat(shown("evoSTS").getString("GraphBaseUrl")).isNull();
        assertThat(shown("evoSTS").getString("ApplicationIdentifier")).isNotNull();
    }

    @Test
    void changesNothingUnderWhatIf() {
        exchange.run("New-AuthServer", acs().put("WhatIf", true));
        exchange.run("New-AuthServer", evo().put("WhatIf", true));

        assertThat(exchange.get("Get-AuthServer")).isEmpty();
    }
}
