package org.s2slab.diagnosis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.junit.CmdletRunner;

/** How each fault is made on a deployment that holds. */
final class Ailments {
    private static final String LYNC = "00000004-0000-0ff1-ce00-000000000000";
    private static final String EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";
    static final String TENANT = "5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713";
    private static final String ISSUER = "Set-CsCertificate -Identity global -Type OAuthTokenIssuer -Thumbprint ";
    private static final String OF_LYNC = " -TenantId " + TENANT + " -AppPrincipalId " + LYNC;
    private static final String LYNC_AT_FARM = " " + LYNC + "@" + TENANT + " -Site https://sharepoint.contoso.com";
    static final String DEDICATED = "Set-LabTenant -TenantId " + TENANT + " -DedicatedApplicationsRequired $true";

    private final List<Ailment> cases = new ArrayList<>();

    /**
     * One of them.
     *
     * @param ward which deployment
     * @param user for whom servers call each other, or null for somebody
     */
    record Ailment(
            FaultCode code,
            String name,
            String ward,
            @Nullable String user,
            Consumer<Clinic> spoil) {}

    private Ailments() {
        machines();
        partners();
        rights();
        servers();
        tenants();
        people();
    }

    static List<Ailment> all() {
        return List.copyOf(new Ailments().cases);
    }

    private void on(String ward, FaultCode code, Consumer<Clinic> spoil) {
        cases.add(new Ailment(code, code.name(), ward, null, spoil));
    }

    private void also(String ward, FaultCode code, String how, String node, String... lines) {
        cases.add(new Ailment(code, code.name() + " " + how, ward, null, clinic -> clinic.type(node, lines)));
    }

    private void line(String ward, FaultCode code, String node, String... lines) {
        on(ward, code, clinic -> clinic.type(node, lines));
    }

    private void machines() {
        on(
                "three",
                FaultCode.NODE_UNREACHABLE,
                clinic -> clinic.lab().topology().stopNode("exchange"));
        cases.add(new Ailment(FaultCode.NODE_UNREACHABLE, "NODE_UNREACHABLE of all", "three", null, clinic -> {
            for (String node : List.of("lync", "exchange", "sharepoint")) {
                clinic.lab().topology().stopNode(node);
            }
        }));
        on(
                "three",
                FaultCode.CLOCK_SKEW,
                clinic -> clinic.lab().topology().advance("sharepoint", Duration.ofMinutes(20)));
        cases.add(new Ailment(FaultCode.CLOCK_SKEW, "CLOCK_SKEW of two of three", "three", null, clinic -> {
            clinic.lab().topology().advance("lync", Duration.ofMinutes(20));
            clinic.lab().topology().advance("exchange", Duration.ofMinutes(20));
        }));
        on("three", FaultCode.DATABASE_REFUSES_WRITES, clinic -> Wedges.lock(clinic, "sharepoint"));
        on("archive", FaultCode.QUEUE_RESTS, Wedges::leaveATranscript);
        line(
                "three",
                FaultCode.SERVICE_NAME_CHANGED,
                "lync",
                "Set-CsOAuthConfiguration -Identity global -ServiceName 99999999-0000-0ff1-ce00-000000000000");
        line("pair", FaultCode.CERTIFICATE_MISSING, "lync", "Remove-CsCertificate -Type OAuthTokenIssuer");
        line(
                "three",
                FaultCode.CERTIFICATE_TOO_SHORT,
                "lync",
                "$short = New-SelfSignedCertificate -DnsName contoso.com -KeyLength 1024",
                ISSUER + "$short.Thumbprint");
        line("domains", FaultCode.SIP_DOMAIN_NOT_COVERED, "lync", ISSUER + "$lab.lync.certificates.oauth.thumbprint");
        on("pair", FaultCode.CERTIFICATE_NOT_YET_VALID, Ailments::setBack);
        on("due", FaultCode.CERTIFICATE_DUE, clinic -> clinic.advance(Duration.ofDays(700)));
        on("expired", FaultCode.CERTIFICATE_EXPIRED, clinic -> clinic.advance(Duration.ofDays(800)));
    }

    /** The clocks were ahead while a certificate was made, and are put right: to a time after trust was set up. */
    private static void setBack(Clinic clinic) {
        clinic.advance(Duration.ofDays(1));
        clinic.type(
                "lync", "$tomorrow = New-SelfSignedCertificate -DnsName contoso.com", ISSUER + "$tomorrow.Thumbprint");
        assertThat(clinic.examine(null).codes()).isEmpty();
        clinic.advance(Duration.ofHours(-12));
    }

    private void partners() {
        line("three", FaultCode.PARTNER_MISSING, "lync", "Remove-CsPartnerApplication -Identity microsoft.exchange");
        line(
                "three",
                FaultCode.PARTNER_DISABLED,
                "lync",
                "Set-CsPartnerApplication -Identity microsoft.sharepoint -Enabled $false");
        line(
                "three",
                FaultCode.KEYS_DIFFER,
                "lync",
                "$one = New-SelfSignedCertificate -DnsName contoso.com",
                ISSUER + "$one.Thumbprint",
                "Remove-CsCertificate -Type OAuthTokenIssuer -Previous");
        line(
                "three",
                FaultCode.REALM_DIFFERS,
                "sharepoint",
                "Set-SPAuthenticationRealm -Realm 7d1f0c52-3b0e-4a55-9c1d-6a1f0e2b9d44");
        line("wildcard", FaultCode.REALM_NOT_ACCEPTED, "exchange", "Remove-AcceptedDomain -Identity Contoso");
        line(
                "three",
                FaultCode.AUTODISCOVER_URL_WRONG,
                "lync",
                "Set-CsOAuthConfiguration -Identity global -ExchangeAutodiscoverUrl"
                        + " https://lync.contoso.com/autodiscover/autodiscover.svc");
        line(
                "three",
                FaultCode.AUTODISCOVER_URL_MISSING,
                "lync",
                "Set-CsOAuthConfiguration -Identity global -ExchangeAutodiscoverUrl ''");
    }

    private void rights() {
        line(
                "three",
                FaultCode.TRUST_LEVEL_TOO_LOW,
                "lync",
                "Set-CsPartnerApplication -Identity microsoft.exchange -ApplicationTrustLevel User");
        line(
                "three",
                FaultCode.LINKED_ACCOUNT_MISSING,
                "exchange",
                "Get-PartnerApplication | Where-Object ApplicationIdentifier -eq " + LYNC
                        + " | Set-PartnerApplication -LinkedAccount $null");
        line(
                "three",
                FaultCode.ROLE_MISSING,
                "exchange",
                "Get-ManagementRoleAssignment | Where-Object { $_.Role -like 'Legal*' -and $_.Name -like '*SharePoint*' }"
                        + " | Remove-ManagementRoleAssignment");
        also(
                "three",
                FaultCode.ROLE_MISSING,
                "for Lync",
                "exchange",
                "Get-ManagementRoleAssignment | Where-Object { $_.Name -like '*Application-LyncEnterprise*' }"
                        + " | Remove-ManagementRoleAssignment");
        String stranger = "5a1e0000-0000-4000-8000-00000000f0f0";
        line(
                "three",
                FaultCode.FOREIGN_PARTNER,
                "lync",
                "New-CsPartnerApplication -Identity Payroll -ApplicationIdentifier " + stranger
                        + " -ApplicationTrustLevel Full -UseOAuthServer");
        also(
                "three",
                FaultCode.FOREIGN_PARTNER,
                "at Exchange",
                "exchange",
                "New-PartnerApplication -Name Payroll -ApplicationIdentifier " + stranger);
        cases.add(new Ailment(
                FaultCode.FOREIGN_PARTNER,
                "FOREIGN_PARTNER at SharePoint",
                "three",
                null,
                clinic -> clinic.type(
                        "sharepoint",
                        "New-SPTrustedSecurityTokenIssuer -Name Payroll -RegisteredIssuerName " + stranger
                                + "@contoso.com -Certificate '" + outsider(clinic) + "'")));
        line(
                "three",
                FaultCode.PERMISSION_MISSING,
                "sharepoint",
                "Remove-SPAppPrincipalPermission -AppPrincipal " + EXCHANGE + "@contoso.com"
                        + " -Site https://sharepoint.contoso.com -Scope SiteSubscription");
    }

    /** The certificate of a key that no server has, in base64. */
    private static String outsider(Clinic clinic) {
        return org.s2slab.engine.deployment.NodeFolderReader.facts(
                        clinic.lab().topology().keys().outsider())
                .getString("raw");
    }

    private void servers() {
        line("lync", FaultCode.SERVER_MISSING, "lync", "Remove-CsOAuthServer -Identity microsoft.sts");
        line(
                "lync",
                FaultCode.SERVER_OF_ANOTHER_TENANT,
                "lync",
                "Set-CsOAuthServer -Identity microsoft.sts -MetadataUrl"
                        + " https://accounts.accesscontrol.windows.net/c04e8d21-6a7f-4d3b-9f15-70be13a2d846/metadata/json/1");
        line(
                "hybrid",
                FaultCode.SERVER_DISABLED,
                "exchange",
                "Set-AuthServer -Identity WindowsAzureACS -Enabled $false");
        line(
                "farm",
                FaultCode.SERVER_NO_BROKER,
                "sharepoint",
                "Remove-SPTrustedSecurityTokenIssuer -Identity ACS",
                "New-SPTrustedSecurityTokenIssuer -Name ACS -MetadataEndPoint"
                        + " https://accounts.accesscontrol.windows.net/5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713/metadata/json/1");
        line("farm", FaultCode.SERVER_PROXY_MISSING, "sharepoint", "Remove-SPServiceApplicationProxy -Identity ACS");
        also(
                "farm",
                FaultCode.SERVER_MISSING,
                "of a farm that kept its proxy",
                "sharepoint",
                "Remove-SPTrustedSecurityTokenIssuer -Identity ACS");
        also(
                "farm",
                FaultCode.SERVER_MISSING,
                "of a farm that kept an app principal",
                "sharepoint",
                "Register-SPAppPrincipal -DisplayName Lync -NameIdentifier" + LYNC_AT_FARM,
                "Set-SPAppPrincipalPermission -Scope SiteSubscription -Right FullControl -AppPrincipal" + LYNC_AT_FARM,
                "Remove-SPTrustedSecurityTokenIssuer -Identity ACS");
        also(
                "lost lync",
                FaultCode.SERVER_MISSING,
                "of a Lync that kept its certificate in the tenant only",
                "lync",
                "Remove-CsOAuthServer -Identity microsoft.sts",
                "Get-CsPartnerApplication | Remove-CsPartnerApplication");
        on("hybrid", FaultCode.SERVER_KEYS_OLD, Ailments::rollUnnoticed);
    }

    /** The online half reads the next key in time, for it is called; nobody calls the half on the premises meanwhile. */
    private static void rollUnnoticed(Clinic clinic) {
        CmdletRunner authz = clinic.lab().cmdlets("authz");
        List<Map<String, Object>> before =
                authz.run("Get-LabSigningCertificate").objects();
        authz.run(
                "New-LabSigningCertificate",
                Map.of(
                        "EffectiveDate",
                        clinic.lab().clock().now().plusSeconds(60).toString()));
        clinic.advance(Duration.ofMinutes(2));
        clinic.type(
                "exchange",
                "Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com/EWS/Exchange.asmx"
                        + " -Mailbox anna@contoso.com");
        before.forEach(
                old -> clinic.type("authz", "Remove-LabSigningCertificate -Thumbprint " + old.get("Thumbprint")));
    }

    private void tenants() {
        on("lync", FaultCode.CREDENTIAL_MISSING, Ailments::withdraw);
        line("hybrid", FaultCode.DEDICATED_APPLICATION_REQUIRED, "authz", DEDICATED);
        line(
                "hybrid",
                FaultCode.OVERRIDE_WITHOUT_CONNECTOR,
                "exchange",
                "Get-IntraOrganizationConnector | Remove-IntraOrganizationConnector",
                "New-OrganizationRelationship -Name Online -DomainNames contoso.mail.onmicrosoft.com"
                        + " -FreeBusyAccessEnabled $true",
                "New-SettingOverride -Name Ours -Component Global -Section ExchangeOnpremAsThirdPartyAppId"
                        + " -Parameters Enabled=true -Reason Test",
                "Get-ExchangeDiagnosticInfo -Process Microsoft.Exchange.Directory.TopologyService"
                        + " -Component VariantConfiguration -Argument Refresh");
        switched();
        line("hybrid", FaultCode.EWS_DISABLED, "exchange-online", "Set-OrganizationConfig -EwsEnabled $false");
        line(
                "hybrid",
                FaultCode.EWS_APPLICATION_NOT_LISTED,
                "exchange-online",
                "Set-OrganizationConfig -EwsEnabled $true -EwsAllowedAppIDs 6d2b8c10-93aa-4f0e-b1d7-5e8f0a4c7b21");
        // The MSOnline module has ended on this day.
        dated(FaultCode.PRINCIPAL_DISABLED, " -AccountEnabled:$false");
        dated(
                FaultCode.CREDENTIAL_EXPIRED,
                " -KeyCredentials @{Type='AsymmetricX509Cert'; Usage='Verify'; EndDateTime='2025-06-09T00:00:00Z';"
                        + " Key=$lab.exchange.certificates.oauth.raw}");
        dated(FaultCode.NAME_NOT_REGISTERED, " -ServicePrincipalNames Microsoft.Exchange");
        on(
                "dated",
                FaultCode.DEDICATED_APPLICATION_REQUIRED,
                clinic -> clinic.lab().topology().set(null, Instant.parse("2025-11-01T00:00:00Z")));
        on(
                "dated",
                FaultCode.EWS_ENDED,
                clinic -> clinic.lab().topology().set(null, Instant.parse("2027-04-02T00:00:00Z")));
        on("lync", FaultCode.CREDENTIAL_DUE, clinic -> upload(clinic, Duration.ofDays(30)));
        on("lync", FaultCode.CREDENTIAL_EXPIRED, clinic -> {
            upload(clinic, Duration.ofDays(1));
            clinic.advance(Duration.ofDays(2));
        });
        on("lync", FaultCode.NEXT_KEY_NOT_UPLOADED, clinic -> {
            clinic.type(
                    "lync",
                    "$next = New-SelfSignedCertificate -DnsName contoso.com",
                    ISSUER + "$next.Thumbprint -Roll -EffectiveDate "
                            + clinic.lab().clock().now().plus(Duration.ofDays(3)));
        });
        line(
                "lync",
                FaultCode.PRINCIPAL_DISABLED,
                "authz",
                "Set-MsolServicePrincipal" + OF_LYNC + " -AccountEnabled $false");
        line(
                "lync",
                FaultCode.NAME_NOT_REGISTERED,
                "authz",
                "Set-MsolServicePrincipal" + OF_LYNC + " -ServicePrincipalNames LyncServer/contoso.com");
    }

    private void dated(FaultCode code, String change) {
        cases.add(new Ailment(code, code + " after the end of MSOnline", "dated", null, clinic -> {
            clinic.lab().topology().set(null, Instant.parse("2025-06-08T00:00:00Z"));
            clinic.type(
                    "authz",
                    "$exchange = Get-MgServicePrincipal -TenantId " + TENANT + " -Filter \"appId eq '" + EXCHANGE
                            + "'\"",
                    "Update-MgServicePrincipal -TenantId " + TENANT + " -ServicePrincipalId $exchange.Id" + change);
            clinic.lab().topology().set(null, Instant.parse("2025-06-10T00:00:00Z"));
        }));
    }

    /** What Microsoft's script leaves behind; before these cases Exchange calls as an application of its own. */
    private void switched() {
        String own =
                "$own = Get-MgServicePrincipal -TenantId " + TENANT + " -Filter \"displayName eq 'ExchangeServerApp'\"";
        line(
                "hybrid",
                FaultCode.DEDICATED_APPLICATION_MISSING,
                "authz",
                "$app = Get-MgApplication -TenantId " + TENANT + " -Filter \"displayName eq 'ExchangeServerApp'\"",
                "Remove-MgApplication -TenantId " + TENANT + " -ApplicationId $app.Id");
        line(
                "hybrid",
                FaultCode.CONSENT_MISSING,
                "authz",
                own,
                "$consent = Get-MgServicePrincipalAppRoleAssignment -TenantId " + TENANT
                        + " -ServicePrincipalId $own.Id",
                "Remove-MgServicePrincipalAppRoleAssignment -TenantId " + TENANT
                        + " -ServicePrincipalId $own.Id -AppRoleAssignmentId $consent.Id");
        line(
                "hybrid",
                FaultCode.SHARED_KEYS_LEFT,
                "authz",
                "$exchange = Get-MgServicePrincipal -TenantId " + TENANT + " -Filter \"appId eq '" + EXCHANGE + "'\"",
                "Update-MgServicePrincipal -TenantId " + TENANT + " -ServicePrincipalId $exchange.Id -KeyCredentials"
                        + " @{Type='AsymmetricX509Cert'; Usage='Verify'; Key=$lab.exchange.certificates.oauth.raw}");
        line(
                "overridden",
                FaultCode.OVERRIDE_DISABLED,
                "exchange",
                "New-SettingOverride -Name Ours -Component Global -Section ExchangeOnpremAsThirdPartyAppId"
                        + " -Parameters Enabled=false -Reason Test");
    }

    private static void withdraw(Clinic clinic) {
        clinic.type(
                "authz",
                "$keys = Get-MsolServicePrincipalCredential" + OF_LYNC,
                "Remove-MsolServicePrincipalCredential" + OF_LYNC + " -KeyIds $keys.KeyId");
    }

    private static void upload(Clinic clinic, Duration life) {
        withdraw(clinic);
        clinic.type(
                "authz",
                "New-MsolServicePrincipalCredential" + OF_LYNC
                        + " -Type Asymmetric -Usage Verify -Value $lab.lync.certificates.oauth.raw -EndDate "
                        + clinic.lab().clock().now().plus(life));
    }

    private void people() {
        cases.add(new Ailment(
                FaultCode.USER_UNKNOWN, FaultCode.USER_UNKNOWN.name(), "pair", "emil@contoso.com", clinic -> {}));
        cases.add(new Ailment(
                FaultCode.USER_AMBIGUOUS,
                FaultCode.USER_AMBIGUOUS.name(),
                "pair",
                "bert@contoso.com",
                clinic -> clinic.type(
                        "exchange",
                        "Set-Mailbox -Identity 'Dora Dietz' -EmailAddresses dora@contoso.com,bert@contoso.com")));
    }
}
