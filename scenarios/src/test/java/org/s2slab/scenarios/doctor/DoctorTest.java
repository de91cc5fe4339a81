package org.s2slab.scenarios.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.s2slab.scenarios.junit.Cmdlets;

/** Every fault the doctor can name is made, named, and mended by exactly the lines that it gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorTest {
    private static final String LYNC = "00000004-0000-0ff1-ce00-000000000000";
    private static final String EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";
    private static final String TENANT = "5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713";
    private static final String ISSUER = "Set-CsCertificate -Identity global -Type OAuthTokenIssuer -Thumbprint ";

    private final Map<FaultCode, Case> cases = new EnumMap<>(FaultCode.class);
    private final List<Clinic> open = new ArrayList<>();

    /** How a fault is made on a deployment that holds. */
    private record Case(String ward, @Nullable String user, Consumer<Clinic> spoil) {}

    DoctorTest() {
        machines();
        partners();
        rights();
        servers();
        tenants();
        people();
    }

    private void on(String ward, FaultCode code, Consumer<Clinic> spoil) {
        cases.put(code, new Case(ward, null, spoil));
    }

    private void line(String ward, FaultCode code, String node, String... lines) {
        on(ward, code, clinic -> {
            for (String line : lines) {
                clinic.type(node, line);
            }
        });
    }

    private void machines() {
        on(
                "three",
                FaultCode.NODE_UNREACHABLE,
                clinic -> clinic.lab().topology().stopNode("exchange"));
        on(
                "three",
                FaultCode.CLOCK_SKEW,
                clinic -> clinic.lab().topology().advance("sharepoint", Duration.ofMinutes(20)));
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
        on(
                "domains",
                FaultCode.SIP_DOMAIN_NOT_COVERED,
                clinic -> clinic.type(
                        "lync",
                        ISSUER
                                + clinic.lab()
                                        .topology()
                                        .keys()
                                        .certificate("lync", "oauth")
                                        .thumbprint()));
        on("pair", FaultCode.CERTIFICATE_NOT_YET_VALID, DoctorTest::setBack);
        on("due", FaultCode.CERTIFICATE_DUE, clinic -> clinic.advance(Duration.ofDays(700)));
        on("expired", FaultCode.CERTIFICATE_EXPIRED, clinic -> clinic.advance(Duration.ofDays(800)));
    }

    /** The clocks were ahead while a certificate was made, and are put right: to a time after trust was set up. */
    private static void setBack(Clinic clinic) {
        clinic.advance(Duration.ofDays(1));
        clinic.type("lync", "$tomorrow = New-SelfSignedCertificate -DnsName contoso.com");
        clinic.type("lync", ISSUER + "$tomorrow.Thumbprint");
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
        on(
                "three",
                FaultCode.LINKED_ACCOUNT_MISSING,
                clinic -> clinic.lab()
                        .cmdlets("exchange")
                        .run("Set-PartnerApplication", withoutAccount(name(clinic, LYNC))));
        on(
                "three",
                FaultCode.ROLE_MISSING,
                clinic -> clinic.lab().cmdlets("exchange").run("Get-ManagementRoleAssignment").objects().stream()
                        .filter(one -> String.valueOf(one.get("Role")).startsWith("Legal")
                                && String.valueOf(one.get("Name")).contains("SharePoint"))
                        .forEach(one -> clinic.type(
                                "exchange", "Remove-ManagementRoleAssignment -Identity '" + one.get("Name") + "'")));
        line(
                "three",
                FaultCode.PERMISSION_MISSING,
                "sharepoint",
                "Remove-SPAppPrincipalPermission -AppPrincipal " + EXCHANGE + "@contoso.com"
                        + " -Site https://sharepoint.contoso.com -Scope SiteSubscription");
    }

    private static Map<String, Object> withoutAccount(String name) {
        Map<String, Object> given = new HashMap<>();
        given.put("Identity", name);
        given.put("LinkedAccount", null);
        return given;
    }

    private static String name(Clinic clinic, String application) {
        return clinic.lab().cmdlets("exchange").run("Get-PartnerApplication").objects().stream()
                .filter(one -> application.equals(one.get("ApplicationIdentifier")))
                .map(one -> String.valueOf(one.get("Name")))
                .findFirst()
                .orElseThrow();
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
        line("farm", FaultCode.SERVER_PROXY_MISSING, "sharepoint", "Remove-SPServiceApplicationProxy -Identity ACS");
        on("hybrid", FaultCode.SERVER_KEYS_OLD, DoctorTest::rollUnnoticed);
    }

    /** The online half reads the next key in time, for it is called; nobody calls the half on the premises meanwhile. */
    private static void rollUnnoticed(Clinic clinic) {
        Cmdlets authz = clinic.lab().cmdlets("authz");
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
        on("lync", FaultCode.CREDENTIAL_MISSING, DoctorTest::withdraw);
        on("lync", FaultCode.CREDENTIAL_DUE, clinic -> upload(clinic, Duration.ofDays(30)));
        on("lync", FaultCode.CREDENTIAL_EXPIRED, clinic -> {
            upload(clinic, Duration.ofDays(1));
            clinic.advance(Duration.ofDays(2));
        });
        on("lync", FaultCode.NEXT_KEY_NOT_UPLOADED, clinic -> {
            clinic.type("lync", "$next = New-SelfSignedCertificate -DnsName contoso.com");
            clinic.type(
                    "lync",
                    ISSUER + "$next.Thumbprint -Roll -EffectiveDate "
                            + clinic.lab().clock().now().plus(Duration.ofDays(3)));
        });
        line(
                "lync",
                FaultCode.PRINCIPAL_DISABLED,
                "authz",
                "Set-MsolServicePrincipal -TenantId " + TENANT + " -AppPrincipalId " + LYNC
                        + " -AccountEnabled $false");
        line(
                "lync",
                FaultCode.NAME_NOT_REGISTERED,
                "authz",
                "Set-MsolServicePrincipal -TenantId " + TENANT + " -AppPrincipalId " + LYNC
                        + " -ServicePrincipalNames LyncServer/contoso.com");
    }

    private static void withdraw(Clinic clinic) {
        clinic.lab()
                .cmdlets("authz")
                .run("Get-MsolServicePrincipalCredential", Map.of("TenantId", TENANT, "AppPrincipalId", LYNC))
                .objects()
                .forEach(one -> clinic.type(
                        "authz",
                        "Remove-MsolServicePrincipalCredential -TenantId " + TENANT + " -AppPrincipalId " + LYNC
                                + " -KeyIds " + one.get("KeyId")));
    }

    private static void upload(Clinic clinic, Duration life) {
        withdraw(clinic);
        String raw = Base64.getEncoder().encodeToString(der(clinic));
        clinic.type(
                "authz",
                "New-MsolServicePrincipalCredential -TenantId " + TENANT + " -AppPrincipalId " + LYNC
                        + " -Type Asymmetric -Usage Verify -Value '" + raw + "' -EndDate "
                        + clinic.lab().clock().now().plus(life));
    }

    private static byte[] der(Clinic clinic) {
        try {
            return clinic.lab()
                    .topology()
                    .keys()
                    .certificate("lync", "oauth")
                    .certificate()
                    .getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void people() {
        cases.put(FaultCode.USER_UNKNOWN, new Case("pair", "emil@contoso.com", clinic -> {}));
        cases.put(
                FaultCode.USER_AMBIGUOUS,
                new Case(
                        "pair",
                        "bert@contoso.com",
                        clinic -> clinic.type(
                                "exchange",
                                "Set-Mailbox -Identity 'Dora Dietz' -EmailAddresses dora@contoso.com,bert@contoso.com")));
    }

    private static Clinic opened(String ward) {
        return switch (ward) {
            case "pair", "due", "expired" -> new Clinic("", "on-premises-trust");
            case "wildcard" -> new Clinic("", "wildcard-accepted-domain");
            case "three" -> new Clinic("", "on-premises-three-trust");
            case "domains" -> new Clinic("", "second-sip-domain");
            case "hybrid" -> new Clinic("", "cross-exchange-trust");
            case "farm" -> new Clinic("", "cross-sharepoint-on-premises-trust");
            default -> new Clinic("", "cross-lync-on-premises-trust");
        };
    }

    @Test
    void everyFaultHasACase() {
        assertThat(cases.keySet()).containsExactlyInAnyOrder(FaultCode.values());
    }

    /** One deployment for all cases of a ward: each leaves it as it found it. */
    @TestFactory
    Stream<DynamicTest> mendsByTheLinesItGives() {
        Map<String, Clinic> wards = new HashMap<>();
        return cases.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey().name(), () -> {
                    Case one = entry.getValue();
                    Clinic clinic = wards.computeIfAbsent(one.ward(), ward -> {
                        Clinic fresh = opened(ward);
                        open.add(fresh);
                        return fresh;
                    });
                    treat(clinic, entry.getKey(), one);
                }));
    }

    private static void treat(Clinic clinic, FaultCode code, Case one) {
        assertThat(clinic.examine(null).codes()).as("faults before").isEmpty();
        one.spoil().accept(clinic);

        Diagnosis ill = clinic.examine(one.user());
        assertThat(ill.codes()).as("%s", ill.toJson().encodePrettily()).containsExactly(code);
        ill.cures().forEach(clinic::mend);

        Diagnosis mended = clinic.examine(one.user());
        assertThat(mended.edges())
                .as("%s then %s", ill.toJson().encodePrettily(), mended.toJson().encodePrettily())
                .allSatisfy(edge ->
                        assertThat(edge.verdict().word()).isIn(Verdict.Word.HOLDS, Verdict.Word.NOT_CONFIGURED));
        assertThat(mended.codes()).isEmpty();
    }

    @AfterAll
    void close() {
        open.forEach(Clinic::close);
    }
}
