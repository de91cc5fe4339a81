import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.models.AppRoleAssignment;
import com.microsoft.graph.models.Application;
import com.microsoft.graph.models.ApplicationCollectionResponse;
import com.microsoft.graph.models.KeyCredential;
import com.microsoft.graph.models.PublicClientApplication;
import com.microsoft.graph.models.ReferenceCreate;
import com.microsoft.graph.models.RequiredResourceAccess;
import com.microsoft.graph.models.ResourceAccess;
import com.microsoft.graph.models.ServicePrincipal;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AccessTokenProvider;
import com.microsoft.kiota.authentication.AllowedHostsValidator;
import com.microsoft.kiota.authentication.BaseBearerTokenAuthenticationProvider;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;

/** The client that is generated for all of Microsoft Graph, on applications and their permissions. */
final class Steps {
    private static final String HOST = "login.microsoftonline.com";
    private static final String BASE = "https://" + HOST + "/v1.0";
    private static final String TENANT = "5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713";
    private static final String CLIENT = "3b1f0c5e-6f0e-4b6d-9d61-0a3c8f2f7b11";
    private static final String SECRET = "board-secret-of-42-letters-and-digits-00001";
    private static final UUID FULL_ACCESS = UUID.fromString("dc890d15-9560-4a4c-9b7f-a736ec74ec40");
    private static final String EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";
    private static final Board BOARD = new Board();

    private Steps() {}

    private static String token(String scope) {
        try {
            var connection = (HttpsURLConnection)
                    URI.create("https://" + HOST + "/" + TENANT + "/oauth2/v2.0/token").toURL().openConnection();
            connection.setDoOutput(true);
            String form = "grant_type=client_credentials&client_id=" + CLIENT + "&client_secret=" + SECRET + "&scope="
                    + URLEncoder.encode(scope, StandardCharsets.UTF_8);
            connection.getOutputStream().write(form.getBytes(StandardCharsets.UTF_8));
            String answer = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher found = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer);
            Board.isTrue(found.find(), "a token");
            return found.group(1);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GraphServiceClient client(String scope) {
        var provider = new BaseBearerTokenAuthenticationProvider(new AccessTokenProvider() {
            @Override
            public String getAuthorizationToken(URI uri, Map<String, Object> context) {
                return token(scope);
            }

            @Override
            public AllowedHostsValidator getAllowedHostsValidator() {
                return new AllowedHostsValidator(HOST);
            }
        });
        var graph = new GraphServiceClient(provider);
        graph.getRequestAdapter().setBaseUrl(BASE);
        return graph;
    }

    private static GraphServiceClient graph() {
        return client("https://graph.microsoft.com/.default");
    }

    private static Application made(String name) {
        var app = new Application();
        app.setDisplayName(name);
        BOARD.sent("POST /v1.0/applications");
        return graph().applications().post(app);
    }

    private static Application read(String id) {
        BOARD.sent("GET /v1.0/applications/{id}");
        return graph().applications().byApplicationId(id).get();
    }

    private static void change(String id, Application change) {
        BOARD.sent("PATCH /v1.0/applications/{id}");
        graph().applications().byApplicationId(id).patch(change);
    }

    private static byte[] certificate() throws Exception {
        return Base64.getDecoder()
                .decode(Files.readString(Path.of(System.getenv("LAB_CERTIFICATE"))).replaceAll("-----[^-]+-----|\\s", ""));
    }

    private static void refused(int status, String code, Callable<?> call) throws Exception {
        try {
            call.call();
        } catch (ODataError error) {
            Board.same(error.getResponseStatusCode(), status);
            Board.same(error.getError().getCode(), code);
            return;
        }
        throw new AssertionError("expected an error");
    }

    public static void main(String[] args) {
        BOARD.step("an application is made", () -> {
            Application app = made("Made by the client");
            Board.same(app.getDisplayName(), "Made by the client");
            Board.isTrue(app.getCreatedDateTime() != null && !app.getId().equals(app.getAppId()), "its ids and its time");
        });
        BOARD.step("it is read by its id", () -> {
            Application app = made("x");
            Board.same(read(app.getId()).getAppId(), app.getAppId());
        });
        BOARD.step("it is read by the id of the application", () -> {
            Application app = made("x");
            BOARD.sent("GET /v1.0/applications(appId='{appId}')");
            Board.same(graph().applicationsWithAppId(app.getAppId()).get().getId(), app.getId());
        });
        BOARD.step("a filter and a selection", () -> {
            made("It's mine");
            BOARD.sent("GET /v1.0/applications");
            List<Application> found = graph().applications().get(options -> {
                options.queryParameters.filter = "displayName eq 'It''s mine'";
                options.queryParameters.select = new String[] {"id", "displayName"};
            }).getValue();
            Board.same(found.size(), 1);
            Board.same(found.get(0).getAppId(), null);
        });
        BOARD.step("the page iterator goes through all pages", () -> {
            for (int i = 0; i < 3; i++) {
                made("Page " + i);
            }
            BOARD.sent("GET /v1.0/applications");
            GraphServiceClient graph = graph();
            List<String> ids = new ArrayList<>();
            new PageIterator.Builder<Application, ApplicationCollectionResponse>()
                    .client(graph)
                    .collectionPage(graph.applications().get(options -> options.queryParameters.top = 2))
                    .collectionPageFactory(ApplicationCollectionResponse::createFromDiscriminatorValue)
                    .processPageItemCallback(app -> ids.add(app.getId()))
                    .build()
                    .iterate();
            Board.same(ids.size(), graph.applications().get(options -> options.queryParameters.top = 999).getValue().size());
        });
        BOARD.step("a change", () -> {
            String id = made("x").getId();
            var change = new Application();
            change.setDisplayName("Renamed");
            change.setNotes("by the client");
            change(id, change);
            Board.same(read(id).getDisplayName() + read(id).getNotes(), "Renamedby the client");
        });
        BOARD.step("a certificate is added", () -> {
            String id = made("x").getId();
            var key = new KeyCredential();
            key.setType("AsymmetricX509Cert");
            key.setUsage("Verify");
            key.setKeyId(UUID.randomUUID());
            key.setKey(certificate());
            var change = new Application();
            change.setKeyCredentials(List.of(key));
            change(id, change);
            KeyCredential shown = read(id).getKeyCredentials().get(0);
            Board.same(shown.getKeyId(), key.getKeyId());
            Board.same(shown.getKey(), null);
        });
        BOARD.step("the permissions that it asks for", () -> {
            String id = made("x").getId();
            var access = new ResourceAccess();
            access.setId(FULL_ACCESS);
            access.setType("Role");
            var resource = new RequiredResourceAccess();
            resource.setResourceAppId(EXCHANGE);
            resource.setResourceAccess(List.of(access));
            var change = new Application();
            change.setRequiredResourceAccess(List.of(resource));
            change(id, change);
            Board.same(read(id).getRequiredResourceAccess().get(0).getResourceAccess().get(0).getId(), FULL_ACCESS);
        });
        BOARD.step("the addresses at which people sign in to it", () -> {
            String id = made("x").getId();
            var addresses = new PublicClientApplication();
            addresses.setRedirectUris(List.of("http://localhost"));
            var change = new Application();
            change.setPublicClient(addresses);
            change(id, change);
            Board.same(read(id).getPublicClient().getRedirectUris(), List.of("http://localhost"));
            addresses.setRedirectUris(List.of("javascript:alert(1)"));
            refused(400, "Request_BadRequest", () -> graph().applications().byApplicationId(id).patch(change));
        });
        BOARD.step("its principal, and the consent of the administrator", () -> {
            var principal = new ServicePrincipal();
            principal.setAppId(made("x").getAppId());
            BOARD.sent("POST /v1.0/servicePrincipals");
            UUID id = UUID.fromString(graph().servicePrincipals().post(principal).getId());
            BOARD.sent("GET /v1.0/servicePrincipals(appId='{appId}')");
            UUID exchange = UUID.fromString(graph().servicePrincipalsWithAppId(EXCHANGE).get().getId());
            var grant = new AppRoleAssignment();
            grant.setPrincipalId(id);
            grant.setResourceId(exchange);
            grant.setAppRoleId(FULL_ACCESS);
            BOARD.sent("POST /v1.0/servicePrincipals/{id}/appRoleAssignments");
            var all = graph().servicePrincipals().byServicePrincipalId(id.toString()).appRoleAssignments();
            String granted = all.post(grant).getId();
            Board.same(all.get().getValue().size(), 1);
            BOARD.sent("DELETE /v1.0/servicePrincipals/{id}/appRoleAssignments/{id}");
            all.byAppRoleAssignmentId(granted).delete();
            Board.same(all.get().getValue().size(), 0);
        });
        BOARD.step("an owner", () -> {
            String id = made("x").getId();
            String me = graph().servicePrincipalsWithAppId(CLIENT).get().getId();
            var owner = new ReferenceCreate();
            owner.setOdataId(BASE + "/directoryObjects/" + me);
            BOARD.sent("POST /v1.0/applications/{id}/owners/$ref");
            graph().applications().byApplicationId(id).owners().ref().post(owner);
            Board.same(graph().applications().byApplicationId(id).owners().get().getValue().get(0).getId(), me);
        });
        BOARD.step("a logo", () -> {
            BOARD.sent("PUT /v1.0/applications/{id}/logo");
            graph().applications().byApplicationId(made("x").getId()).logo()
                    .put(new ByteArrayInputStream(new byte[] {(byte) 0x89, 'P', 'N', 'G'}));
        });
        BOARD.step("an application is deleted", () -> {
            String id = made("x").getId();
            BOARD.sent("DELETE /v1.0/applications/{id}");
            graph().applications().byApplicationId(id).delete();
            refused(404, "Request_ResourceNotFound", () -> read(id));
        });
        BOARD.step("a read-only member is refused", () -> {
            var app = new Application();
            app.setDisplayName("x");
            app.setAppId(CLIENT);
            BOARD.sent("POST /v1.0/applications");
            refused(400, "Request_BadRequest", () -> graph().applications().post(app));
        });
        BOARD.step("a permission that is missing: domains", () -> {
            BOARD.sent("GET /v1.0/domains");
            refused(403, "Authorization_RequestDenied", () -> graph().domains().get());
        });
        BOARD.step("no person signed in", () -> {
            BOARD.sent("GET /v1.0/me");
            refused(400, "Request_BadRequest", () -> graph().me().get());
        });
        BOARD.step("a token for Exchange Online is refused", () -> {
            BOARD.sent("GET /v1.0/applications");
            refused(401, "InvalidAuthenticationToken", () -> client("https://outlook.office365.com/.default").applications().get());
        });
        BOARD.run("6.20.0");
    }
}
