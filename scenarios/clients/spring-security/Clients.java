import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.endpoint.*;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;

/** The pages of the documentation about OAuth 2.0 clients: authentication of clients, grants, and authorized clients. */
record Clients(Board board) {
    private static final TestingAuthenticationToken PRINCIPAL = new TestingAuthenticationToken("lab", "");

    /** A manager with its service, in which the documentation keeps the clients that have a token. */
    private record Managed(AuthorizedClientServiceOAuth2AuthorizedClientManager manager, InMemoryOAuth2AuthorizedClientService service) {
        static Managed of(ClientRegistration registration, RestClientClientCredentialsTokenResponseClient client, Duration skew) {
            var registrations = new InMemoryClientRegistrationRepository(registration);
            var service = new InMemoryOAuth2AuthorizedClientService(registrations);
            var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, service);
            manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                    .authorizationCode()
                    .refreshToken()
                    .clientCredentials(credentials -> credentials.accessTokenResponseClient(client).clockSkew(skew))
                    .build());
            return new Managed(manager, service);
        }

        OAuth2AuthorizedClient authorized() {
            return manager.authorize(OAuth2AuthorizeRequest.withClientRegistrationId("lab").principal(PRINCIPAL).build());
        }
    }

    private static Managed managed(ClientRegistration registration, RestClientClientCredentialsTokenResponseClient client) {
        return Managed.of(registration, client, Duration.ofSeconds(60));
    }

    private static ClientRegistration post() {
        return Steps.registration(Steps.POST).build();
    }

    private static RSAKey key() throws Exception {
        String text = Files.readString(Path.of(System.getenv("LAB_KEY"))).replaceAll("-----[^-]+-----|\\s", "");
        var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
        try (var file = Files.newInputStream(Path.of(System.getenv("LAB_CERTIFICATE")))) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(file);
            String thumbprint = Base64URL.encode(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded())).toString();
            return new RSAKey.Builder((RSAPublicKey) certificate.getPublicKey()).privateKey(key).keyID(thumbprint).build();
        }
    }

    private static RestClientClientCredentialsTokenResponseClient signing(JWK key) {
        var client = new RestClientClientCredentialsTokenResponseClient();
        client.addParametersConverter(new NimbusJwtClientAuthenticationParametersConverter<>(registration -> key));
        return client;
    }

    private interface Call {
        void run() throws Exception;
    }

    private static void refused(String part, Call call) throws Exception {
        try {
            call.run();
        } catch (OAuth2AuthorizationException expected) {
            Board.isTrue(String.valueOf(expected.getMessage()).contains(part), part + " in " + expected.getMessage());
            return;
        }
        throw new AssertionError("expected an error");
    }

    void addSteps() {
        authentication();
        authorizedClients();
        people();
    }

    private void authentication() {
        board.step("private_key_jwt", () -> Board.isTrue(
                managed(Steps.registration(ClientAuthenticationMethod.PRIVATE_KEY_JWT).build(), signing(key())).authorized().getAccessToken() != null, "a token"));
        board.step("private_key_jwt with a key that is not registered is refused", () -> {
            JWK other = new com.nimbusds.jose.jwk.gen.RSAKeyGenerator(2048).keyID(key().getKeyID()).generate();
            refused("AADSTS700027", () -> managed(Steps.registration(ClientAuthenticationMethod.PRIVATE_KEY_JWT).build(), signing(other)).authorized());
        });
        board.step("client_secret_jwt is refused", () -> {
            JWK secret = new OctetSequenceKey.Builder("board-secret-of-42-letters-and-digits-00001".getBytes()).keyID("x").build();
            refused("invalid_client", () -> managed(Steps.registration(ClientAuthenticationMethod.CLIENT_SECRET_JWT).build(), signing(secret)).authorized());
        });
        board.step("an unknown client is refused", () -> refused("AADSTS700016", () -> managed(
                Steps.registration(Steps.POST).clientId("c0ffee00-0000-4000-8000-000000000002").build(), new RestClientClientCredentialsTokenResponseClient()).authorized()));
        board.step("an unknown resource is refused", () -> refused("AADSTS500011", () -> managed(
                Steps.registration(Steps.POST).scope("https://unknown.contoso.com/.default").build(), new RestClientClientCredentialsTokenResponseClient()).authorized()));
        board.step("a registration without discovery", () -> {
            ClientRegistration registration = ClientRegistration.withRegistrationId("lab").clientId(post().getClientId()).clientSecret(post().getClientSecret())
                    .clientAuthenticationMethod(Steps.POST).authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .tokenUri(Steps.AUTHORITY + "/oauth2/v2.0/token").scope("https://outlook.office365.com/.default").build();
            Steps.token(registration);
        });
        board.step("a document of another issuer is refused", () -> {
            try {
                ClientRegistrations.fromIssuerLocation("https://login.microsoftonline.com/contoso.com/v2.0");
            } catch (IllegalArgumentException | IllegalStateException expected) {
                Board.isTrue(expected.getMessage().contains("issuer"), expected.getMessage());
                return;
            }
            throw new AssertionError("expected an error");
        });
        board.step("additional parameters and headers of the request", () -> {
            var client = new RestClientClientCredentialsTokenResponseClient();
            client.addParametersConverter(grant -> {
                var parameters = new org.springframework.util.LinkedMultiValueMap<String, String>();
                parameters.add("client_info", "1");
                return parameters;
            });
            client.addHeadersConverter(grant -> {
                var headers = new org.springframework.http.HttpHeaders();
                headers.add("client-request-id", "c0ffee00-0000-4000-8000-000000000006");
                return headers;
            });
            Board.isTrue(managed(post(), client).authorized() != null, "an authorized client");
        });
        board.step("changed parameters of the request", () -> {
            var client = new RestClientClientCredentialsTokenResponseClient();
            client.setParametersCustomizer(parameters -> parameters.set("scope", Steps.SITE + "/.default"));
            var jwt = NimbusJwtDecoder.withJwkSetUri(Steps.AUTHORITY + "/discovery/v2.0/keys").build().decode(managed(post(), client).authorized().getAccessToken().getTokenValue());
            Board.isTrue(jwt.getAudience().toString().contains("contoso.sharepoint.com"), "its audience");
        });
        board.step("another HTTP client", () -> {
            var client = new RestClientClientCredentialsTokenResponseClient();
            client.setRestClient(RestClient.builder()
                    .messageConverters(converters -> {
                        converters.clear();
                        converters.add(new org.springframework.http.converter.FormHttpMessageConverter());
                        converters.add(new org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter());
                    })
                    .defaultStatusHandler(new org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler())
                    .build());
            Board.isTrue(managed(post(), client).authorized() != null, "an authorized client");
        });
    }

    private void authorizedClients() {
        board.step("a token that is nearly over is replaced", () -> {
            Managed always = Managed.of(post(), new RestClientClientCredentialsTokenResponseClient(), Duration.ofDays(2));
            Board.isTrue(always.authorized().getAccessToken() != always.authorized().getAccessToken(), "two tokens");
        });
        board.step("the authorized client is loaded and removed", () -> {
            Managed managed = managed(post(), new RestClientClientCredentialsTokenResponseClient());
            String token = managed.authorized().getAccessToken().getTokenValue();
            OAuth2AuthorizedClient loaded = managed.service().loadAuthorizedClient("lab", PRINCIPAL.getName());
            Board.same(loaded.getAccessToken().getTokenValue(), token);
            managed.service().removeAuthorizedClient("lab", PRINCIPAL.getName());
            Board.same(managed.service().loadAuthorizedClient("lab", PRINCIPAL.getName()), null);
        });
        board.step("success and failure are handled", () -> {
            StringBuilder seen = new StringBuilder();
            Managed good = managed(post(), new RestClientClientCredentialsTokenResponseClient());
            good.manager().setAuthorizationSuccessHandler((client, principal, attributes) -> seen.append("success "));
            good.authorized();
            Managed bad = managed(Steps.registration(Steps.POST).scope("Mail.Read").build(), new RestClientClientCredentialsTokenResponseClient());
            bad.manager().setAuthorizationFailureHandler((error, principal, attributes) -> seen.append(error.getError().getErrorCode()));
            refused("invalid_scope", bad::authorized);
            Board.same(seen.toString(), "success invalid_scope");
        });
        board.step("the interceptor of RestClient adds the token", () -> {
            Managed managed = managed(Steps.registration(Steps.POST).scope(Steps.SITE + "/.default").build(), new RestClientClientCredentialsTokenResponseClient());
            var interceptor = new OAuth2ClientHttpRequestInterceptor(managed.manager());
            interceptor.setPrincipalResolver(request -> PRINCIPAL);
            var answer = RestClient.builder().requestInterceptor(interceptor).build().get().uri(URI.create(Steps.SITE + "/_api/web"))
                    .attributes(org.springframework.security.oauth2.client.web.client.RequestAttributeClientRegistrationIdResolver.clientRegistrationId("lab")).retrieve().toBodilessEntity();
            Board.same(answer.getStatusCode().value(), 200);
        });
        board.step("a request changes the resource", () -> {
            String token = Steps.token(Steps.registration(Steps.POST).scope(Steps.SITE + "/.default").build());
            var answer = RestClient.create().post().uri(URI.create(Steps.SITE + "/_api/web/lists")).header("Authorization", "Bearer " + token).header("Accept", "application/json")
                    .contentType(org.springframework.http.MediaType.APPLICATION_JSON).body("{\"Title\":\"By Spring\",\"BaseTemplate\":100}").retrieve().toEntity(String.class);
            Board.same(answer.getStatusCode().value(), 201);
        });
    }

    private static ClientRegistration signIn(AuthorizationGrantType grant) {
        return Steps.registration(Steps.POST).authorizationGrantType(grant).redirectUri("http://localhost/cb").scope("openid").build();
    }

    /** What needs a person: the server refuses with Microsoft's errors, because nobody signs in there. */
    private void people() {
        OAuth2AccessToken token = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "x", null, null, Set.of("openid"));
        board.step("a code is refused: invalid_grant", () -> {
            var request = OAuth2AuthorizationRequest.authorizationCode().authorizationUri(Steps.AUTHORITY + "/oauth2/v2.0/authorize").clientId(post().getClientId()).state("s").redirectUri("http://localhost/cb").build();
            var response = OAuth2AuthorizationResponse.success("x").redirectUri("http://localhost/cb").state("s").build();
            refused("invalid_grant", () -> new RestClientAuthorizationCodeTokenResponseClient().getTokenResponse(
                    new OAuth2AuthorizationCodeGrantRequest(signIn(AuthorizationGrantType.AUTHORIZATION_CODE), new OAuth2AuthorizationExchange(request, response))));
        });
        board.step("a refresh token is refused: invalid_grant", () -> refused("invalid_grant", () -> new RestClientRefreshTokenTokenResponseClient()
                .getTokenResponse(new OAuth2RefreshTokenGrantRequest(signIn(AuthorizationGrantType.AUTHORIZATION_CODE), token, new OAuth2RefreshToken("x", null)))));
        board.step("a JWT as a grant is refused: AADSTS7000114", () -> {
            var jwt = NimbusJwtDecoder.withJwkSetUri(Steps.AUTHORITY + "/discovery/v2.0/keys").build().decode(Steps.token(post()));
            refused("AADSTS7000114", () -> new RestClientJwtBearerTokenResponseClient().getTokenResponse(new JwtBearerGrantRequest(signIn(AuthorizationGrantType.JWT_BEARER), jwt)));
        });
        board.step("an exchange of tokens is refused", () -> refused("unsupported_grant_type", () -> new RestClientTokenExchangeTokenResponseClient()
                .getTokenResponse(new TokenExchangeGrantRequest(signIn(AuthorizationGrantType.TOKEN_EXCHANGE), token, null))));
        board.step("the address where a person signs in, with PKCE", () -> {
            var resolver = new DefaultOAuth2AuthorizationRequestResolver(new InMemoryClientRegistrationRepository(signIn(AuthorizationGrantType.AUTHORIZATION_CODE)), "/oauth2/authorization");
            resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
            var request = resolver.resolve(new MockHttpServletRequest(), "lab");
            Board.isTrue(request.getAuthorizationRequestUri().startsWith(Steps.AUTHORITY + "/oauth2/v2.0/authorize?") && request.getAuthorizationRequestUri().contains("code_challenge="), request.getAuthorizationRequestUri());
        });
    }
}
