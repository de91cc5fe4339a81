package org.s2slab.authz;

import static org.s2slab.authz.RunningAuthz.LOGIN;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.s2slab.testing.TestCall;

/** An application of a tenant that calls Microsoft Graph with a token from the token endpoint. */
final class GraphCaller {
    static final String GRAPH = "00000003-0000-0000-c000-000000000000";

    /** A GUID that no object has. */
    static final String NOBODY = "0d1e9e0c-5d51-4a0e-8d5f-111111111111";

    private static final String SECRET = "a secret that is long enough to be kept by its hash";

    private final RunningAuthz authz;
    private final String token;
    private final String principal;

    private GraphCaller(RunningAuthz authz, String token, String principal) {
        this.authz = authz;
        this.token = token;
        this.principal = principal;
    }

    /** Registers an application with permissions at Graph, and gets a token for it. */
    static GraphCaller with(RunningAuthz authz, String tenant, String application, String... permissions) {
        JsonObject of = new JsonObject().put("TenantId", tenant);
        authz.run(
                "New-MsolServicePrincipal",
                of.copy()
                        .put("AppPrincipalId", application)
                        .put("DisplayName", "Administration")
                        .put("Type", "Password")
                        .put("Value", SECRET));
        String id = principal(authz, of, application).getString("Id");
        JsonObject graph = principal(authz, of, GRAPH);
        for (Object role : graph.getJsonArray("AppRoles")) {
            JsonObject offered = (JsonObject) role;
            if (List.of(permissions).contains(offered.getString("Value"))) {
                authz.run(
                        "New-MgServicePrincipalAppRoleAssignment",
                        of.copy()
                                .put("ServicePrincipalId", id)
                                .put("PrincipalId", id)
                                .put("ResourceId", graph.getString("Id"))
                                .put("AppRoleId", offered.getString("Id")));
            }
        }
        return of(authz, token(authz, tenant, application, "https://graph.microsoft.com/.default"), id);
    }

    /** A caller with any token. */
    static GraphCaller of(RunningAuthz authz, String token, String id) {
        return new GraphCaller(authz, token, id);
    }

    /** Gets a token by the secret of an application. */
    static String token(RunningAuthz authz, String tenant, String application, String scope) {
        TestCall.Answer answer = authz.form(
                authz.call(LOGIN),
                "/" + tenant + "/oauth2/v2.0/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        application,
                        "client_secret",
                        SECRET.replace(" ", "+"),
                        "scope",
                        scope));
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        return answer.json().getString("access_token");
    }

    private static JsonObject principal(RunningAuthz authz, JsonObject tenant, String application) {
        JsonArray found =
                authz.run("Get-MgServicePrincipal", tenant.copy().put("Filter", "appId eq '" + application + "'"));
        return found.getJsonObject(0);
    }

    String token() {
        return token;
    }

    /** The object id of the caller. */
    String id() {
        return principal;
    }

    TestCall.Answer get(String path) {
        return send("GET", path, "");
    }

    /** Sends a request to an address below {@code /v1.0/}, in which blanks are written as they are. */
    TestCall.Answer send(String method, String path, String body) {
        TestCall call = authz.call(LOGIN).bearer(token);
        String address = "/v1.0/" + path.replace(" ", "%20");
        return body.equals("PNG")
                ? call.header("Content-Type", "image/png")
                        .send(HttpMethod.valueOf(method), address, Buffer.buffer(new byte[] {(byte) 0x89, 'P', 'N', 'G'
                        }))
                : call.send(HttpMethod.valueOf(method), address, body);
    }

    /** What this caller, who may read, sees of the tenant's applications and principals. */
    String everything() {
        return get("applications").json().getJsonArray("value").encode()
                + get("servicePrincipals").json().getJsonArray("value").encode();
    }
}
