import java.net.URI;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.security.oauth2.client.ClientCredentialsOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/** Spring Security's client for the client credentials grant, and its decoder of tokens. */
final class Steps {
    static final String AUTHORITY = "https://login.microsoftonline.com/5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713";
    static final String ISSUER = AUTHORITY + "/v2.0";
    static final String SITE = "https://contoso.sharepoint.com";
    private static final Board BOARD = new Board();

    static ClientRegistration.Builder registration(ClientAuthenticationMethod method) {
        BOARD.sent("GET .well-known/openid-configuration");
        return ClientRegistrations.fromIssuerLocation(ISSUER)
                .registrationId("lab")
                .clientId("3b1f0c5e-6f0e-4b6d-9d61-0a3c8f2f7b11")
                .clientSecret("board-secret-of-42-letters-and-digits-00001")
                .clientAuthenticationMethod(method)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("https://outlook.office365.com/.default");
    }

    private static AuthorizedClientServiceOAuth2AuthorizedClientManager manager(ClientRegistration registration) {
        var registrations = new InMemoryClientRegistrationRepository(registration);
        var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
        var provider = new ClientCredentialsOAuth2AuthorizedClientProvider();
        // The client by which the documentation replaces the older one. The older one uses Java's HttpURLConnection, which hides
        // the body of each response 401 to a POST, of Microsoft's server as well.
        provider.setAccessTokenResponseClient(new RestClientClientCredentialsTokenResponseClient());
        manager.setAuthorizedClientProvider(provider);
        return manager;
    }

    private static OAuth2AuthorizedClient authorized(AuthorizedClientServiceOAuth2AuthorizedClientManager manager) {
        BOARD.sent("POST oauth2/v2.0/token");
        return manager.authorize(OAuth2AuthorizeRequest.withClientRegistrationId("lab").principal(new TestingAuthenticationToken("lab", "")).build());
    }

    static String token(ClientRegistration registration) {
        String token = authorized(manager(registration)).getAccessToken().getTokenValue();
        Board.same(token.split("\\.").length, 3);
        return token;
    }

    private static void fails(String code, String number, ClientRegistration registration) {
        try {
            token(registration);
        } catch (ClientAuthorizationException expected) {
            Board.same(expected.getError().getErrorCode(), code);
            Board.isTrue(expected.getError().getDescription().contains(number), number);
            return;
        }
        throw new AssertionError("expected " + code);
    }

    static final ClientAuthenticationMethod POST = ClientAuthenticationMethod.CLIENT_SECRET_POST;

    public static void main(String[] args) {
        BOARD.step("discovery by the issuer", () -> Board.same(registration(POST).build().getProviderDetails().getTokenUri(), AUTHORITY + "/oauth2/v2.0/token"));
        BOARD.step("discovery (OpenID Connect)", () -> ClientRegistrations.fromOidcIssuerLocation(ISSUER));
        BOARD.step("client_secret_post", () -> token(registration(POST).build()));
        BOARD.step("client_secret_basic", () -> token(registration(ClientAuthenticationMethod.CLIENT_SECRET_BASIC).build()));
        BOARD.step("the token is stored and used again", () -> {
            var manager = manager(registration(POST).build());
            Board.same(authorized(manager).getAccessToken().getTokenValue(), authorized(manager).getAccessToken().getTokenValue());
        });
        BOARD.step("the token has its time of expiry", () -> Board.isTrue(authorized(manager(registration(POST).build())).getAccessToken().getExpiresAt() != null, "a time"));
        // The library reads the code of an error with the status 400. With 401, the status of Microsoft's server, it gives the text.
        BOARD.step("a wrong secret is refused", () -> fails("invalid_token_response", "AADSTS7000215", registration(POST).clientSecret("wrong").build()));
        BOARD.step("an unknown scope is refused", () -> fails("invalid_scope", "AADSTS1002012", registration(POST).scope("Mail.Read").build()));
        BOARD.step("the decoder by the issuer", () -> JwtDecoders.fromIssuerLocation(ISSUER));
        BOARD.step("the decoder by the address of the keys", () -> {
            BOARD.sent("GET discovery/v2.0/keys");
            Jwt jwt = NimbusJwtDecoder.withJwkSetUri(AUTHORITY + "/discovery/v2.0/keys").build().decode(token(registration(POST).build()));
            Board.isTrue(jwt.getAudience().toString().contains("outlook.office365.com"), "its audience");
        });
        BOARD.step("a spoiled token is refused by the decoder", () -> {
            String token = token(registration(POST).build());
            try {
                NimbusJwtDecoder.withJwkSetUri(AUTHORITY + "/discovery/v2.0/keys").build().decode(token.substring(0, token.length() - 8) + "AAAAAAAA");
            } catch (JwtException expected) {
                return;
            }
            throw new AssertionError("expected an error");
        });
        BOARD.step("a resource is requested with the token", () -> {
            BOARD.sent("GET /_api/web");
            String token = token(registration(POST).scope(SITE + "/.default").build());
            ResponseEntity<String> answer = new RestTemplate().exchange(RequestEntity.get(URI.create(SITE + "/_api/web")).header("Authorization", "Bearer " + token).build(), String.class);
            Board.same(answer.getStatusCode().value(), 200);
        });
        new Clients(BOARD).addSteps();
        new ResourceServer(BOARD).addSteps();
        BOARD.run(ClientRegistration.class.getPackage().getImplementationVersion());
    }
}
