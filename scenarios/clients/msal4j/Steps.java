import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.OnBehalfOfParameters;
import com.microsoft.aad.msal4j.Prompt;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import com.microsoft.aad.msal4j.ResponseMode;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.TokenProviderResult;
import com.microsoft.aad.msal4j.TokenSource;
import com.microsoft.aad.msal4j.UserAssertion;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;

/** The confidential client of MSAL for Java. */
final class Steps {
    private static final String TENANT = "5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713";
    private static final String AUTHORITY = "https://login.microsoftonline.com/" + TENANT;
    private static final String LOGIN = "https://login.microsoftonline.com";
    private static final String PROGRAM = "14d82eec-204b-4c2f-b7e8-296a70dab67e";
    private static final Set<String> GRAPH = Set.of("https://graph.microsoft.com/User.Read");
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
        refused(number, app.acquireToken(ClientCredentialParameters.builder(scopes).build()));
    }

    private static Throwable refused(String text, Future<?> answer) throws Exception {
        try {
            answer.get();
        } catch (ExecutionException expected) {
            Board.isTrue(String.valueOf(expected.getMessage()).contains(text), text + " in " + expected.getMessage());
            return expected.getCause();
        }
        throw new AssertionError("expected " + text);
    }

    private static String assertion(String audience) throws Exception {
        Base64URL thumbprint = Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded()));
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .audience(audience)
                .issuer(CLIENT)
                .subject(CLIENT)
                .jwtID(UUID.randomUUID().toString())
                .notBeforeTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).x509CertSHA256Thumbprint(thumbprint).build(), claims);
        token.sign(new RSASSASigner(key()));
        return token.serialize();
    }

    private static IAuthenticationResult gets(ConfidentialClientApplication app, ClientCredentialParameters parameters) throws Exception {
        return app.acquireToken(parameters).get();
    }

    private static TokenSource source(IAuthenticationResult result) {
        return result.metadata().tokenSource();
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
        credentials();
        requests();
        connections();
        cache();
        people();
        BOARD.run(ConfidentialClientApplication.class.getPackage().getImplementationVersion());
    }

    private static void credentials() {
        BOARD.step("a certificate in a key store", () -> {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("board", key(), "changeit".toCharArray(), new Certificate[] {certificate()});
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            store.store(file, "changeit".toCharArray());
            gets(application(ClientCredentialFactory.createFromCertificate(new ByteArrayInputStream(file.toByteArray()), "changeit"), builder -> {}));
        });
        BOARD.step("an assertion as a text", () -> gets(application(ClientCredentialFactory.createFromClientAssertion(assertion(AUTHORITY + "/oauth2/v2.0/token")), builder -> {})));
        BOARD.step("an assertion by a function", () -> gets(application(ClientCredentialFactory.createFromCallback(() -> assertion(AUTHORITY + "/oauth2/v2.0/token")), builder -> {})));
        BOARD.step("an assertion by a function that gets the endpoint", () -> gets(application(ClientCredentialFactory.createFromCallback(options -> {
            try {
                return assertion(options.tokenEndpoint());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }), builder -> {})));
        BOARD.step("an assertion for another audience: AADSTS700023", () -> fails("700023", application(ClientCredentialFactory.createFromClientAssertion(assertion("https://example.org")), builder -> {}), SCOPES));
        BOARD.step("an unknown application: AADSTS700016", () -> fails("700016",
                ConfidentialClientApplication.builder("c0ffee00-0000-4000-8000-000000000002", ClientCredentialFactory.createFromSecret("x")).authority(AUTHORITY).build(), SCOPES));
        BOARD.step("a provider of tokens", () -> {
            ConfidentialClientApplication app = secret(builder -> builder.appTokenProvider(asked -> {
                TokenProviderResult result = new TokenProviderResult();
                result.setAccessToken("token-of-the-provider");
                result.setTenantId(TENANT);
                result.setExpiresInSeconds(3600);
                return CompletableFuture.completedFuture(result);
            }));
            Board.same(gets(app, ClientCredentialParameters.builder(SCOPES).build()).accessToken(), "token-of-the-provider");
        });
    }

    private static void requests() {
        BOARD.step("the result has the time and the source", () -> {
            IAuthenticationResult result = gets(secret(builder -> {}));
            Board.same(source(result), TokenSource.IDENTITY_PROVIDER);
            Board.isTrue(result.expiresOnDate().after(new Date()) && result.account() == null, "it is not over, and belongs to nobody");
        });
        BOARD.step("additional claims", () -> gets(secret(builder -> {}), ClientCredentialParameters.builder(SCOPES)
                .claims(ClaimsRequest.formatAsClaimsRequest("{\"access_token\":{\"nbf\":{\"essential\":true}}}")).build()));
        BOARD.step("headers and query parameters of one request", () -> gets(secret(builder -> {}), ClientCredentialParameters.builder(SCOPES)
                .extraHttpHeaders(Map.of("x-board", "1")).extraQueryParameters(Map.of("slice", "testslice")).build()));
        BOARD.step("the tenant of one request", () -> {
            ConfidentialClientApplication app = secret(builder -> builder.authority("https://login.microsoftonline.com/organizations"));
            Board.isTrue(gets(app, ClientCredentialParameters.builder(SCOPES).tenant(TENANT).build()).accessToken() != null, "a token");
            fails("50059", app, SCOPES);
        });
        BOARD.step("the credential of one request", () -> gets(application(ClientCredentialFactory.createFromSecret("wrong"), builder -> {}),
                ClientCredentialParameters.builder(SCOPES).clientCredential(ClientCredentialFactory.createFromSecret(SECRET)).build()));
        BOARD.step("another resource: SharePoint", () -> {
            String token = gets(secret(builder -> {}), ClientCredentialParameters.builder(Set.of("https://contoso.sharepoint.com/.default")).build()).accessToken();
            Board.isTrue(SignedJWT.parse(token).getJWTClaimsSet().getAudience().toString().contains("contoso.sharepoint.com"), "its audience");
        });
        BOARD.step("the error has its code, its status and the correlation id", () -> {
            String id = "c0ffee00-0000-4000-8000-000000000005";
            ConfidentialClientApplication app = application(ClientCredentialFactory.createFromSecret("wrong"), builder -> builder.correlationId(id));
            MsalServiceException error = (MsalServiceException) refused("7000215", app.acquireToken(ClientCredentialParameters.builder(SCOPES).build()));
            Board.same(List.of(error.errorCode(), error.statusCode(), error.correlationId()), List.of("invalid_client", 401, id));
        });
        BOARD.step("a tenant that does not exist: AADSTS90002", () -> fails("90002", secret(builder -> builder.authority("https://login.microsoftonline.com/c0ffee00-0000-4000-8000-000000000003")), SCOPES));
    }

    private static void connections() {
        BOARD.step("a region of Azure", () -> gets(secret(builder -> builder.azureRegion("westeurope"))));
        BOARD.step("the response of instance discovery that the application has", () -> {
            String hosts = "[\"login.microsoftonline.com\",\"login.windows.net\"]";
            gets(secret(builder -> builder.aadInstanceDiscoveryResponse("{\"tenant_discovery_endpoint\":\"" + AUTHORITY + "/v2.0/.well-known/openid-configuration\",\"metadata\":"
                    + "[{\"preferred_network\":\"login.microsoftonline.com\",\"preferred_cache\":\"login.windows.net\",\"aliases\":" + hosts + "}]}")));
        });
        BOARD.step("the name of the application", () -> gets(secret(builder -> builder.applicationName("board").applicationVersion("1.0"))));
        BOARD.step("timeouts", () -> gets(secret(builder -> builder.connectTimeoutForDefaultHttpClient(20_000).readTimeoutForDefaultHttpClient(20_000))));
        BOARD.step("the own threads and the own TLS", () -> gets(secret(builder -> builder.executorService(Executors.newSingleThreadExecutor()).sslSocketFactory((SSLSocketFactory) SSLSocketFactory.getDefault()))));
        BOARD.step("a proxy", () -> {
            URI proxy = URI.create(System.getenv("LAB_PROXY"));
            gets(secret(builder -> builder.proxy(new Proxy(Proxy.Type.HTTP, new java.net.InetSocketAddress(proxy.getHost(), proxy.getPort())))));
        });
        BOARD.step("another HTTP client", () -> {
            List<String> used = new ArrayList<>();
            HttpClient client = HttpClient.newBuilder().proxy(java.net.ProxySelector.getDefault()).build();
            gets(secret(builder -> builder.httpClient(asked -> {
                used.add(asked.httpMethod() + " " + asked.url().getPath());
                HttpRequest.Builder request = HttpRequest.newBuilder(asked.url().toURI());
                asked.headers().forEach(request::header);
                request.method(asked.httpMethod().name(), asked.body() == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(asked.body()));
                var answer = client.send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString());
                HttpResponse response = new HttpResponse().statusCode(answer.statusCode()).body(answer.body());
                response.addHeaders(answer.headers().map());
                return response;
            })));
            Board.isTrue(used.contains("POST /" + TENANT + "/oauth2/v2.0/token"), used.toString());
        });
    }

    private static void cache() {
        BOARD.step("the cache of another process", () -> {
            ConfidentialClientApplication one = secret(builder -> {});
            gets(one);
            ConfidentialClientApplication other = secret(builder -> {});
            other.tokenCache().deserialize(one.tokenCache().serialize());
            Board.same(source(gets(other)), TokenSource.CACHE);
        });
        BOARD.step("a cache that the application stores", () -> {
            String[] stored = {""};
            ITokenCacheAccessAspect aspect = new ITokenCacheAccessAspect() {
                @Override
                public void beforeCacheAccess(ITokenCacheAccessContext context) {
                    context.tokenCache().deserialize(stored[0]);
                }

                @Override
                public void afterCacheAccess(ITokenCacheAccessContext context) {
                    stored[0] = context.hasCacheChanged() ? context.tokenCache().serialize() : stored[0];
                }
            };
            gets(secret(builder -> builder.setTokenCacheAccessAspect(aspect)));
            Board.same(source(gets(secret(builder -> builder.setTokenCacheAccessAspect(aspect)))), TokenSource.CACHE);
        });
        BOARD.step("tokens for two resources are kept apart", () -> {
            ConfidentialClientApplication app = secret(builder -> {});
            ClientCredentialParameters other = ClientCredentialParameters.builder(Set.of("https://contoso.sharepoint.com/.default")).build();
            String one = gets(app).accessToken();
            String two = gets(app, other).accessToken();
            Board.same(List.of(gets(app).accessToken().equals(one), gets(app, other).accessToken().equals(two), one.equals(two)), List.of(true, true, false));
        });
        BOARD.step("there are no accounts", () -> {
            ConfidentialClientApplication app = secret(builder -> {});
            gets(app);
            Board.same(app.getAccounts().get().size(), 0);
        });
    }

    /** What the server refuses with Microsoft's errors, and the sign-in of a person. */
    private static void people() {
        URI back = URI.create("http://localhost:3000/redirect");
        BOARD.step("on behalf of a user: AADSTS7000114", () -> refused("AADSTS7000114", secret(builder -> {}).acquireToken(OnBehalfOfParameters.builder(SCOPES, new UserAssertion("a.b.c")).build())));
        BOARD.step("a code: AADSTS9002313", () -> refused("AADSTS9002313", secret(builder -> {}).acquireToken(AuthorizationCodeParameters.builder("x", back).scopes(SCOPES).build())));
        BOARD.step("a refresh token: AADSTS9002313", () -> refused("AADSTS9002313", secret(builder -> {}).acquireToken(RefreshTokenParameters.builder(SCOPES, "x").build())));
        BOARD.step("a token of nobody is not in the cache", () -> refused("Token not found", secret(builder -> {}).acquireTokenSilently(SilentParameters.builder(SCOPES).build())));
        BOARD.step("a device code: AADSTS7000218", () -> refused("AADSTS7000218",
                PublicClientApplication.builder(CLIENT).authority(AUTHORITY).build().acquireToken(DeviceCodeFlowParameters.builder(SCOPES, code -> {}).build())));
        BOARD.step("the address where a person signs in", () -> {
            String address = secret(builder -> {}).getAuthorizationRequestUrl(AuthorizationRequestUrlParameters.builder(back.toString(), SCOPES)
                    .state("s").nonce("n").prompt(Prompt.SELECT_ACCOUNT).responseMode(ResponseMode.FORM_POST).loginHint("anna@contoso.com").domainHint("contoso.com")
                    .codeChallenge("c").codeChallengeMethod("S256").build()).toString();
            Board.isTrue(address.startsWith(AUTHORITY + "/oauth2/v2.0/authorize?"), address);
            for (String part : List.of("state=s", "nonce=n", "prompt=select_account", "response_mode=form_post", "code_challenge=c", "client_id=" + CLIENT)) {
                Board.isTrue(address.contains(part), part + " in " + address);
            }
        });
        BOARD.step("a person signs in by a code", () -> {
            String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
            String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
            PublicClientApplication app = PublicClientApplication.builder(PROGRAM).authority(LOGIN + "/organizations/").build();
            String address = app.getAuthorizationRequestUrl(AuthorizationRequestUrlParameters.builder("http://localhost:3000", GRAPH)
                    .codeChallenge(challenge).codeChallengeMethod("S256").build()).toString();
            var answer = form(address, "");
            String sent = answer.headers().firstValue("Location").orElse(answer.body());
            Matcher code = Pattern.compile("code(?:=|\" value=\")([^&\"]+)").matcher(sent);
            Board.isTrue(code.find(), sent);
            isAdministrator(app.acquireToken(AuthorizationCodeParameters.builder(code.group(1), URI.create("http://localhost:3000")).codeVerifier(verifier).scopes(GRAPH).build()));
        });
        BOARD.step("a person signs in for a device", () -> {
            PublicClientApplication app = PublicClientApplication.builder(PROGRAM).authority(LOGIN + "/organizations/").build();
            isAdministrator(app.acquireToken(DeviceCodeFlowParameters.builder(GRAPH, device -> {
                try {
                    form(LOGIN + "/common/oauth2/deviceauth", "&decision=allow&user_code=" + device.userCode());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }).build()));
        });
    }

    /** Opens the page of a sign-in as a browser, and sends its form with the name and the password of the administrator. */
    private static java.net.http.HttpResponse<String> form(String address, String more) throws Exception {
        HttpClient browser = HttpClient.newHttpClient();
        var text = java.net.http.HttpResponse.BodyHandlers.ofString();
        var page = browser.send(HttpRequest.newBuilder(URI.create(address)).build(), text);
        Matcher proof = Pattern.compile("name=\"proof\" value=\"([^\"]+)\"").matcher(page.body());
        Board.isTrue(proof.find(), page.body());
        String fields = "login=admin%40contoso.com&passwd=Passw0rd%21&proof=" + proof.group(1) + more;
        return browser.send(HttpRequest.newBuilder(URI.create(address)).header("Origin", LOGIN).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", page.headers().firstValue("Set-Cookie").orElse("").split(";")[0]).POST(HttpRequest.BodyPublishers.ofString(fields)).build(), text);
    }

    private static void isAdministrator(Future<IAuthenticationResult> signIn) throws Exception {
        IAuthenticationResult result = signIn.get();
        Board.same(result.account().username(), "admin@contoso.com");
        HttpRequest me = HttpRequest.newBuilder(URI.create(LOGIN + "/v1.0/me")).header("Authorization", "Bearer " + result.accessToken()).build();
        String answer = HttpClient.newHttpClient().send(me, java.net.http.HttpResponse.BodyHandlers.ofString()).body();
        Board.isTrue(answer.contains("admin@contoso.com"), answer);
    }
}
