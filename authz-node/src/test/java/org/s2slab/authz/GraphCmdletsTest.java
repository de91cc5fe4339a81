package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.FABRIKAM;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;

/** The cmdlets of Microsoft Graph PowerShell send the requests of Graph, with the scopes of their session. */
class GraphCmdletsTest extends AuthzFixture {
    @Test
    void anApplicationIsMadeChangedAndRemoved() {
        connect();
        JsonObject app =
                one("New-MgApplication", of("DisplayName", "Sync").put("KeyCredentials", new JsonArray().add(key())));
        String id = app.getString("Id");
        assertThat(app.fieldNames()).startsWith("Id", "DeletedDateTime", "AppId");
        JsonObject principal = one("New-MgServicePrincipal", of("AppId", app.getString("AppId")));
        authz.run(
                "Update-MgApplication",
                of("ApplicationId", id).put("DisplayName", "Sync 2").put("Notes", "x"));
        authz.run(
                "New-MgApplicationOwnerByRef",
                of("ApplicationId", id)
                        .put(
                                "OdataId",
                                "https://graph.microsoft.com/v1.0/directoryObjects/" + principal.getString("Id")));

        assertThat(one("Get-MgApplicationOwner", of("ApplicationId", id)).getString("Id"))
                .isEqualTo(principal.getString("Id"));
        JsonObject changed = one("Get-MgApplication", of("Filter", "displayName eq 'Sync 2'"));
        assertThat(changed.getString("Notes")).isEqualTo("x");
        assertThat(changed.getJsonArray("KeyCredentials").getJsonObject(0).getString("Key"))
                .as("a list has no values")
                .isNull();
        JsonObject shown = one(
                "Get-MgServicePrincipal",
                of("ServicePrincipalId", principal.getString("Id"))
                        .put("Property", new JsonArray().add("Id").add("KeyCredentials")));
        assertThat(shown.fieldNames()).containsExactly("Id", "KeyCredentials");
        assertThat(shown.getJsonArray("KeyCredentials").getJsonObject(0).getString("Key"))
                .isEqualTo(key().getString("Key"));

        authz.run("Remove-MgServicePrincipal", of("ServicePrincipalId", principal.getString("Id")));
        assertThat(authz.run("Get-MgApplication", of("ApplicationId", id))).hasSize(1);
        authz.run("Remove-MgApplication", of("ApplicationId", id));
        assertThat(authz.run("Get-MgApplication", new JsonObject())).isEmpty();
        assertThat(authz.hops("TRUST_CHANGED").toString()).contains("Remove-MgServicePrincipal");
    }

    @Test
    void nothingChangesWithWhatIf() {
        authz.run("New-MgApplication", in(CONTOSO).put("DisplayName", "x").put("WhatIf", true));

        assertThat(authz.run("Get-MgApplication", in(CONTOSO))).isEmpty();
    }

    @Test
    void allPagesAreShownOnRequest() {
        for (int i = 0; i < 3; i++) {
            authz.run("New-MgApplication", in(CONTOSO).put("DisplayName", "Application " + i));
        }

        assertThat(authz.run("Get-MgApplication", in(CONTOSO).put("Top", 2))).hasSize(2);
        assertThat(authz.run("Get-MgApplication", in(CONTOSO).put("Top", 2).put("All", true)))
                .extracting(app -> ((JsonObject) app).getString("DisplayName"))
                .containsExactly("Application 0", "Application 1", "Application 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Get-MgApplication      | {'Filter':'displayName ne x'}  | 400 | [Request_BadRequest] : Invalid filter clause
            Get-MgApplication      | {'Property':['Secrets']}       | 400 | [Request_BadRequest] : Could not find a property named 'secrets'
            Get-MgApplication      | {'ApplicationId':'0d1e9e0c-5d51-4a0e-8d5f-111111111111'} | 404 | [Request_ResourceNotFound] : Resource '0d1e9e0c-5d51-4a0e-8d5f-111111111111' does not exist
            Get-MgServicePrincipal | {'Top':0}                      | 400 | [Request_BadRequest] : Invalid page size
            Get-MgDomain           | {'DomainId':'fabrikam.com'}    | 404 | [Request_ResourceNotFound] : Resource 'fabrikam.com'
            New-MgApplication      | {'DisplayName':'x','SignInAudience':'Everybody'} | 400 | [Request_BadRequest] : Invalid value specified for property 'signInAudience'
            New-MgApplication      | {'DisplayName':'x','KeyCredentials':[{'Key':'AAAA'}]} | 400 | [Request_BadRequest] : KeyCredentials
            New-MgServicePrincipal | {'AppId':'0d1e9e0c-5d51-4a0e-8d5f-111111111111'} | 400 | [Request_BadRequest] : The appId
            New-MgServicePrincipal | {'AppId':'00000002-0000-0ff1-ce00-000000000000'} | 409 | [Request_MultipleObjectsWithSameKeyValue] : The service principal
            """)
    void errorsAreThoseOfGraph(String cmdlet, String parameters, int status, String text) {
        TestCall.Answer answer =
                authz.attempt(cmdlet, new JsonObject(parameters.replace('\'', '"')).put("TenantId", CONTOSO));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(text);
    }

    @Test
    void aSessionHasOnlyTheScopesThatWereAskedFor() {
        authz.run("Connect-MgGraph", in(CONTOSO).put("Scopes", new JsonArray().add("Application.Read.All")));

        assertThat(authz.run("Get-MgServicePrincipal", new JsonObject())).hasSize(4);
        TestCall.Answer answer = authz.attempt("New-MgApplication", of("DisplayName", "x"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body())
                .contains(
                        "[Authorization_RequestDenied] : Insufficient privileges to complete the operation.",
                        "one of Application.ReadWrite.All, Directory.ReadWrite.All");
        assertThat(authz.attempt("Get-MgDomain", new JsonObject()).status()).isEqualTo(403);
        JsonObject context = one("Get-MgContext", new JsonObject());
        assertThat(context.getString("TenantId")).isEqualTo(CONTOSO);
        assertThat(context.getJsonArray("Scopes")).containsExactly("Application.Read.All");
        // The parameter -TenantId of the other cmdlets is the lab's own, and does not use the session.
        authz.run("New-MgApplication", in(FABRIKAM).put("DisplayName", "x"));

        authz.run("Connect-MgGraph", in(CONTOSO));
        authz.run("New-MgApplication", of("DisplayName", "x"));
    }

    @Test
    void nobodyWorksAfterTheEndOfASession() {
        assertThat(authz.run("Get-MgContext", new JsonObject())).isEmpty();
        connect();
        authz.run("Disconnect-MgGraph", new JsonObject());

        assertThat(authz.attempt("Get-MgApplication", new JsonObject()).body())
                .contains("Authentication needed. Please call Connect-MgGraph.");
        assertThat(authz.run("Get-MgContext", new JsonObject())).isEmpty();
    }

    /** Microsoft's own principals are changed by a Global Administrator, who the node's administrator is. */
    @Test
    void aKeyIsAddedToWhatWasRead() {
        authz.upload(CONTOSO, EXCHANGE, TestKeys.exchange());
        JsonObject read = one("Get-MgServicePrincipal", in(CONTOSO).put("Filter", "appId eq '" + EXCHANGE + "'"));
        authz.run(
                "Update-MgServicePrincipal",
                in(CONTOSO)
                        .put("ServicePrincipalId", read.getString("Id"))
                        .put(
                                "KeyCredentials",
                                read.getJsonArray("KeyCredentials").copy().add(key())));

        JsonArray both = authz.run(
                "Get-MsolServicePrincipalCredential",
                in(CONTOSO).put("AppPrincipalId", EXCHANGE).put("ReturnKeyValues", true));
        assertThat(both)
                .extracting(one -> ((JsonObject) one).getString("Value"))
                .containsExactly(CertificateEncoding.text(TestKeys.exchange().certificate()), key().getString("Key"));
    }

    private void connect() {
        authz.run("Connect-MgGraph", in(CONTOSO));
    }

    private JsonObject one(String cmdlet, JsonObject parameters) {
        return authz.run(cmdlet, parameters).getJsonObject(0);
    }

    private static JsonObject key() {
        return new JsonObject()
                .put("Type", "AsymmetricX509Cert")
                .put("Usage", "Verify")
                .put("Key", CertificateEncoding.text(TestKeys.lync().certificate()));
    }

    private static JsonObject in(String tenant) {
        return of("TenantId", tenant);
    }

    private static JsonObject of(String name, String value) {
        return new JsonObject().put(name, value);
    }
}
