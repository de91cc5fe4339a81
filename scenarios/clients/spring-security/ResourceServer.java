import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.*;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.web.client.RestTemplate;

/** The pages of the documentation about resource servers: decoders, validators, authorities and the filter. */
record ResourceServer(Board board) {
    private static final String KEYS = Steps.AUTHORITY + "/discovery/v2.0/keys";

    /** The application is a web API of its own, whose issuer is the one of the metadata. */
    private static String api() {
        return Steps.token(Steps.registration(Steps.POST).scope("3b1f0c5e-6f0e-4b6d-9d61-0a3c8f2f7b11/.default").build());
    }

    private static String exchange() {
        return Steps.token(Steps.registration(Steps.POST).build());
    }

    private static void refused(String part, JwtDecoder decoder, String token) {
        try {
            decoder.decode(token);
        } catch (JwtException expected) {
            Board.isTrue(expected.getMessage().contains(part), part + " in " + expected.getMessage());
            return;
        }
        throw new AssertionError("expected an error");
    }

    private static NimbusJwtDecoder decoder(org.springframework.security.oauth2.core.OAuth2TokenValidator<Jwt> validator) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(KEYS).build();
        decoder.setJwtValidator(validator);
        return decoder;
    }

    void addSteps() {
        decoders();
        authentication();
        filter();
    }

    private void decoders() {
        board.step("the decoder by the issuer decodes a token", () -> Board.same(JwtDecoders.fromIssuerLocation(Steps.ISSUER).decode(api()).getClaimAsString("iss"), Steps.ISSUER));
        board.step("the decoder by the issuer, when it is needed", () -> Board.same(new SupplierJwtDecoder(() -> JwtDecoders.fromIssuerLocation(Steps.ISSUER)).decode(api()).getClaimAsString("iss"), Steps.ISSUER));
        board.step("the decoder by OpenID Connect discovery", () -> JwtDecoders.fromOidcIssuerLocation(Steps.ISSUER).decode(api()));
        board.step("another issuer is refused", () -> refused("iss", decoder(JwtValidators.createDefaultWithIssuer("https://example.org")), api()));
        board.step("a token for Exchange Online has another issuer", () -> refused("iss", JwtDecoders.fromIssuerLocation(Steps.ISSUER), exchange()));
        board.step("the audience is validated", () -> {
            var audience = new JwtClaimValidator<java.util.List<String>>("aud", found -> found != null && found.contains("another"));
            refused("aud", decoder(new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefault(), audience)), api());
            decoder(new JwtAudienceValidator("3b1f0c5e-6f0e-4b6d-9d61-0a3c8f2f7b11")).decode(api());
        });
        board.step("the time is validated", () -> {
            JwtTimestampValidator timestamps = new JwtTimestampValidator(Duration.ofSeconds(60));
            timestamps.setClock(Clock.offset(Clock.systemUTC(), Duration.ofDays(3)));
            refused("expired", decoder(timestamps), api());
        });
        board.step("only trusted algorithms", () -> {
            NimbusJwtDecoder.withJwkSetUri(KEYS).jwsAlgorithm(SignatureAlgorithm.RS256).build().decode(api());
            refused("algorithm", NimbusJwtDecoder.withJwkSetUri(KEYS).jwsAlgorithm(SignatureAlgorithm.ES256).build(), api());
        });
        board.step("a single key", () -> {
            String token = api();
            String kid = com.nimbusds.jwt.SignedJWT.parse(token).getHeader().getKeyID();
            RSAPublicKey key = com.nimbusds.jose.jwk.JWKSet.load(java.net.URI.create(KEYS).toURL()).getKeyByKeyId(kid).toRSAKey().toRSAPublicKey();
            NimbusJwtDecoder.withPublicKey(key).build().decode(token);
        });
        board.step("another HTTP client and a cache for the keys", () -> {
            var cache = new org.springframework.cache.concurrent.ConcurrentMapCache("keys");
            NimbusJwtDecoder.withJwkSetUri(KEYS).restOperations(new RestTemplate()).cache(cache).build().decode(api());
            Board.isTrue(cache.get(KEYS) != null, "the keys in the cache");
        });
        board.step("claims are converted", () -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(KEYS).build();
            decoder.setClaimSetConverter(MappedJwtClaimSetConverter.withDefaults(Map.of("tid", tid -> "tenant " + tid)));
            Board.same(decoder.decode(api()).getClaimAsString("tid"), "tenant 5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713");
        });
    }

    private static JwtAuthenticationProvider provider() {
        return new JwtAuthenticationProvider(NimbusJwtDecoder.withJwkSetUri(KEYS).build());
    }

    private void authentication() {
        board.step("a token is authenticated", () -> Board.isTrue(provider().authenticate(new BearerTokenAuthenticationToken(api())).isAuthenticated(), "it is authenticated"));
        board.step("permissions of the application are authorities", () -> {
            JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
            roles.setAuthoritiesClaimName("roles");
            roles.setAuthorityPrefix("ROLE_");
            JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
            converter.setJwtGrantedAuthoritiesConverter(roles);
            JwtAuthenticationProvider provider = provider();
            provider.setJwtAuthenticationConverter(converter);
            Board.same(provider.authenticate(new BearerTokenAuthenticationToken(exchange())).getAuthorities().toString(), "[ROLE_full_access_as_app]");
        });
        board.step("the name of the principal", () -> {
            JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
            converter.setPrincipalClaimName("tid");
            JwtAuthenticationProvider provider = provider();
            provider.setJwtAuthenticationConverter(converter);
            Board.same(provider.authenticate(new BearerTokenAuthenticationToken(api())).getName(), "5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713");
        });
    }

    /** What the filter does with a request: the status, and whether the page behind it was reached. */
    private static String filtered(BearerTokenAuthenticationFilter filter, MockHttpServletRequest request) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        filter.doFilter(request, response, chain);
        SecurityContextHolder.clearContext();
        String challenge = response.getHeader("WWW-Authenticate");
        return response.getStatus() + (chain.getRequest() == null ? " refused" : " reached") + (challenge == null ? "" : " " + challenge.split(",", 2)[0]);
    }

    private static MockHttpServletRequest bearer(String token) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.addHeader("Authorization", "Bearer " + token);
        return request;
    }

    private void filter() {
        board.step("the filter lets a token pass", () -> Board.same(filtered(new BearerTokenAuthenticationFilter(new ProviderManager(provider())), bearer(api())), "200 reached"));
        board.step("the filter refuses a spoiled token", () -> {
            String token = api();
            Board.same(filtered(new BearerTokenAuthenticationFilter(new ProviderManager(provider())), bearer(token.substring(0, token.length() - 8) + "AAAAAAAA")), "401 refused Bearer error=\"invalid_token\"");
        });
        board.step("a token in a parameter of the address", () -> {
            var filter = new BearerTokenAuthenticationFilter(new ProviderManager(provider()));
            DefaultBearerTokenResolver resolver = new DefaultBearerTokenResolver();
            resolver.setAllowUriQueryParameter(true);
            filter.setBearerTokenResolver(resolver);
            MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
            request.setQueryString("access_token=" + api());
            request.setParameter("access_token", request.getQueryString().substring(13));
            Board.same(filtered(filter, request), "200 reached");
        });
        board.step("several issuers", () -> {
            AuthenticationManagerResolver<jakarta.servlet.http.HttpServletRequest> resolver = JwtIssuerAuthenticationManagerResolver.fromTrustedIssuers(Steps.ISSUER, "https://example.org");
            Board.same(filtered(new BearerTokenAuthenticationFilter(resolver), bearer(api())), "200 reached");
            Board.same(filtered(new BearerTokenAuthenticationFilter(resolver), bearer(exchange())), "401 refused Bearer error=\"invalid_token\"");
        });
    }
}
