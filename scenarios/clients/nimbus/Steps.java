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
        clients();
        resources();
        people();
        BOARD.run(TokenRequest.class.getPackage().getImplementationVersion());
    }

    private static final ClientSecretPost POST = new ClientSecretPost(CLIENT, SECRET);

    private static com.nimbusds.oauth2.sdk.ErrorObject error(com.nimbusds.oauth2.sdk.AuthorizationGrant grant, String scope) throws Exception {
        BOARD.sent("POST oauth2/v2.0/token");
        URI endpoint = OIDCProviderMetadata.resolve(ISSUER).getTokenEndpointURI();
        HTTPRequest request = new TokenRequest.Builder(endpoint, POST, grant).scope(new Scope(scope)).build().toHTTPRequest();
        return TokenResponse.parse(request.send()).toErrorResponse().getErrorObject();
    }

    private static void refused(com.nimbusds.oauth2.sdk.AuthorizationGrant grant, String code, String number) throws Exception {
        var error = error(grant, SCOPE);
        Board.same(error.getCode(), code);
        Board.isTrue(error.getDescription().contains(number), number + " in " + error.getDescription());
    }

    private static void clients() {
        BOARD.step("the metadata of the server", () -> {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(ISSUER);
            Board.same(metadata.getGrantTypes().toString(), "[client_credentials]");
            Board.same(metadata.getTokenEndpointAuthMethods().stream().map(String::valueOf).sorted().toList().toString(), "[client_secret_basic, client_secret_post, private_key_jwt]");
        });
        BOARD.step("the request of a configuration", () -> {
            var answer = new com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest(ISSUER).toHTTPRequest().send();
            Board.same(OIDCProviderMetadata.parse(answer.getBodyAsJSONObject()).getIssuer(), ISSUER);
        });
        BOARD.step("the request of a configuration (RFC 8414)", () -> {
            var answer = new com.nimbusds.oauth2.sdk.as.AuthorizationServerConfigurationRequest(ISSUER).toHTTPRequest().send();
            Board.same(AuthorizationServerMetadata.parse(answer.getBodyAsJSONObject()).getIssuer(), ISSUER);
        });
        BOARD.step("a document of another issuer is refused", () -> {
            try {
                OIDCProviderMetadata.resolve(new Issuer("https://login.microsoftonline.com/contoso.com/v2.0"));
            } catch (com.nimbusds.oauth2.sdk.GeneralException expected) {
                Board.isTrue(expected.getMessage().contains("issuer"), expected.getMessage());
                return;
            }
            throw new AssertionError("expected an error");
        });
        BOARD.step("the response has its time and its type", () -> {
            var token = response(POST, SCOPE).toSuccessResponse().getTokens().getBearerAccessToken();
            Board.isTrue(token.getLifetime() > 3000 && token.getType().equals(com.nimbusds.oauth2.sdk.token.AccessTokenType.BEARER), "more than 3,000 s");
        });
        BOARD.step("additional parameters", () -> {
            URI endpoint = OIDCProviderMetadata.resolve(ISSUER).getTokenEndpointURI();
            TokenRequest request = new TokenRequest.Builder(endpoint, POST, new ClientCredentialsGrant()).scope(new Scope(SCOPE)).customParameter("claims", "{}").build();
            Board.isTrue(TokenResponse.parse(request.toHTTPRequest().send()).indicatesSuccess(), "a token");
        });
        BOARD.step("client_secret_jwt is refused", () -> fails(new com.nimbusds.oauth2.sdk.auth.ClientSecretJWT(CLIENT, URI.create(AUTHORITY + "/oauth2/v2.0/token"), JWSAlgorithm.HS256, SECRET), SCOPE, "invalid_client", 401));
        BOARD.step("an unknown client is refused", () -> {
            var error = response(new ClientSecretPost(new ClientID("c0ffee00-0000-4000-8000-000000000002"), SECRET), SCOPE).toErrorResponse().getErrorObject();
            Board.isTrue(error.getDescription().contains("AADSTS700016"), error.getDescription());
        });
        BOARD.step("a client without authentication is refused", () -> {
            URI endpoint = OIDCProviderMetadata.resolve(ISSUER).getTokenEndpointURI();
            var request = new TokenRequest.Builder(endpoint, CLIENT, new com.nimbusds.oauth2.sdk.RefreshTokenGrant(new com.nimbusds.oauth2.sdk.token.RefreshToken("x"))).scope(new Scope(SCOPE)).build();
            Board.same(TokenResponse.parse(request.toHTTPRequest().send()).toErrorResponse().getErrorObject().getCode(), "invalid_client");
        });
        BOARD.step("timeouts of a request", () -> {
            URI endpoint = OIDCProviderMetadata.resolve(ISSUER).getTokenEndpointURI();
            HTTPRequest request = new TokenRequest.Builder(endpoint, POST, new ClientCredentialsGrant()).scope(new Scope(SCOPE)).build().toHTTPRequest();
            request.setConnectTimeout(20_000);
            request.setReadTimeout(20_000);
            Board.same(request.send().getStatusCode(), 200);
        });
    }

    private static void resources() {
        BOARD.step("the key set of the server", () -> {
            var keys = com.nimbusds.jose.jwk.JWKSet.load(OIDCProviderMetadata.resolve(ISSUER).getJWKSetURI().toURL()).getKeys();
            Board.isTrue(!keys.isEmpty() && keys.stream().allMatch(key -> key.getX509CertChain() != null && !key.isPrivate()), "keys with certificates");
        });
        BOARD.step("keys are cached, with a limit of requests and repetitions", () -> {
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            var keys = JWKSourceBuilder.create(OIDCProviderMetadata.resolve(ISSUER).getJWKSetURI().toURL()).cache(true).rateLimited(true).retrying(true).build();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
            Board.isTrue(processor.process(token(POST, SCOPE), null).getExpirationTime().after(new java.util.Date()), "it is not over");
        });
        BOARD.step("the claims of a token are verified", () -> {
            JWTClaimsSet claims = verified(token(POST, CLIENT.getValue() + "/.default"));
            new com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier<SecurityContext>(CLIENT.getValue(), new JWTClaimsSet.Builder().issuer(ISSUER.getValue()).build(), java.util.Set.of("exp", "tid")).verify(claims, null);
        });
        BOARD.step("another audience is refused", () -> {
            JWTClaimsSet claims = verified(token(POST, CLIENT.getValue() + "/.default"));
            try {
                new com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier<SecurityContext>("another", null, null).verify(claims, null);
            } catch (com.nimbusds.jwt.proc.BadJWTException expected) {
                Board.isTrue(expected.getMessage().contains("aud"), expected.getMessage());
                return;
            }
            throw new AssertionError("expected an error");
        });
        BOARD.step("a protected resource is changed", () -> {
            BOARD.sent("POST /_api/web/lists");
            HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, URI.create(SITE + "/_api/web/lists"));
            request.setAuthorization(new com.nimbusds.oauth2.sdk.token.BearerAccessToken(token(POST, SITE + "/.default")).toAuthorizationHeader());
            request.setContentType("application/json");
            request.setHeader("Accept", "application/json");
            request.setBody("{\"Title\":\"By Nimbus\",\"BaseTemplate\":100}");
            var answer = request.send();
            Board.same(answer.getStatusCode() + " " + answer.getBodyAsJSONObject().get("Title"), "201 By Nimbus");
        });
    }

    /** What needs a person: the server refuses with Microsoft's errors, because nobody signs in there. */
    private static void people() {
        URI back = URI.create("http://localhost/cb");
        var code = new com.nimbusds.oauth2.sdk.AuthorizationCode("x");
        BOARD.step("a code is refused: AADSTS9002313", () -> refused(new com.nimbusds.oauth2.sdk.AuthorizationCodeGrant(code, back), "invalid_grant", "AADSTS9002313"));
        BOARD.step("a code with PKCE is refused: AADSTS9002313", () ->
                refused(new com.nimbusds.oauth2.sdk.AuthorizationCodeGrant(code, back, new com.nimbusds.oauth2.sdk.pkce.CodeVerifier()), "invalid_grant", "AADSTS9002313"));
        BOARD.step("a refresh token is refused: AADSTS9002313", () -> refused(new com.nimbusds.oauth2.sdk.RefreshTokenGrant(new com.nimbusds.oauth2.sdk.token.RefreshToken("x")), "invalid_grant", "AADSTS9002313"));
        BOARD.step("a user name with a password is refused: AADSTS50034", () -> refused(new com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant("nobody@contoso.com", new Secret("x")), "invalid_grant", "AADSTS50034"));
        BOARD.step("a JWT as a grant is refused: AADSTS7000114", () -> {
            var key = privateKey(JWSAlgorithm.RS256, URI.create(AUTHORITY + "/oauth2/v2.0/token")).getClientAssertion();
            Board.isTrue(error(new com.nimbusds.oauth2.sdk.JWTBearerGrant(key), SCOPE).getDescription().contains("AADSTS7000114"), "the number");
        });
        BOARD.step("a code of a device is refused: bad_verification_code", () -> Board.same(error(new com.nimbusds.oauth2.sdk.device.DeviceCodeGrant(new com.nimbusds.oauth2.sdk.device.DeviceCode("x")), SCOPE).getCode(), "bad_verification_code"));
        BOARD.step("backchannel authentication (CIBA) is refused", () -> Board.same(error(new com.nimbusds.oauth2.sdk.ciba.CIBAGrant(new com.nimbusds.oauth2.sdk.ciba.AuthRequestID("x")), SCOPE).getCode(), "unsupported_grant_type"));
        BOARD.step("an exchange of tokens is refused", () -> Board.same(error(
                new com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant(new com.nimbusds.oauth2.sdk.token.BearerAccessToken("x"), com.nimbusds.oauth2.sdk.token.TokenTypeURI.ACCESS_TOKEN), SCOPE).getCode(), "unsupported_grant_type"));
        BOARD.step("a SAML assertion is refused", () -> Board.same(error(
                new com.nimbusds.oauth2.sdk.SAML2BearerGrant(Base64URL.encode("<x/>")), SCOPE).getCode(), "unsupported_grant_type"));
        BOARD.step("a page where a person signs in", () -> {
            BOARD.sent("GET oauth2/v2.0/authorize");
            URI endpoint = OIDCProviderMetadata.resolve(ISSUER).getAuthorizationEndpointURI();
            var request = new com.nimbusds.openid.connect.sdk.AuthenticationRequest.Builder(com.nimbusds.oauth2.sdk.ResponseType.CODE, new Scope("openid"), CLIENT, back)
                    .endpointURI(endpoint).state(new com.nimbusds.oauth2.sdk.id.State()).nonce(new com.nimbusds.openid.connect.sdk.Nonce())
                    .codeChallenge(new com.nimbusds.oauth2.sdk.pkce.CodeVerifier(), com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod.S256).build();
            var answer = request.toHTTPRequest().send();
            Board.same(answer.getStatusCode() + " " + answer.getBodyAsJSONObject().get("error"), "400 unsupported_response_type");
        });
        BOARD.step("the end of a session", () -> {
            URI endpoint = OIDCProviderMetadata.resolve(ISSUER).getEndSessionEndpointURI();
            Board.isTrue(new com.nimbusds.openid.connect.sdk.LogoutRequest(endpoint).toURI().toString().contains("logout"), "the endpoint");
        });
        BOARD.step("the server has no other endpoints", () -> {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(ISSUER);
            Board.same(java.util.Arrays.asList(metadata.getIntrospectionEndpointURI(), metadata.getRevocationEndpointURI(), metadata.getPushedAuthorizationRequestEndpointURI(),
                    metadata.getRegistrationEndpointURI(), metadata.getUserInfoEndpointURI(), metadata.getBackChannelAuthenticationEndpointURI()), java.util.Collections.nCopies(6, null));
        });
    }
}
