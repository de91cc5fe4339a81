package org.s2slab.diagnosis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.s2slab.diagnosis.doctor.Ailments.Ailment;
import org.s2slab.engine.product.CmdletFix;

/** Every fault the doctor can name is made, named, and mended by exactly the lines that it gives, typed at the shell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorTest {
    private static final String REFRESH = "Get-ExchangeDiagnosticInfo -Process"
            + " Microsoft.Exchange.Directory.TopologyService -Component VariantConfiguration -Argument Refresh";

    private final List<Ailment> cases = Ailments.all();
    private final List<Clinic> open = new ArrayList<>();

    private static Clinic opened(String ward) {
        return switch (ward) {
            case "pair", "due", "expired", "archive" -> new Clinic("on-premises-trust");
            case "wildcard" -> new Clinic("wildcard-accepted-domain");
            case "three" -> new Clinic("on-premises-three-trust");
            case "domains" -> new Clinic("second-sip-domain");
            case "dated" -> new Clinic("cross-exchange-trust", "dated", "2025-04-20");
            case "hybrid", "overridden" -> new Clinic("cross-exchange-trust");
            case "farm" -> new Clinic("cross-sharepoint-on-premises-trust");
            default -> new Clinic("cross-lync-on-premises-trust");
        };
    }

    /** That of a pool is in PooledDoctorTest. */
    @Test
    void everyFaultHasACase() {
        assertThat(cases.stream().map(Ailment::code).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(FaultCode.KEY_NOT_ON_SERVER)));
    }

    /** One deployment for all cases of a ward: each leaves it as it found it. */
    @TestFactory
    Stream<DynamicTest> mendsByTheLinesItGives() {
        Map<String, Clinic> wards = new HashMap<>();
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> {
                    Clinic clinic = wards.computeIfAbsent(one.ward(), ward -> {
                        Clinic fresh = opened(ward);
                        open.add(fresh);
                        return fresh;
                    });
                    treat(clinic, one);
                }));
    }

    private static void treat(Clinic clinic, Ailment one) {
        assertThat(clinic.examine(null).codes()).as("faults before").isEmpty();
        one.spoil().accept(clinic);

        Diagnosis ill = clinic.examine(one.user());
        assertThat(ill.codes()).as("%s", ill.toJson().encodePrettily()).containsExactly(one.code());
        assertThat(ill.cures())
                .as("the MSOnline module answers nobody today")
                .noneMatch(fix -> fix.line().contains("Msol"));
        if (one.code() == FaultCode.EWS_ENDED) {
            assertThat(ill.cures()).anyMatch(fix -> fix.line().contains("RouteThroughMSGraph"));
            return;
        }
        clinic.mend(ill.cures());

        Diagnosis mended = clinic.examine(one.user());
        assertThat(mended.edges())
                .as("%s then %s", ill.toJson().encodePrettily(), mended.toJson().encodePrettily())
                .allSatisfy(edge -> assertThat(edge.verdict().word())
                        .isIn(EdgeVerdict.Word.HOLDS, EdgeVerdict.Word.NOT_CONFIGURED));
        if (mended.codes().equals(Set.of(FaultCode.SHARED_KEYS_LEFT))) {
            // The last step of the switch to an application comes after it works.
            clinic.mend(mended.cures());
            mended = clinic.examine(one.user());
        }
        assertThat(mended.codes()).isEmpty();
    }

    /** A warning does not make the trust broken. */
    @Test
    void warnsOfADisabledOverrideWithTheCmdletThatFits() {
        try (Clinic clinic = new Clinic("dedicated-hybrid-application")) {
            clinic.type(
                    "exchange",
                    "Set-SettingOverride -Identity EnableExchangeHybrid3PAppFeature -Parameters Enabled=false",
                    REFRESH);
            clinic.type(
                    "authz",
                    "Set-LabTenant -TenantId " + Ailments.TENANT + " -DedicatedApplicationsRequired $false",
                    "$exchange = Get-MgServicePrincipal -TenantId " + Ailments.TENANT
                            + " -Filter \"appId eq '00000002-0000-0ff1-ce00-000000000000'\"",
                    "Update-MgServicePrincipal -TenantId " + Ailments.TENANT + " -ServicePrincipalId $exchange.Id"
                            + " -KeyCredentials @{Type='AsymmetricX509Cert'; Usage='Verify';"
                            + " Key=$lab.exchange.certificates.oauth.raw}");

            Diagnosis ill = clinic.examine(null);
            assertThat(ill.codes()).containsExactly(FaultCode.OVERRIDE_DISABLED);
            assertThat(ill.isBroken()).isFalse();
            assertThat(ill.cures())
                    .extracting(CmdletFix::line)
                    .containsExactly(
                            "Set-SettingOverride -Identity EnableExchangeHybrid3PAppFeature -Parameters 'Enabled=true'",
                            REFRESH);
        }
    }

    /** The lab has an application of its own for Lync at Exchange Online. For SharePoint Online no fix is known. */
    @Test
    void givesLyncAnApplicationOfItsOwnAndNeverLiftsARequirement() {
        try (Clinic clinic = new Clinic("cross-lync-on-premises-trust")) {
            clinic.type("authz", Ailments.DEDICATED);

            Diagnosis ill = clinic.examine(null);
            assertThat(ill.toJson().encode()).contains("Set-LabDedicatedApplication", "no fix is known");
            assertThat(ill.toJson().encode()).doesNotContain("DedicatedApplicationsRequired $false");
            clinic.mend(ill.cures());

            assertThat(clinic.examine(null).edges())
                    .filteredOn(edge -> edge.caller().equals("lync"))
                    .extracting(edge -> edge.resource() + " " + edge.verdict().words())
                    .containsExactlyInAnyOrder("exchange works", "sharepoint broken");
        }
    }

    /** What the organization already has is changed. A second authorization server or override would be refused. */
    @Test
    void changesTheAuthorizationServerAndTheOverrideThatAreThere() {
        try (Clinic clinic = new Clinic("cross-exchange-trust")) {
            clinic.type("authz", Ailments.DEDICATED);
            clinic.type(
                    "exchange",
                    "New-AuthServer -Name 'EvoSts - 1' -Type AzureAD -AuthMetadataUrl https://login.windows.net/"
                            + Ailments.TENANT + "/federationmetadata/2007-06/federationmetadata.xml -Enabled $false",
                    "New-SettingOverride -Name Ours -Component Global -Section ExchangeOnpremAsThirdPartyAppId"
                            + " -Parameters Enabled=false -Reason Test");

            List<CmdletFix> cures = clinic.examine(null).cures();
            assertThat(cures).extracting(CmdletFix::line).noneMatch(line -> line.startsWith("New-AuthServer"));
            assertThat(cures).extracting(CmdletFix::line).noneMatch(line -> line.startsWith("New-SettingOverride"));
            clinic.mend(cures);

            assertThat(clinic.examine(null).codes()).isSubsetOf(FaultCode.SHARED_KEYS_LEFT);
        }
    }

    @AfterAll
    void close() {
        open.forEach(Clinic::close);
    }
}
