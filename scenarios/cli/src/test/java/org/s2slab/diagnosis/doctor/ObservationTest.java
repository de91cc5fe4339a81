package org.s2slab.diagnosis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.s2slab.report.DiagnosisText;

/** The doctor tells what nodes keep and do before it tries anything, and where a fresh call says something else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservationTest {
    private static final String TENANT = "5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713";
    private static final String LYNC = "00000004-0000-0ff1-ce00-000000000000";
    private static final String TEST = "Test-CsExStorageConnectivity -SipUri sip:anna@contoso.com";

    private Clinic direct;
    private Clinic brokered;

    @BeforeAll
    void start() {
        direct = new Clinic("on-premises-trust");
        brokered = new Clinic("cross-lync-on-premises-trust");
    }

    @AfterAll
    void stop() {
        direct.close();
        brokered.close();
    }

    private static List<ObservedDifference> differences(Diagnosis diagnosis) {
        return diagnosis.differences();
    }

    private static List<String> of(Diagnosis diagnosis, String node) {
        return diagnosis.nodes().stream()
                .filter(state -> state.node().equals(node))
                .flatMap(state -> state.observed().stream())
                .toList();
    }

    @Test
    void aTokenThatHasNotBegunIsSeenAndNotMendedByLooking() {
        for (Clinic clinic : List.of(direct, brokered)) {
            Wedges.setBack(clinic);

            Diagnosis first = clinic.examine(null);
            assertThat(first.codes()).isEmpty();
            assertThat(of(first, "lync"))
                    .anyMatch(sentence -> sentence.startsWith("cached token for '")
                            && sentence.endsWith("not yet valid by the clock of the node"));
            assertThat(differences(first))
                    .isNotEmpty()
                    .allSatisfy(difference -> assertThat(difference.sentence())
                            .contains("lync has a cached token for '", "was set back to", "A fresh token is accepted"));
            assertThat(DiagnosisText.lines(first))
                    .contains("Observed and fresh differ")
                    .anyMatch(line -> line.startsWith("  fix    lync> Clear-LabKeptToken -TargetHost "));

            // Nothing of it was mended by the examination.
            assertThat(differences(clinic.examine(null))).hasSameSizeAs(differences(first));
            clinic.mend(first.cures());
            assertThat(differences(clinic.examine(null))).isEmpty();
        }
    }

    /** The token that is kept was issued before the key was taken away, and works until it ends. */
    @Test
    void aKeptTokenThatIsAcceptedHidesNoLongerThatAFreshOneIsRefused() {
        assertThat(brokered.examine(null).codes()).isEmpty();
        brokered.type("lync", TEST);
        assertThat(of(brokered.examine(null), "lync")).anyMatch(told -> told.contains(", usable"));
        brokered.type(
                "authz",
                "Set-MsolServicePrincipal -TenantId " + TENANT + " -AppPrincipalId " + LYNC
                        + " -AccountEnabled $false");
        brokered.type("lync", TEST);

        Diagnosis ill = brokered.examine(null);

        assertThat(ill.codes()).containsExactly(FaultCode.PRINCIPAL_DISABLED);
        assertThat(ill.edge("lync", "exchange").orElseThrow().differences())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.sentence())
                        .contains("was accepted at", "Its token is cached until", "A fresh token is refused: "));
        brokered.mend(ill.cures());
        assertThat(differences(brokered.examine(null))).isEmpty();
    }

    /** Exchange refused Lync's calls, and now does not any more; nobody called since. */
    @Test
    void callsThatFailedAreToldBesideAFreshOneThatIsAccepted() {
        direct.type(
                "exchange",
                "$lync = Get-PartnerApplication | Where-Object ApplicationIdentifier -eq " + LYNC,
                "Set-PartnerApplication -Identity $lync.Name -Enabled $false");
        direct.fail("lync", TEST);
        direct.type(
                "exchange",
                "$lync = Get-PartnerApplication | Where-Object ApplicationIdentifier -eq " + LYNC,
                "Set-PartnerApplication -Identity $lync.Name -Enabled $true");

        Diagnosis told = direct.examine(null);

        assertThat(told.codes()).isEmpty();
        assertThat(of(told, "lync"))
                .anyMatch(sentence -> sentence.matches("latest failed call to '\\S*contoso.com' at .* failed since.*"));
        assertThat(differences(told))
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.sentence())
                        .startsWith("the latest call of lync to '")
                        .contains("failed at", "A fresh token is accepted"));
    }

    @Test
    void aPartnerThatRefusesNowIsToldByBothFindings() {
        direct.type(
                "exchange",
                "$lync = Get-PartnerApplication | Where-Object ApplicationIdentifier -eq " + LYNC,
                "Set-PartnerApplication -Identity $lync.Name -Enabled $false");
        direct.fail("lync", TEST);

        Diagnosis ill = direct.examine(null);

        assertThat(ill.codes()).containsExactly(FaultCode.PARTNER_DISABLED);
        assertThat(ill.edge("lync", "exchange").map(TrustEdge::call).map(ProbeCall::taken))
                .hasValue(false);
        assertThat(of(ill, "lync")).anyMatch(sentence -> sentence.contains("latest failed call to"));
        assertThat(differences(ill)).isEmpty();
        direct.mend(ill.cures());
        direct.type("lync", TEST);
        assertThat(differences(direct.examine(null))).isEmpty();
    }

    /** No token was presented in that call, so nothing is said of one. */
    @Test
    void aPartnerThatWasAwayAndIsBackIsToldWithoutAWordOfKeptTokens() {
        direct.play("  - {do: down, stop: exchange}\n");
        direct.fail("lync", TEST);
        direct.play("  - {do: up, start: exchange}\n");

        Diagnosis told = direct.examine(null);

        assertThat(differences(told)).isNotEmpty().allSatisfy(difference -> {
            assertThat(difference.sentence())
                    .contains("failed at", ". A fresh token is accepted for 'anna@contoso.com'")
                    .doesNotContain("The token of that call");
            assertThat(difference.cure()).isEmpty();
        });
    }

    /** Exchange does not know which Bert is meant. Lync rightly keeps the application's token, and no other would help. */
    @Test
    void aRefusedUserHasNoTokenToClear() {
        direct.type("lync", TEST);
        direct.type("exchange", "Set-Mailbox -Identity 'Dora Dietz' -EmailAddresses dora@contoso.com,bert@contoso.com");
        direct.fail("lync", "Test-CsExStorageConnectivity -SipUri sip:bert@contoso.com");
        direct.type("exchange", "Set-Mailbox -Identity 'Dora Dietz' -EmailAddresses dora@contoso.com");

        Diagnosis told = direct.examine(null);

        assertThat(differences(told)).isNotEmpty().allSatisfy(difference -> {
            assertThat(difference.sentence())
                    .contains(
                            "The token of that call is still cached, until ",
                            ". A fresh token is accepted for 'anna@contoso.com'");
            assertThat(difference.cure()).isEmpty();
        });
    }

    /** The product's own test fails before it uses what is kept. */
    @Test
    void aFaultOfTheEdgeIsNoReasonToClearTokens() {
        direct.type("lync", TEST);
        direct.type(
                "lync",
                "Set-CsOAuthConfiguration -Identity global -ExchangeAutodiscoverUrl"
                        + " https://lync.contoso.com/autodiscover/autodiscover.svc");

        Diagnosis ill = direct.examine(null);

        assertThat(ill.codes()).containsExactly(FaultCode.AUTODISCOVER_URL_WRONG);
        assertThat(differences(ill))
                .anyMatch(difference -> difference.sentence().contains("'sip:anna@contoso.com' on lync fails: "))
                .allSatisfy(difference -> assertThat(difference.cure()).isEmpty());
        direct.mend(ill.cures());
        direct.type("lync", TEST);
        assertThat(differences(direct.examine(null))).isEmpty();
    }

    @Test
    void whatIsObservedIsJson() {
        Diagnosis told = direct.examine(null);

        assertThat(told.toJson().getJsonArray("nodes")).hasSize(told.nodes().size());
        assertThat(told.nodes()).extracting(NodeState::node).containsExactlyInAnyOrder("lync", "exchange");
        assertThat(of(told, "exchange"))
                .anyMatch(sentence -> sentence.endsWith(", the same as the machine's clock"))
                .anyMatch(sentence -> sentence.contains("node.db' responds, size "))
                .anyMatch(sentence -> sentence.equals("the queue 'conferences that Lync has to follow' is empty"));
    }
}
