package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.GraphCaller.GRAPH;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.FABRIKAM;
import static org.s2slab.authz.RunningAuthz.LOGIN;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;
import org.s2slab.token.SigningInput;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TokenView;

/** Who may use Microsoft Graph, what it refuses, and how it pages. */
class GraphEndpointTest extends AuthzFixture {
    private static final String GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10";
    private static final String APPLICATION_ADMINISTRATOR = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    private static final String PERSON = "5c1b6c3a-7f1c-4b52-9d1a-2f0f4a5b6c7d";

    private GraphCaller administrator;

    @BeforeEach
    void start() {
        administrator =
                GraphCaller.with(authz, CONTOSO, APP, "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All");
    }

    @Test
    void itsTokenHasTheFormOfVersionOne() {
        var claims = TokenView.of(administrator.token()).outer().claims();

        assertThat(claims.get("aud").textValue()).isEqualTo("https://graph.microsoft.com");
        assertThat(claims.get("iss").textValue()).isEqualTo("https://sts.windows.net/" + CONTOSO + "/");
        assertThat(claims.get("appid").textValue()).isEqualTo(APP);
        assertThat(claims.get("idtyp").textValue()).isEqualTo("app");
        assertThat(claims.get("ver").textValue()).isEqualTo("1.0");
        assertThat(claims.get("roles").toString())
                .isEqualTo("[\"Application.ReadWrite.All\",\"AppRoleAssignment.ReadWrite.All\"]");
        String byId = GraphCaller.token(authz, CONTOSO, APP, GRAPH + "/.default");
        assertThat(TokenView.of(byId).outer().claims().get("aud").textValue()).isEqualTo(GRAPH);
        assertThat(GraphCaller.of(authz, byId, "").get("applications").status()).isEqualTo(200);
    }

    @Test
    void aCallerWithoutATokenGetsTheChallenge() {
        TestCall.Answer answer = authz.call(LOGIN).get("/v1.0/applications");

        refuses(answer, 401, "InvalidAuthenticationToken", "Access token is empty.");
        assertThat(answer.headers().get("WWW-Authenticate"))
                .contains("authorization_uri=\"https://" + LOGIN + "/common/oauth2/authorize\"", GRAPH);
    }

    @TestFactory
    Stream<DynamicTest> refusesATokenThatIsNotForItsCaller() {
        SigningKey own = authz.signingKey();
        String audience = "Access token validation failure. Invalid audience.";
        String other = "Access token validation failure.";
        return Map.ofEntries(
                        spoilt(
                                "for Exchange",
                                audience,
                                own,
                                claims -> claims.put("aud", "https://outlook.office365.com")),
                        spoilt(
                                "for two audiences",
                                audience,
                                own,
                                claims -> claims.put(
                                        "aud",
                                        List.of("https://graph.microsoft.com", "https://outlook.office365.com"))),
                        spoilt("of an unknown tenant", other, own, claims -> claims.put("tid", PERSON)),
                        spoilt("whose issuer is another tenant", other, own, claims -> claims.put("tid", FABRIKAM)),
                        spoilt("without a tenant", other, own, claims -> claims.remove("tid")),
                        spoilt(
                                "of an application that is not there",
                                other,
                                own,
                                claims -> claims.put("appid", PERSON)),
                        spoilt("whose principal was made anew", other, own, claims -> claims.put("oid", PERSON)),
                        spoilt("of no application", other, own, claims -> claims.put("appid", "a/b@c")),
                        spoilt("of another key", other, TestKeys.outsider(), claims -> {}),
                        spoilt(
                                "that has ended",
                                "Lifetime validation failed, the token is expired.",
                                own,
                                claims -> claims.put("exp", Assertions.NOW - 301)),
                        spoilt(
                                "that begins later",
                                "Lifetime validation failed, the token is expired.",
                                own,
                                claims -> claims.put("nbf", Assertions.NOW + 301)),
                        spoilt(
                                "without an end",
                                "Lifetime validation failed, the token is expired.",
                                own,
                                claims -> claims.remove("exp")))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    String[] parts = one.getValue().split(" ", 2);
                    TestCall.Answer answer = GraphCaller.of(authz, parts[0], "").get("applications");
                    refuses(answer, 401, "InvalidAuthenticationToken", parts[1]);
                }));
    }

    @Test
    void refusesAChangedOrMalformedToken() {
        String token = administrator.token();
        char last = token.charAt(token.length() - 3) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, token.length() - 3) + last + token.substring(token.length() - 2);
        String exchange = GraphCaller.token(authz, CONTOSO, APP, "https://outlook.office365.com/.default");

        refuses(GraphCaller.of(authz, changed, "").get("domains"), 401, "InvalidAuthenticationToken", null);
        refuses(GraphCaller.of(authz, exchange, "").get("domains"), 401, "InvalidAuthenticationToken", null);
        refuses(GraphCaller.of(authz, "a.b.c", "").get("domains"), 401, "InvalidAuthenticationToken", null);
        refuses(GraphCaller.of(authz, "abc", "").get("domains"), 401, "InvalidAuthenticationToken", null);
        authz.run(
                "Set-MsolServicePrincipal",
                new JsonObject()
                        .put("TenantId", CONTOSO)
                        .put("AppPrincipalId", APP)
                        .put("AccountEnabled", false));
        refuses(administrator.get("applications"), 401, "InvalidAuthenticationToken", null);
    }

    @Test
    void aCallerNeverReachesAnotherTenant() {
        String id = create("Contoso's");
        GraphCaller other = GraphCaller.with(authz, FABRIKAM, APP, "Application.ReadWrite.All");
        String before = administrator.everything();

        assertThat(other.get("applications").json().getJsonArray("value")).isEmpty();
        for (String method : List.of("GET", "PATCH", "DELETE")) {
            TestCall.Answer answer =
                    other.send(method, "applications/" + id, method.equals("PATCH") ? "{\"notes\":\"mine\"}" : "");
            refuses(answer, 404, "Request_ResourceNotFound", null);
        }
        assertThat(other.send("PATCH", "servicePrincipals/" + administrator.id(), "{}")
                        .status())
                .isEqualTo(404);
        assertThat(administrator.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            POST  | applications             | {'displayName':'x','appId':'0d1e9e0c-5d51-4a0e-8d5f-111111111111'} | 'appId' is read-only
            POST  | applications             | {'displayName':'x','id':'0d1e9e0c-5d51-4a0e-8d5f-111111111111'}    | 'id' is read-only
            POST  | applications             | {'displayName':'x','owners':['0d1e9e0c']}           | Invalid property 'owners'
            POST  | applications             | {'displayName':'x','passwordCredentials':[]}        | 'passwordCredentials' is read-only
            POST  | applications             | {'notes':'no name'}                                 | 'displayName'
            POST  | applications             | {'displayName':''}                                  | 1 to 256
            POST  | applications             | {'displayName':7}                                   | 1 to 256
            POST  | applications             | {'displayName':'x','signInAudience':'AzureADMultipleOrgs'} | AzureADMyOrg
            POST  | applications             | {'displayName':'x','keyCredentials':{}}             | a list of at most 50 keys
            POST  | applications             | {'displayName':'x','keyCredentials':[{'':'x'}]}     | whose members have names
            POST  | applications             | {'displayName':'x','keyCredentials':[{'type':'AsymmetricX509Cert','usage':'Verify','key':'AAAA'}]} | Key
            POST  | applications             | {'displayName':'x','keyCredentials':[{'keyId':'0d1e9e0c'}]} | KeyId
            POST  | applications             | {'displayName':'x','requiredResourceAccess':[{'resourceAppId':'x','resourceAccess':[]}]} | resourceAppId
            POST  | applications             | {'displayName':'x','firstParty':true}               | Invalid property 'firstParty'
            POST  | applications             | []                                                  | JSON object
            POST  | applications             | {'displayName'                                      | JSON object
            PATCH | applications/<app>       | {'createdDateTime':'2020-01-01T00:00:00Z'}          | 'createdDateTime' is read-only
            PATCH | applications/<app>       | {'publisherDomain':'fabrikam.com'}                  | 'publisherDomain' is read-only
            PATCH | servicePrincipals/<me>   | {'appRoles':[]}                                     | 'appRoles' is read-only
            PATCH | servicePrincipals/<me>   | {'appRoleAssignments':[]}                           | Invalid property 'appRoleAssignments'
            PATCH | servicePrincipals/<me>   | {'trustedForDelegation':true}                       | Invalid property 'trustedForDelegation'
            PATCH | servicePrincipals/<me>   | {'appOwnerOrganizationId':'x'}                      | 'appOwnerOrganizationId' is read-only
            PATCH | servicePrincipals/<me>   | {'accountEnabled':'false'}                          | true or false
            PATCH | servicePrincipals/<me>   | {'tags':[1]}                                        | a list of at most 100 texts
            POST  | servicePrincipals        | {'appId':'0d1e9e0c-5d51-4a0e-8d5f-111111111111'}    | valid application object
            POST  | servicePrincipals        | {'displayName':'x'}                                 | 'appId'
            POST  | servicePrincipals/<me>/appRoleAssignments | {'principalId':'<me>','resourceId':'<me>','appRoleId':'0d1e9e0c-5d51-4a0e-8d5f-111111111111'} | was not found
            POST  | servicePrincipals/<me>/appRoleAssignments | {'principalId':'0d1e9e0c-5d51-4a0e-8d5f-111111111111','resourceId':'<me>','appRoleId':'<me>'} | 'principalId'
            POST  | servicePrincipals/<me>/appRoleAssignments | {'principalId':'<me>'}     | 'resourceId'
            POST  | applications/<app>/owners/$ref | {'@odata.id':'5c1b6c3a'}                      | directoryObjects
            POST  | applications/<app>/owners/$ref | {'@odata.id':'https://graph.example.com/v1.0/directoryObjects/<me>'} | directoryObjects
            POST  | applications/<app>/owners/$ref | {'@odata.id':'https://graph.microsoft.com/v1.0/directoryObjects/<me>/x'} | directoryObjects
            POST  | applications?$select=id  | {'displayName':'x'}                                 | no query options
            PATCH | applications/<app>?$top=1 | {'notes':'x'}                                      | no query options
            DELETE | servicePrincipals(appId='00000002-0000-0ff1-ce00-000000000000') | {}          | Microsoft's own
            """)
    void refusesWhatAClientMayNotWrite(String method, String path, String body, String message) {
        String app = create("An application");
        String before = administrator.everything();
        String sent = body.replace('\'', '"').replace("<me>", administrator.id());

        TestCall.Answer answer =
                administrator.send(method, path.replace("<app>", app).replace("<me>", administrator.id()), sent);

        refuses(answer, 400, "Request_BadRequest", null);
        assertThat(answer.body()).contains(message);
        assertThat(administrator.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            applications?$filter=displayName ne 'x'                    | 400 | Invalid filter clause
            applications?$filter=displayName eq 'x' or appId eq 'y'    | 400 | Invalid filter clause
            applications?$filter=keyCredentials eq 'x'                 | 400 | Invalid filter clause
            applications?$filter=displayName eq 'x'y'                  | 400 | Invalid filter clause
            applications?$select=secrets                               | 400 | Could not find a property named 'secrets'
            applications?$expand=owners                                | 400 | $expand
            applications?$top=0                                        | 400 | page size
            applications?$top=1000                                     | 400 | page size
            applications?$top=1&$top=2                                 | 400 | more than once
            applications?$skiptoken=x                                  | 400 | $skiptoken
            applications/<app>?$filter=id eq 'x'                       | 400 | $filter
            users                                                      | 400 | Resource not found for the segment 'users'
            applications/<app>/owners/x/y                              | 400 | Resource not found for the segment
            applications/0d1e9e0c-5d51-4a0e-8d5f-111111111111          | 404 | does not exist
            applications(appId='0d1e9e0c-5d51-4a0e-8d5f-111111111111') | 404 | does not exist
            servicePrincipals/<app>                                    | 404 | does not exist
            me                                                         | 400 | delegated authentication flow
            """)
    void refusesOtherQuestions(String path, int status, String message) {
        String app = create("An application");

        TestCall.Answer answer = administrator.get(path.replace("<app>", app));

        refuses(answer, status, status == 404 ? "Request_ResourceNotFound" : "Request_BadRequest", null);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void limitsWhatOneRequestMayHave() {
        String before = administrator.everything();
        String quotes = "'".repeat(4_000);
        refuses(
                administrator.get("applications?$filter=displayName eq '" + quotes + "'"),
                400,
                "Request_BadRequest",
                null);
        refuses(administrator.get("applications?$select=" + "id,".repeat(1_000)), 400, "Request_BadRequest", null);
        JsonObject many = new JsonObject().put("displayName", "x");
        for (int i = 0; i < 60; i++) {
            many.put("member" + i, i);
        }
        refuses(administrator.send("POST", "applications", many.encode()), 400, "Request_BadRequest", null);
        String list = "{\"displayName\":\"x\",\"tags\":[" + "1,".repeat(2_000) + "1]}";
        refuses(administrator.send("POST", "applications", list), 400, "Request_BadRequest", null);
        String key =
                "{\"displayName\":\"x\",\"keyCredentials\":[{\"type\":\"AsymmetricX509Cert\",\"usage\":\"Verify\",\"key\":\""
                        + "A".repeat(20_000) + "\"}]}";
        assertThat(administrator.send("POST", "applications", key).body()).contains("16384");
        JsonArray access = new JsonArray();
        for (int i = 0; i < 201; i++) {
            access.add(new JsonObject().put("id", PERSON).put("type", "Role"));
        }
        JsonObject resource = new JsonObject().put("resourceAppId", PERSON).put("resourceAccess", access);
        JsonObject asked = new JsonObject()
                .put("displayName", "x")
                .put("requiredResourceAccess", new JsonArray().add(resource).add(resource));
        refuses(administrator.send("POST", "applications", asked.encode()), 400, "Request_BadRequest", null);
        String deep = "{\"displayName\":" + "[".repeat(5_000) + "}";
        refuses(administrator.send("POST", "applications", deep), 400, "Request_BadRequest", null);

        TestCall call = authz.call(LOGIN).bearer(administrator.token()).header("Content-Type", "application/json");
        assertThat(call.announce(HttpMethod.POST, "/v1.0/applications", 2_000_000))
                .isEqualTo(413);
        assertThat(authz.call(LOGIN)
                        .bearer(administrator.token())
                        .announce(HttpMethod.PUT, "/v1.0/applications(appId='" + APP + "')/logo", 200_000))
                .isEqualTo(413);
        assertThat(administrator.send("PUT", "applications", "{}").status()).isEqualTo(405);
        assertThat(administrator.everything()).isEqualTo(before);
    }

    @Test
    void pagesEveryObjectOnce() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(create("Application " + i));
        }
        String path = "applications?$top=2&$select=id";
        List<String> found = new ArrayList<>();
        for (int page = 0; page < 3; page++) {
            JsonObject answer = administrator.get(path).json();
            answer.getJsonArray("value").forEach(one -> found.add(((JsonObject) one).getString("id")));
            String next = answer.getString("@odata.nextLink");
            assertThat(next == null).isEqualTo(page == 2);
            path = next == null ? "" : next.substring(next.indexOf("/v1.0/") + 6);
        }

        assertThat(found).isEqualTo(made);
        JsonObject selected =
                administrator.get("applications?$top=1&$select=id").json();
        assertThat(selected.getJsonArray("value").getJsonObject(0).fieldNames()).containsExactly("id");
        assertThat(selected.getString("@odata.context")).isEqualTo("https://" + LOGIN + "/v1.0/$metadata#applications");
        assertThat(administrator
                        .get("applications?$filter=displayName eq 'it''s'")
                        .json()
                        .getJsonArray("value"))
                .isEmpty();
    }

    /** In the product only a Global Administrator changes the principals that Microsoft's services share with the tenant. */
    @Test
    void aPersonHasTheRightsOfTheirDirectoryRoles() {
        GraphCaller global = person(GLOBAL_ADMINISTRATOR);
        GraphCaller application = person(APPLICATION_ADMINISTRATOR);
        GraphCaller nobody = person();
        String app = create("An application");
        String exchange = administrator
                .get("servicePrincipals(appId='" + EXCHANGE + "')")
                .json()
                .getString("id");

        assertThat(global.get("me").json().getString("id")).isEqualTo(PERSON);
        JsonArray roles = global.get("me/memberOf").json().getJsonArray("value");
        assertThat(roles.getJsonObject(0).getString("roleTemplateId")).isEqualTo(GLOBAL_ADMINISTRATOR);
        assertThat(roles.getJsonObject(0).getString("displayName")).isEqualTo("Global Administrator");
        assertThat(nobody.get("applications").status()).isEqualTo(200);
        String keys = "{\"keyCredentials\":[]}";
        refuses(nobody.send("PATCH", "applications/" + app, keys), 403, "Authorization_RequestDenied", null);
        assertThat(application.send("PATCH", "applications/" + app, keys).status())
                .isEqualTo(204);
        refuses(
                application.send("PATCH", "servicePrincipals/" + exchange, keys),
                403,
                "Authorization_RequestDenied",
                null);
        assertThat(global.send("PATCH", "servicePrincipals/" + exchange, keys).status())
                .isEqualTo(204);
        String owner = "{\"@odata.id\":\"https://" + LOGIN + "/v1.0/directoryObjects/" + PERSON + "\"}";
        assertThat(global.send("POST", "applications/" + app + "/owners/$ref", owner)
                        .status())
                .isEqualTo(204);
        refuses(global.send("POST", "applications/" + app + "/owners/$ref", owner), 400, "Request_BadRequest", null);
        refuses(
                administrator.send(
                        "POST", "applications/" + app + "/owners/$ref", owner.replace(PERSON, GraphCaller.NOBODY)),
                404,
                "Request_ResourceNotFound",
                null);
    }

    /** With a permission at Graph an application could give itself every other permission. */
    @Test
    void onlyAGlobalAdministratorConsentsToPermissionsAtGraph() {
        JsonObject graph =
                administrator.get("servicePrincipals(appId='" + GRAPH + "')").json();
        String body = new JsonObject()
                .put("principalId", administrator.id())
                .put("resourceId", graph.getString("id"))
                .put("appRoleId", "7ab1d382-f21e-4acd-a863-ba3e13f7da61")
                .put("@odata.type", "#microsoft.graph.appRoleAssignment")
                .encode();
        String path = "servicePrincipals/" + administrator.id() + "/appRoleAssignments";

        refuses(person(APPLICATION_ADMINISTRATOR).send("POST", path, body), 403, "Authorization_RequestDenied", null);
        TestCall.Answer granted = person(GLOBAL_ADMINISTRATOR).send("POST", path, body);
        assertThat(granted.status()).isEqualTo(201);
        String assignment = path + "/" + granted.json().getString("id");
        refuses(
                person(APPLICATION_ADMINISTRATOR).send("DELETE", assignment, ""),
                403,
                "Authorization_RequestDenied",
                null);
        String other = administrator
                .get("servicePrincipals(appId='" + EXCHANGE + "')")
                .json()
                .getString("id");
        refuses(
                person(GLOBAL_ADMINISTRATOR).send("DELETE", assignment.replace(administrator.id(), other), ""),
                404,
                "Request_ResourceNotFound",
                null);
        refuses(person(GLOBAL_ADMINISTRATOR).send("POST", path, body), 400, "Request_BadRequest", null);
    }

    @Test
    void theJournalHasWhoChangedWhat() {
        String app = create("An application");
        String key = CertificateEncoding.text(TestKeys.exchange().certificate());
        administrator.send(
                "PATCH",
                "applications/" + app,
                "{\"keyCredentials\":[{\"type\":\"AsymmetricX509Cert\",\"usage\":\"Verify\",\"key\":\"" + key
                        + "\"}]}");

        assertThat(authz.hops("TRUST_CHANGED").toString())
                .contains("PATCH /v1.0/applications/" + app)
                .contains(TestKeys.exchange().thumbprint());
        assertThat(authz.hops("ACCEPTED").toString()).contains(APP);
    }

    /** A program has only what its scopes and the roles of the person allow together. */
    @Test
    void aProgramOfAPersonNeedsAScope() {
        GraphCaller narrow = GraphCaller.of(
                authz,
                token(
                        authz.signingKey(),
                        claims -> claims.put("scp", "User.Read Domain.Read.All")
                                .put("wids", List.of(GLOBAL_ADMINISTRATOR))
                                .put("oid", PERSON)),
                PERSON);

        assertThat(narrow.get("domains").status()).isEqualTo(200);
        assertThat(narrow.get("me/memberOf").json().getJsonArray("value")).hasSize(1);
        refuses(narrow.get("applications"), 403, "Authorization_RequestDenied", null);
        refuses(
                narrow.send("POST", "applications", "{\"displayName\":\"x\"}"),
                403,
                "Authorization_RequestDenied",
                null);
    }

    @Test
    void aTenantHasAQuotaOfObjects() {
        authz.close();
        authz = RunningAuthz.limited(folder.resolve("small"), Map.of("directory-objects", 10));
        start();
        String last = "";
        for (int i = 0; i < 5; i++) {
            last = create("Application " + i);
        }
        String before = administrator.everything();

        refuses(
                administrator.send("POST", "applications", "{\"displayName\":\"x\"}"),
                403,
                "Directory_QuotaExceeded",
                "The directory object quota limit for the Tenant has been exceeded. Please ask your administrator to"
                        + " increase the quota limit or delete objects to reduce the used quota.");
        assertThat(authz.attempt(
                                "New-MsolServicePrincipal",
                                new JsonObject().put("TenantId", CONTOSO).put("DisplayName", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(administrator.everything()).isEqualTo(before);
        assertThat(administrator.send("DELETE", "applications/" + last, "").status())
                .isEqualTo(204);
        create("Another one");
    }

    @Test
    void aConditionThatIsNotCheckedIsRefused() {
        String app = create("An application");
        String before = administrator.everything();

        TestCall.Answer answer = authz.call(LOGIN)
                .bearer(administrator.token())
                .header("If-Match", "W/\"1\"")
                .send(HttpMethod.PATCH, "/v1.0/applications/" + app, "{\"notes\":\"x\"}");

        refuses(answer, 400, "Request_BadRequest", null);
        assertThat(administrator.everything()).isEqualTo(before);
    }

    @Test
    void aDeletedPrincipalLeavesItsApplicationAndNothingElse() {
        String app = create("An application");
        String appId = administrator.get("applications/" + app).json().getString("appId");
        String principal = "{\"appId\":\"" + appId + "\"}";
        String first = administrator
                .send("POST", "servicePrincipals", principal)
                .json()
                .getString("id");
        String other = create("Another application");
        String owner = "{\"@odata.id\":\"https://" + LOGIN + "/v1.0/directoryObjects/" + first + "\"}";
        administrator.send("POST", "applications/" + other + "/owners/$ref", owner);
        administrator.send(
                "PATCH", "servicePrincipals/" + first, "{\"servicePrincipalNames\":[\"https://old.contoso.com/\"]}");
        administrator.send("PATCH", "applications/" + app, "{\"notes\":\"kept\"}");

        assertThat(administrator
                        .send("DELETE", "servicePrincipals/" + first, "")
                        .status())
                .isEqualTo(204);

        assertThat(administrator.get("servicePrincipals/" + first).status()).isEqualTo(404);
        assertThat(administrator.get("applications/" + app).json().getString("notes"))
                .isEqualTo("kept");
        assertThat(administrator.get("applications/" + other + "/owners").json().getJsonArray("value"))
                .isEmpty();
        JsonObject again =
                administrator.send("POST", "servicePrincipals", principal).json();
        assertThat(again.getString("id")).isNotEqualTo(first);
        assertThat(again.getJsonArray("servicePrincipalNames")).isEmpty();
    }

    private String create(String name) {
        TestCall.Answer answer = administrator.send(
                "POST",
                "applications",
                new JsonObject().put("displayName", name).encode());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().getString("id");
    }

    private GraphCaller person(String... directoryRoles) {
        return GraphCaller.of(
                authz,
                token(
                        authz.signingKey(),
                        claims -> claims.put("scp", "Directory.AccessAsUser.All openid")
                                .put("wids", List.of(directoryRoles))
                                .put("oid", PERSON)
                                .put("appid", "1950a258-227b-4e31-a9cf-717495945fc2")
                                .put("upn", "anna@contoso.com")),
                PERSON);
    }

    private Map.Entry<String, String> spoilt(String name, String message, SigningKey key, Consumer<Claims> change) {
        return Map.entry(name, token(key, change) + " " + message);
    }

    /** The claims of a token. */
    private record Claims(Map<String, Object> members) {
        Claims put(String name, Object value) {
            members.put(name, value);
            return this;
        }

        void remove(String name) {
            members.remove(name);
        }
    }

    /** A token like those of the server. */
    private String token(SigningKey key, Consumer<Claims> change) {
        Claims claims = new Claims(new LinkedHashMap<>())
                .put("aud", "https://graph.microsoft.com")
                .put("iss", "https://sts.windows.net/" + CONTOSO + "/")
                .put("nbf", Assertions.NOW)
                .put("exp", Assertions.NOW + Duration.ofHours(1).toSeconds())
                .put("appid", APP)
                .put("oid", administrator.id())
                .put("roles", List.of("Application.ReadWrite.All"))
                .put("tid", CONTOSO);
        change.accept(claims);
        Map<String, String> header = Map.of("typ", "JWT", "alg", "RS256", "x5t", key.x5t(), "kid", key.x5t());
        return SigningInput.of(header, claims.members(), key).signed(new RsaEngine(new OperationCounters()));
    }

    private static void refuses(TestCall.Answer answer, int status, String code, @Nullable String message) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonObject error = answer.json().getJsonObject("error");
        assertThat(error.getString("code")).as(answer.body()).isEqualTo(code);
        if (message != null) {
            assertThat(error.getString("message")).isEqualTo(message);
        }
    }
}
