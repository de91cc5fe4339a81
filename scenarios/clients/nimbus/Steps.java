import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The examples of the Nimbus OAuth 2.0 SDK for clients without a person, and for resource servers. */
final class Steps {
    private static final String AUTHORITY = "https://login.microsoftonline.com/5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713";
    private static final Issuer ISSUER = new Issuer(AUTHORITY + "/v2.0");
    private static final ClientID CLIENT = new ClientID("3b1f0c5e-6f0e-4b6d-9d61-0a3c8f2f7b11");
    private static final Secret SECRET = new Secret("board-secret-of-42-letters-and-digits-00001");
    private static final String SCOPE = "https://outlook.office365.com/.default";
    private static final String SITE = "https://contoso.sharepoint.com";
    private static final Board BOARD = new Board();

    private static TokenResponse response(ClientAuthentication authentication, String scope) throws Exception {
        BOARD.sent("GET .well-known/openid-configuration");
        BOARD.sent("POST oauth2/v2.0/token");
        URI endpoint = OIDCProviderMetadata.resolve(ISSUER).getTokenEndpointURI();
        TokenRequest request = new TokenRequest.Builder(endpoint, authentication, new ClientCredentialsGrant()).scope(new Scope(scope)).build();
        return TokenResponse.parse(request.toHTTPRequest().send());
    }

    private static String token(ClientAuthentication authentication, String scope) throws Exception {
        TokenResponse response = response(authentication, scope);
        Board.isTrue(response.indicatesSuccess(), String.valueOf(response.indicatesSuccess() ? "" : response.toErrorResponse().getErrorObject()));
        return response.toSuccessResponse().getTokens().getAccessToken().getValue();
    }

    private static void fails(ClientAuthentication authentication, String scope, String code, int status) throws Exception {
        var error = response(authentication, scope).toErrorResponse().getErrorObject();
        Board.same(error.getCode() + " " + error.getHTTPStatusCode(), code + " " + status);
    }

    private static PrivateKeyJWT privateKey(JWSAlgorithm algorithm, URI audience) throws Exception {
        String text = Files.readString(Path.of(System.getenv("LAB_KEY"))).replaceAll("-----[^-]+-----|\\s", "");
        RSAPrivateKey key = (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
        try (var file = Files.newInputStream(Path.of(System.getenv("LAB_CERTIFICATE")))) {
            byte[] der = CertificateFactory.getInstance("X.509").generateCertificate(file).getEncoded();
            String thumbprint = Base64URL.encode(MessageDigest.getInstance("SHA-1").digest(der)).toString();
            return new PrivateKeyJWT(CLIENT, audience, algorithm, key, thumbprint, null);
        }
    }

    private static JWTClaimsSet verified(String token) throws Exception {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        var keys = JWKSourceBuilder.create(OIDCProviderMetadata.resolve(ISSUER).getJWKSetURI().toURL()).build();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        return processor.process(token, null);
    }

    public static void main(String[] args) {
        ClientSecretPost post = new ClientSecretPost(CLIENT, SECRET);
        URI endpoint = URI.create(AUTHORITY + "/oauth2/v2.0/token");
        BOARD.step("discovery (OpenID Connect)", () -> Board.same(OIDCProviderMetadata.resolve(ISSUER).getTokenEndpointURI(), endpoint));
        BOARD.step("discovery (RFC 8414)", () -> Board.same(AuthorizationServerMetadata.resolve(ISSUER).getIssuer(), ISSUER));
        BOARD.step("client_secret_post", () -> token(post, SCOPE));
        BOARD.step("client_secret_basic", () -> token(new ClientSecretBasic(CLIENT, SECRET), SCOPE));
        BOARD.step("private_key_jwt with RS256", () -> token(privateKey(JWSAlgorithm.RS256, endpoint), SCOPE));
        BOARD.step("private_key_jwt with PS256", () -> token(privateKey(JWSAlgorithm.PS256, endpoint), SCOPE));
        BOARD.step("private_key_jwt for the issuer", () -> token(privateKey(JWSAlgorithm.RS256, URI.create(ISSUER.getValue())), SCOPE));
        BOARD.step("private_key_jwt for another audience is refused", () -> fails(privateKey(JWSAlgorithm.RS256, URI.create("https://example.org")), SCOPE, "invalid_client", 401));
        BOARD.step("a wrong secret is refused", () -> fails(new ClientSecretPost(CLIENT, new Secret("wrong")), SCOPE, "invalid_client", 401));
        BOARD.step("an unknown scope is refused", () -> fails(post, "Mail.Read", "invalid_scope", 400));
        BOARD.step("a token is verified with the keys of the server", () -> Board.isTrue(verified(token(post, SCOPE)).getAudience().toString().contains("outlook.office365.com"), "its audience"));
        BOARD.step("a spoiled token is refused", () -> {
            String token = token(post, SCOPE);
            try {
                verified(token.substring(0, token.length() - 8) + "AAAAAAAA");
            } catch (com.nimbusds.jose.proc.BadJOSEException expected) {
                return;
            }
            throw new AssertionError("expected an error");
        });
        BOARD.step("a protected resource is requested", () -> {
            BOARD.sent("GET /_api/web");
            HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, URI.create(SITE + "/_api/web"));
            request.setAuthorization("Bearer " + token(post, SITE + "/.default"));
            Board.same(request.send().getStatusCode(), 200);
        });
        BOARD.step("the error of a resource is read", () -> {
            BOARD.sent("GET /_api/web");
            HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, URI.create(SITE + "/_api/web"));
            request.setAuthorization("Bearer not-a-token");
            var answer = request.send();
            Board.same(answer.getStatusCode(), 401);
            // The resource has a challenge for each of its schemes.
            String challenge = answer.getHeaderValues("WWW-Authenticate").stream().filter(one -> one.startsWith("Bearer")).findFirst().orElseThrow();
            Board.isTrue(com.nimbusds.oauth2.sdk.token.BearerTokenError.parse(challenge).getRealm() != null, "the realm of the tenant");
        });
        BOARD.run(TokenRequest.class.getPackage().getImplementationVersion());
    }
}
