package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.LOGIN;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
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
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;

/**
 * Client libraries that others wrote get tokens, each in its own way, and a resource that trusts this authorization server
 * takes them. Their clock is the machine's, so this server's is set to it.
 */
class LibrariesTest extends AuthzFixture {
    private static final String SCOPE = "https://outlook.office365.com/.default";
    private static final String PERSON_SCOPE = "https://graph.microsoft.com/User.Read";
    private static final SigningKey KEY = TestKeys.named("daemon");

    private OnlineResource exchange;

    @BeforeEach
    void start() {
        authz.clock.set(Instant.now());
        authz.registerWithSecret(APP, SECRET);
        authz.upload(CONTOSO, APP, KEY);
        exchange = new OnlineResource(authz, APP);
    }

    @Test
    void msalForJavaWithASecret() throws Exception {
        accepts(msal(ClientCredentialFactory.createFromSecret(SECRET)));
    }

    @Test
    void msalForJavaWithACertificate() throws Exception {
        accepts(msal(ClientCredentialFactory.createFromCertificate(KEY.privateKey(), KEY.certificate())));
    }

    @Test
    void msalForJavaUnderstandsARefusal() {
        assertThatThrownBy(() -> msal(ClientCredentialFactory.createFromSecret("wrong")))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(MsalServiceException.class, refused -> {
                    assertThat(refused.errorCode()).isEqualTo("invalid_client");
                    assertThat(refused.getMessage()).contains("AADSTS7000215");
                });
    }

    @Test
    void msalForJavaSignsAPersonInByACode() throws Exception {
        String code = new SignIn(authz)
                .with("scope", PERSON_SCOPE + " openid profile")
                .code(SignIn.ADMINISTRATOR);
        var parameters = AuthorizationCodeParameters.builder(code, URI.create(SignIn.REDIRECT))
                .codeVerifier(SignIn.VERIFIER)
                .scopes(Set.of(PERSON_SCOPE))
                .build();

        readsGraph(publicMsal().acquireToken(parameters).get());
    }

    @Test
    void msalForJavaSignsAPersonInForADevice() throws Exception {
        var parameters = DeviceCodeFlowParameters.builder(Set.of(PERSON_SCOPE), device -> {
                    SignIn page = new SignIn(authz).at(SignIn.DEVICE_PAGE);
                    page.open();
                    page.send(Map.of("user_code", device.userCode()));
                    page.send(Map.of(
                            "user_code",
                            device.userCode(),
                            "decision",
                            "allow",
                            "login",
                            SignIn.ADMINISTRATOR,
                            "passwd",
                            SignIn.PASSWORD));
                })
                .build();

        readsGraph(publicMsal().acquireToken(parameters).get());
    }

    private PublicClientApplication publicMsal() throws Exception {
        return PublicClientApplication.builder(SignIn.POWERSHELL)
                .authority("https://" + LOGIN + "/organizations/")
                .validateAuthority(false)
                .instanceDiscovery(false)
                .httpClient(this::send)
                .build();
    }

    private void readsGraph(IAuthenticationResult result) {
        assertThat(result.account().username()).isEqualTo(SignIn.ADMINISTRATOR);
        TestCall.Answer me = GraphCaller.of(authz, result.accessToken(), "").get("me");
        assertThat(me.json().getString("userPrincipalName")).isEqualTo(SignIn.ADMINISTRATOR);
    }

    @Test
    void nimbusWithASecretInTheFormAndInTheAuthorizationField() throws Exception {
        accepts(nimbus(new ClientSecretPost(new ClientID(APP), new Secret(SECRET))));
        accepts(nimbus(new ClientSecretBasic(new ClientID(APP), new Secret(SECRET))));
    }

    @Test
    void nimbusWithAPrivateKeyByEitherAlgorithm() throws Exception {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
            accepts(nimbus(new PrivateKeyJWT(
                    new ClientID(APP),
                    metadata().getTokenEndpointURI(),
                    algorithm,
                    KEY.privateKey(),
                    null,
                    null,
                    new Base64URL(SigningKey.x5tS256(KEY.certificate())),
                    null)));
            accepts(nimbus(new PrivateKeyJWT(
                    new ClientID(APP),
                    metadata().getTokenEndpointURI(),
                    algorithm,
                    KEY.privateKey(),
                    KEY.x5t(),
                    null)));
        }
    }

    @Test
    void nimbusReadsBothFormsOfTheConfigurationAndVerifiesATokenByTheKeySet() throws Exception {
        String rfc8414 =
                get(URI.create("https://" + LOGIN + "/.well-known/oauth-authorization-server/" + CONTOSO + "/v2.0"));
        assertThat(AuthorizationServerMetadata.parse(rfc8414).getIssuer().getValue())
                .isEqualTo(metadata().getIssuer().getValue());
        String token = nimbus(new ClientSecretPost(new ClientID(APP), new Secret(SECRET)));

        var processor = new DefaultJWTProcessor<SecurityContext>();
        var keys = com.nimbusds.jose.jwk.JWKSet.parse(get(metadata().getJWKSetURI()));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<SecurityContext>(keys)));

        assertThat(processor.process(token, null).getStringClaim("appid")).isEqualTo(APP);
    }

    @Test
    void aTokenForAnApplicationThatTheResourceDoesNotTakeIsRefusedThere() throws Exception {
        OnlineResource other = new OnlineResource(authz, "7c2f5a0e-4d5e-4f10-9f3e-0d6f2f2f9c22");

        assertThat(other.ask(msal(ClientCredentialFactory.createFromSecret(SECRET)))
                        .status())
                .isEqualTo(401);
    }

    private void accepts(String token) {
        TestCall.Answer answer = exchange.ask(token);
        assertThat(answer.status()).as(answer.headers().toString()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("welcome");
    }

    private String msal(IClientCredential credential) throws Exception {
        return ConfidentialClientApplication.builder(APP, credential)
                .authority("https://" + LOGIN + "/" + CONTOSO + "/")
                .validateAuthority(false)
                .instanceDiscovery(false)
                .httpClient(this::send)
                .build()
                .acquireToken(ClientCredentialParameters.builder(Set.of(SCOPE)).build())
                .get()
                .accessToken();
    }

    private IHttpResponse send(HttpRequest request) {
        TestCall call = authz.call(request.url().getHost());
        request.headers().forEach(call::header);
        if (!request.headers().containsKey("Content-Type")) {
            // The HTTP client of the JDK, which MSAL uses, adds it to every request with a body.
            call.header("Content-Type", "application/x-www-form-urlencoded");
        }
        TestCall.Answer answer = call.send(
                HttpMethod.valueOf(request.httpMethod().name()), request.url().getFile(), request.body());
        HttpResponse response = new HttpResponse();
        response.statusCode(answer.status());
        response.addHeaders(Map.of("Content-Type", List.of(answer.headers().get("Content-Type"))));
        response.body(answer.body());
        return response;
    }

    private String nimbus(ClientAuthentication authentication) throws Exception {
        var request = new TokenRequest.Builder(
                        metadata().getTokenEndpointURI(), authentication, new ClientCredentialsGrant())
                .scope(new Scope(SCOPE))
                .build();
        return TokenResponse.parse(request.toHTTPRequest().send(this::send))
                .toSuccessResponse()
                .getTokens()
                .getAccessToken()
                .getValue();
    }

    private ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) {
        TestCall call = authz.call(request.getURI().getHost());
        request.getHeaderMap().forEach((name, values) -> call.header(name, values.get(0)));
        TestCall.Answer answer = call.send(
                HttpMethod.valueOf(request.getMethod().name()), request.getURI().getPath(), request.getBody());
        HTTPResponse response = new HTTPResponse(answer.status());
        response.setHeader("Content-Type", answer.headers().get("Content-Type"));
        response.setBody(answer.body());
        return response;
    }

    private OIDCProviderMetadata metadata() throws Exception {
        return OIDCProviderMetadata.parse(
                get(URI.create("https://" + LOGIN + "/" + CONTOSO + "/v2.0/.well-known/openid-configuration")));
    }

    private String get(URI address) {
        return authz.call(address.getHost()).get(address.getPath()).body();
    }
}
