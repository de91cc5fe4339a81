import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The confidential client of MSAL for Java. */
final class Steps {
    private static final String TENANT = "5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713";
    private static final String AUTHORITY = "https://login.microsoftonline.com/" + TENANT;
    private static final String CLIENT = "3b1f0c5e-6f0e-4b6d-9d61-0a3c8f2f7b11";
    private static final String SECRET = "board-secret-of-42-letters-and-digits-00001";
    private static final Set<String> SCOPES = Set.of("https://outlook.office365.com/.default");
    private static final Board BOARD = new Board();

    private interface Change {
        void on(ConfidentialClientApplication.Builder builder) throws Exception;
    }

    private static ConfidentialClientApplication application(IClientCredential credential, Change change) throws Exception {
        ConfidentialClientApplication.Builder builder = ConfidentialClientApplication.builder(CLIENT, credential).authority(AUTHORITY);
        change.on(builder);
        BOARD.sent("POST /" + TENANT + "/oauth2/v2.0/token");
        return builder.build();
    }

    private static ConfidentialClientApplication secret(Change change) throws Exception {
        return application(ClientCredentialFactory.createFromSecret(SECRET), change);
    }

    private static IAuthenticationResult gets(ConfidentialClientApplication app) throws Exception {
        IAuthenticationResult result = app.acquireToken(ClientCredentialParameters.builder(SCOPES).build()).get();
        Board.isTrue(result.accessToken().split("\\.").length == 3, "a signed token");
        return result;
    }

    private static PrivateKey key() throws Exception {
        String text = Files.readString(Path.of(System.getenv("LAB_KEY"))).replaceAll("-----[^-]+-----|\\s", "");
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    }

    private static X509Certificate certificate() throws Exception {
        try (var file = Files.newInputStream(Path.of(System.getenv("LAB_CERTIFICATE")))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    private static void fails(String number, ConfidentialClientApplication app, Set<String> scopes) throws Exception {
        try {
            app.acquireToken(ClientCredentialParameters.builder(scopes).build()).get();
        } catch (java.util.concurrent.ExecutionException expected) {
            Board.isTrue(String.valueOf(expected.getMessage()).contains(number), number + " in " + expected.getMessage());
            return;
        }
        throw new AssertionError("expected " + number);
    }

    public static void main(String[] args) {
        BOARD.step("a secret", () -> gets(secret(builder -> {})));
        BOARD.step("a certificate", () -> gets(application(ClientCredentialFactory.createFromCertificate(key(), certificate()), builder -> {})));
        BOARD.step("a certificate chain that is sent (x5c)", () ->
                gets(application(ClientCredentialFactory.createFromCertificateChain(key(), List.of(certificate())), builder -> builder.sendX5c(true))));
        BOARD.step("the cache gives the same token again", () -> {
            ConfidentialClientApplication app = secret(builder -> {});
            Board.same(gets(app).accessToken().equals(gets(app).accessToken()), true);
        });
        BOARD.step("the cache is passed over", () -> {
            ConfidentialClientApplication app = secret(builder -> {});
            gets(app);
            app.acquireToken(ClientCredentialParameters.builder(SCOPES).skipCache(true).build()).get();
        });
        BOARD.step("the cache is serialised", () -> {
            ConfidentialClientApplication app = secret(builder -> {});
            gets(app);
            Board.isTrue(app.tokenCache().serialize().contains("AccessToken"), "a token in the cache");
        });
        BOARD.step("the authority by the domain", () -> gets(secret(builder -> builder.authority("https://login.microsoftonline.com/contoso.com"))));
        BOARD.step("the authority with a slash at its end", () -> gets(secret(builder -> builder.authority(AUTHORITY + "/"))));
        BOARD.step("another host of the authority", () -> gets(secret(builder -> builder.authority("https://login.windows.net/" + TENANT))));
        BOARD.step("no validation of the authority", () -> gets(secret(builder -> builder.validateAuthority(false))));
        BOARD.step("no instance discovery", () -> gets(secret(builder -> builder.instanceDiscovery(false))));
        BOARD.step("an OpenID Connect authority", () -> gets(secret(builder -> builder.oidcAuthority(AUTHORITY + "/v2.0"))));
        BOARD.step("client capabilities", () -> gets(secret(builder -> builder.clientCapabilities(Set.of("CP1")))));
        BOARD.step("a correlation id", () -> gets(secret(builder -> builder.correlationId("c0ffee00-0000-4000-8000-000000000001"))));
        BOARD.step("a wrong secret: AADSTS7000215", () -> fails("7000215", application(ClientCredentialFactory.createFromSecret("wrong"), builder -> {}), SCOPES));
        BOARD.step("an unknown resource: AADSTS500011", () -> fails("500011", secret(builder -> {}), Set.of("https://unknown.contoso.com/.default")));
        BOARD.step("a scope that is not .default: AADSTS1002012", () -> fails("1002012", secret(builder -> {}), Set.of("https://outlook.office365.com/Mail.Read")));
        BOARD.run(ConfidentialClientApplication.class.getPackage().getImplementationVersion());
    }
}
