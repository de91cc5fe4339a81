package org.s2slab.migration.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.EdgeVerdict;
import org.s2slab.diagnosis.doctor.FaultCode;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.diagnosis.doctor.TrustFault;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.exchange.ews.ApplicationPermissions;

/** Exports as administrators make them, by hand and by real products' quirks, become deployments with the same trust. */
class DeploymentImportTest {
    /** The certificate that Lync signs with in the exports ends on 10 April 2026. */
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private static final Instant LYNC_ENDS = Instant.parse("2026-04-10T10:00:00Z");

    private static final String LYNC_AT_EXCHANGE = "LyncEnterprise-6b0e5c3e9f0d4a7f8f5c0a1b2c3d4e5f";

    @TempDir
    Path folder;

    private Exports exports() {
        return new Exports(folder);
    }

    @Test
    void copiesAPairOfServersWithTheirHostsRealmsAndDates() {
        Topology plan = plan(DeploymentImport.of(Exports.folder("on-premises"), NOW));

        assertThat(plan.domain()).isEqualTo("contoso.com");
        assertThat(plan.nodes().keySet()).containsExactly("lync", "exchange");
        NodePlan lync = node(plan, "lync");
        assertThat(lync.hosts())
                .startsWith("lync.contoso.com")
                .contains("meet.contoso.com", "lyncdiscover.contoso.com");
        assertThat(Objects.requireNonNull(lync.certificates().get("oauth")).dates())
                .satisfies(dates ->
                        assertThat(Objects.requireNonNull(dates).until()).isEqualTo(LYNC_ENDS));
        assertThat(node(plan, "exchange").hosts()).contains("mail.contoso.com", "autodiscover.contoso.com");
        assertThat(plan.people()).hasSize(2);
    }

    @Test
    void theCopyTrustsAsTheRealServersDoAndEndsOnTheSameDay() {
        try (RunningCopy copy = RunningCopy.of(Exports.folder("on-premises"), NOW)) {
            Diagnosis diagnosis = copy.diagnosis();
            assertThat(edge(diagnosis, "exchange", "lync").verdict().word()).isEqualTo(EdgeVerdict.Word.HOLDS);
            assertThat(edge(diagnosis, "lync", "exchange").verdict().word()).isEqualTo(EdgeVerdict.Word.WILL_BREAK);
            assertThat(edge(diagnosis, "lync", "exchange").faults())
                    .extracting(TrustFault::code, TrustFault::breaks)
                    .containsExactly(tuple(FaultCode.CERTIFICATE_DUE, LYNC_ENDS));
        }
    }

    @Test
    void aKeyThatOnlyThePartnerKnowsIsNobodysInTheCopy() throws IOException {
        Path export = exports().of("on-premises");
        Exports.edit(
                export,
                "Exchange/Get-PartnerApplication.json",
                partners -> ((ObjectNode) partners.get(0))
                        .putArray("CertificateStrings")
                        .add(Exports.former()));
        DeploymentImport copy = DeploymentImport.of(export, NOW);

        assertThat(copy.trust()).contains("stale-1").contains("Remove-Item");
        try (RunningCopy running = new RunningCopy(copy, NOW)) {
            TrustEdge edge = edge(running.diagnosis(), "lync", "exchange");
            assertThat(edge.verdict().word()).isEqualTo(EdgeVerdict.Word.BROKEN);
            assertThat(edge.faults()).extracting(TrustFault::code).contains(FaultCode.KEYS_DIFFER);
            assertThat(edge(running.diagnosis(), "exchange", "lync").verdict().word())
                    .isEqualTo(EdgeVerdict.Word.HOLDS);
        }
    }

    @Test
    void aCertificateThatHasEndedHasEndedInTheCopy() {
        Instant later = Instant.parse("2026-06-01T08:00:00Z");
        try (RunningCopy copy = RunningCopy.of(Exports.folder("on-premises"), later)) {
            assertThat(edge(copy.diagnosis(), "lync", "exchange").faults())
                    .extracting(TrustFault::code)
                    .containsExactly(FaultCode.CERTIFICATE_EXPIRED);
        }
    }

    @Test
    void aServerWithoutAFolderIsMadeOfWhatTheOthersSay() {
        Path alone = folder.resolve("alone");
        Exports.copy(Exports.folder("on-premises").resolve("Exchange"), alone.resolve("Exchange"));
        DeploymentImport copy = DeploymentImport.of(alone, NOW);

        assertThat(String.join("\n", copy.report()))
                .contains("the folder of lync, which is inferred from other servers")
                .contains("lync knows exchange by its metadata");
        assertThat(node(plan(copy), "lync").hosts()).startsWith("lync.contoso.com");
        try (RunningCopy running = new RunningCopy(copy, NOW)) {
            assertThat(edge(running.diagnosis(), "lync", "exchange").verdict().word())
                    .isEqualTo(EdgeVerdict.Word.WILL_BREAK);
        }
    }

    @Test
    void copiesHalfAHybridOrganisationAndMakesTheOtherHalf() {
        DeploymentImport copy = DeploymentImport.of(Exports.folder("hybrid"), NOW);
        Topology plan = plan(copy);

        assertThat(plan.nodes().keySet()).containsExactly("authz", "mail-01", "exchange-online");
        assertThat(plan.ownTenant().id()).isEqualTo("0d5f7a3e-41c2-4f86-9b1d-6a2e8c3f7b90");
        assertThat(String.join("\n", copy.report())).contains("EvoSts").contains("signs in people");
        try (RunningCopy running = new RunningCopy(copy, NOW)) {
            Diagnosis diagnosis = running.diagnosis();
            TrustEdge out = edge(diagnosis, "mail-01", "exchange-online");
            assertThat(out.kind()).isEqualTo(TrustEdge.Kind.AUTHORIZATION_SERVER);
            assertThat(out.verdict().word()).isEqualTo(EdgeVerdict.Word.HOLDS);
            assertThat(edge(diagnosis, "exchange-online", "mail-01").verdict().word())
                    .isEqualTo(EdgeVerdict.Word.HOLDS);
        }
    }

    @Test
    void aCertificateThatWasNeverUploadedIsMissingInTheCopy() throws IOException {
        Path export = exports().of("hybrid");
        Files.writeString(export.resolve("tenant/Get-MsolServicePrincipalCredential.json"), "");

        try (RunningCopy running = RunningCopy.of(export, NOW)) {
            assertThat(edge(running.diagnosis(), "mail-01", "exchange-online").faults())
                    .extracting(TrustFault::code)
                    .containsExactly(FaultCode.CREDENTIAL_MISSING);
        }
    }

    @Test
    void copiesAFarmAsTheThirdPartyWithItsRealmAndAPartnersLowTrustLevel() {
        try (RunningCopy copy = RunningCopy.of(Exports.folder("third-party"), NOW)) {
            Diagnosis diagnosis = copy.diagnosis();
            assertThat(edge(diagnosis, "exchange", "sharepoint").verdict().word())
                    .isEqualTo(EdgeVerdict.Word.HOLDS);
            assertThat(edge(diagnosis, "sharepoint", "exchange").verdict().word())
                    .isEqualTo(EdgeVerdict.Word.HOLDS);
            assertThat(edge(diagnosis, "sharepoint", "lync").faults())
                    .extracting(TrustFault::code)
                    .containsExactly(FaultCode.TRUST_LEVEL_TOO_LOW);
        }
    }

    @Test
    void aPartnerThatHoldsThePreviousKeyHoldsItInTheCopy() throws IOException {
        Path export = exports().of("on-premises");
        Exports.edit(
                export,
                "Lync/Get-CsCertificate.json",
                certificates -> ((ObjectNode) certificates.get(1)).put("PreviousThumbprint", Exports.PREVIOUS));
        Exports.edit(
                export,
                "Exchange/Get-PartnerApplication.json",
                partners -> ((ObjectNode) partners.get(0))
                        .putArray("CertificateStrings")
                        .add(Exports.previous()));
        DeploymentImport copy = DeploymentImport.of(export, NOW);

        assertThat(copy.trust())
                .containsSubsequence(
                        "${lync.certificates.previous.thumbprint}",
                        "Exchange registers lync",
                        "${lync.certificates.oauth.thumbprint}")
                .doesNotContain("stale");
        try (RunningCopy running = new RunningCopy(copy, NOW)) {
            assertThat(edge(running.diagnosis(), "lync", "exchange").verdict().word())
                    .isEqualTo(EdgeVerdict.Word.WILL_BREAK);
        }
    }

    @Test
    void aStagedCertificateWithItsDateMakesTheEdgeHold() throws IOException {
        Path export = exports().of("on-premises");
        Exports.edit(export, "Lync/Get-CsCertificate.json", certificates -> {
            ObjectNode next = certificates.get(1).deepCopy();
            next.put("Thumbprint", "11223344556677889900AABBCCDDEEFF00112233")
                    .put("NotBefore", "2026-02-20T00:00:00Z")
                    .put("NotAfter", "2028-02-20T00:00:00Z")
                    .put("EffectiveDate", "2026-03-20T00:00:00Z");
            ((ArrayNode) certificates).add(next);
        });
        try (RunningCopy running = RunningCopy.of(export, NOW)) {
            assertThat(edge(running.diagnosis(), "lync", "exchange").verdict().word())
                    .isEqualTo(EdgeVerdict.Word.HOLDS);
        }
    }

    @Test
    void aRealmThatAPartnerKnowsNoMoreDiffersInTheCopy() throws IOException {
        Path export = exports().of("on-premises");
        Exports.edit(
                export,
                "Exchange/Get-PartnerApplication.json",
                partners -> ((ObjectNode) partners.get(0)).put("Realm", "old.contoso.com"));
        try (RunningCopy running = RunningCopy.of(export, NOW)) {
            assertThat(edge(running.diagnosis(), "lync", "exchange").faults())
                    .extracting(TrustFault::code)
                    .contains(FaultCode.REALM_DIFFERS);
        }
    }

    @Test
    void aKeyGivenByHandThatNobodyHasIsNobodysInTheCopy() throws IOException {
        Path export = exports().of("third-party");
        Exports.edit(export, "sharepoint/Get-SPTrustedSecurityTokenIssuer.json", issuers -> {
            ObjectNode lync = (ObjectNode) issuers.get(1);
            lync.putNull("MetadataEndPoint");
            lync.putObject("SigningCertificate").put("RawData", Exports.former());
        });
        try (RunningCopy running = RunningCopy.of(export, NOW)) {
            assertThat(edge(running.diagnosis(), "lync", "sharepoint").faults())
                    .extracting(TrustFault::code)
                    .contains(FaultCode.KEYS_DIFFER);
        }
    }

    @Test
    void anAuthorizationServerThatRolledItsKeysHasDoneSoInTheCopy() throws IOException {
        Path export = exports().of("hybrid");
        Files.writeString(export.resolve("tenant/metadata.json"), """
                {"realm": "0d5f7a3e-41c2-4f86-9b1d-6a2e8c3f7b90", "serviceName": "00000001-0000-0000-c000-000000000000",
                 "keys": [{"usage": "signing", "keyvalue": {"type": "x509Certificate", "value": "%s"}}]}
                """.formatted(Exports.former()));
        try (RunningCopy running = RunningCopy.of(export, NOW)) {
            assertThat(edge(running.diagnosis(), "exchange-online", "mail-01").faults())
                    .extracting(TrustFault::code)
                    .contains(FaultCode.SERVER_KEYS_OLD);
        }
    }

    @Test
    void copiesWhatAnApplicationMayDoAndSaysWhatTheLabDoesNotKnow() throws IOException {
        Path export = exports().of("on-premises");
        Exports.edit(
                export,
                "Exchange/Get-PartnerApplication.json",
                partners -> ((ObjectNode) partners.get(0))
                        .putArray("ActAsPermissions")
                        .add(ApplicationPermissions.EVERYTHING)
                        .add("Mail.Send"));
        DeploymentImport copy = DeploymentImport.of(export, NOW);

        assertThat(copy.report())
                .contains("  exchange: ActAsPermissions of '" + LYNC_AT_EXCHANGE
                        + "' that the lab does not have: [Mail.Send]");
        assertThat(copy.trust()).contains("ActAsPermissions:", ApplicationPermissions.EVERYTHING);
        try (RunningCopy running = new RunningCopy(copy, NOW)) {
            assertThat(edge(running.diagnosis(), "lync", "exchange").verdict().word())
                    .isEqualTo(EdgeVerdict.Word.WILL_BREAK);
        }
    }

    /** In Microsoft Graph the keys of an own application are at the application, and a listing has thumbprints only. */
    @Test
    void readsTheKeysOfAnOwnApplicationFromTheApplication() throws IOException {
        Path export = exports().of("hybrid");
        for (String module : List.of("Get-MsolServicePrincipal.json", "Get-MsolServicePrincipalCredential.json")) {
            Files.delete(export.resolve("tenant").resolve(module));
        }
        Files.writeString(export.resolve("tenant/Get-MgServicePrincipal.json"), """
                [{"Id": "3a4b5c6d-0000-4000-8000-00000000e0e1", "AppId": "6D2B8C10-93AA-4f0e-b1d7-5e8f0a4c7b21",
                  "DisplayName": "ExchangeServerApp", "AccountEnabled": true, "KeyCredentials": []},
                 {"Id": "3a4b5c6d-0000-4000-8000-00000000e0e2", "AppId": "7d2b8c10-93aa-4f0e-b1d7-5e8f0a4c7b21",
                  "DisplayName": "Payroll", "AccountEnabled": true, "KeyCredentials": []}]
                """);
        Files.writeString(export.resolve("tenant/Get-MgApplication.json"), """
                [{"Id": "1", "AppId": "6d2b8c10-93aa-4f0e-b1d7-5e8f0a4c7b21", "DisplayName": "ExchangeServerApp",
                  "KeyCredentials": [{"CustomKeyIdentifier": "%s", "Type": "AsymmetricX509Cert", "Usage": "Verify"},
                    {"CustomKeyIdentifier": "%s", "Type": "AsymmetricX509Cert", "Usage": "Verify"}]},
                 {"Id": "2", "AppId": "8d2b8c10-93aa-4f0e-b1d7-5e8f0a4c7b21", "DisplayName": "Half made"}]
                """.formatted(
                        "4D38BC9791FE45FB801E831E842400B615928476", Exports.PREVIOUS));
        Exports.edit(
                export,
                "Mail 01/Get-ExchangeCertificate.json",
                certificates -> ((ArrayNode) certificates).addObject().put("RawData", Exports.previous()));
        Exports.edit(
                export,
                "Mail 01/Get-AuthConfig.json",
                config -> ((ObjectNode) config).put("PreviousCertificateThumbprint", Exports.PREVIOUS));
        Files.writeString(export.resolve("Mail 01/Get-OrganizationRelationship.json"), """
                {"Name": "Online", "DomainNames": [{"Domain": "contoso.mail.onmicrosoft.com"}], "Enabled": true,
                 "FreeBusyAccessEnabled": true, "FreeBusyAccessLevel": "LimitedDetails", "ArchiveAccessEnabled": false,
                 "TargetSharingEpr": null, "TargetApplicationUri": {"OriginalString": "outlook.com"},
                 "TargetAutodiscoverEpr": "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc/WSSecurity"}
                """);
        DeploymentImport copy = DeploymentImport.of(export, NOW);

        assertThat(copy.trust())
                .contains("ExchangeServerApp is an application of the tenant", "6d2b8c10-93aa-4f0e-b1d7-5e8f0a4c7b21")
                .contains("All certificates of ExchangeServerApp are uploaded to the tenant", "DomainNames:")
                .doesNotContain("-Msol");
        // The MSOnline module has ended on this day.
        new RunningCopy(copy, NOW, PolicyMode.DATED).close();
        assertThat(String.join("\n", copy.report()))
                .contains(
                        "the application 'Half made' (8d2b8c10-93aa-4f0e-b1d7-5e8f0a4c7b21), of which the export has no")
                .contains("without a usable certificate: Payroll");
    }

    @Test
    void lyncCallsAsItsOwnApplicationInTheCopy() throws IOException {
        Path export = exports().of("on-premises");
        Files.writeString(export.resolve("Lync/Get-LabDedicatedApplication.json"), """
                {"ApplicationIdentifier": "6d2b8c10-93aa-4f0e-b1d7-5e8f0a4c7b21", "TokenEndpointHost": "login.contoso.com"}
                """);

        assertThat(DeploymentImport.of(export, NOW).trust())
                .containsSubsequence(
                        "run: Set-LabDedicatedApplication",
                        "ApplicationIdentifier: 6d2b8c10-93aa-4f0e-b1d7-5e8f0a4c7b21",
                        "TokenEndpointHost: login.contoso.com");
    }

    @Test
    void aTenantThatRequiresDedicatedApplicationsDoesInTheCopy() throws IOException {
        Path export = exports().of("hybrid");
        Files.writeString(export.resolve("tenant/Get-LabTenant.json"), """
                {"TenantId": "0d5f7a3e-41c2-4f86-9b1d-6a2e8c3f7b90", "DedicatedApplicationsRequired": true}
                """);

        try (RunningCopy copy = RunningCopy.of(export, NOW)) {
            assertThat(edge(copy.diagnosis(), "mail-01", "exchange-online").faults())
                    .extracting(TrustFault::code)
                    .contains(FaultCode.DEDICATED_APPLICATION_REQUIRED);
        }
    }

    @Test
    void tellsTheMomentForAnExportOfAnotherDay() throws IOException {
        Path export = exports().of("on-premises");
        Files.writeString(export.resolve("Exchange/Get-Date.json"), "{\"value\": \"2026-02-01T08:00:00Z\"}");
        Instant written = Instant.parse("2026-02-01T08:00:00Z");

        DeploymentImport copy = DeploymentImport.of(export, NOW);
        assertThat(copy.at()).isEqualTo(written);
        assertThat(copy.report()).anySatisfy(line -> assertThat(line).contains("With --at 2026-02-01T08:00:00Z"));
        assertThat(DeploymentImport.of(export, written.plusSeconds(60)).at()).isNull();
    }

    @Test
    void saysWhatItFoundMissedAssumedAndDidNotUse() {
        assertThat(DeploymentImport.of(Exports.folder("on-premises"), NOW).report())
                .contains("Found:", "Assumed:", "Not used:", "Certificates (the lab makes its own key for each):")
                .contains("  Lync: Lync, 5 files")
                .contains("  notes.txt: it is not in the folder of a server")
                .contains("  Exchange/Get-MailboxDatabase.json: the import does not read a cmdlet of that name")
                .contains("  lync oauth: contoso.com, 960438F766179E5B61C6418C5AEFB0FD3DF8944C,"
                        + " 2025-04-10T10:00:00Z to 2026-04-10T10:00:00Z");
    }

    private static Topology plan(DeploymentImport copy) {
        return TopologyParser.read("topology.yaml", copy.topology());
    }

    private static NodePlan node(Topology plan, String name) {
        return Objects.requireNonNull(plan.nodes().get(name), name);
    }

    private static TrustEdge edge(Diagnosis diagnosis, String caller, String resource) {
        return diagnosis.edge(caller, resource).orElseThrow();
    }
}
