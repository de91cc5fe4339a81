package org.s2slab.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.PooledLaunch;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.testing.BuildShare;
import org.s2slab.trace.IdGenerator;

/**
 * Rollovers under traffic, with a clock that goes through hours in seconds: by the book, and with each step forgotten.
 */
class RolloverDrillTest {
    private static final String ALL_THREE = "on-premises-three";
    private static final String HYBRID = "cross-lync-on-premises";
    private static final int RATE = 100;
    private static final DrillSchedule PACE = new DrillSchedule(
            Duration.ofHours(3),
            Duration.ofMinutes(4),
            Duration.ofMillis(10),
            Duration.ofMinutes(8),
            Duration.ofMinutes(40),
            Duration.ofMinutes(20));

    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @Test
    void refusesNothingWhenLyncIsRolledByTheBook() {
        DrillReport report = drill(ALL_THREE, "lync");

        isFlawless(report);
        assertThat(report.believedOnce()).containsExactlyInAnyOrder("exchange", "sharepoint");
        assertThat(report.reads()).containsKeys("exchange", "sharepoint");
    }

    @Test
    @EnabledIfSystemProperty(named = BuildShare.PROPERTY, matches = BuildShare.EVERY_CASE)
    void refusesNothingWhenExchangeIsRolledByTheBook() {
        isFlawless(drill(ALL_THREE, "exchange"));
    }

    @Test
    @EnabledIfSystemProperty(named = BuildShare.PROPERTY, matches = BuildShare.EVERY_CASE)
    void refusesNothingWhenSharePointIsRolledByTheBook() {
        isFlawless(drill(ALL_THREE, "sharepoint"));
    }

    @Test
    void refusesNothingWhenLyncIsRolledInAHybridByTheBook() {
        DrillReport report = drill(HYBRID, "lync");

        isFlawless(report);
        assertThat(report.believedOnce()).containsExactly("authz");
    }

    /** The tokens it gave live for a day, and none is signed with the old key any more when that is removed. */
    @Test
    @EnabledIfSystemProperty(named = BuildShare.PROPERTY, matches = BuildShare.EVERY_CASE)
    void refusesNothingWhenTheAuthorizationServerIsRolledByTheBook() {
        DrillSchedule patient = new DrillSchedule(
                Duration.ofDays(3),
                Duration.ofSeconds(290),
                Duration.ofMillis(5),
                Duration.ofMinutes(8),
                Duration.ofMinutes(40),
                Duration.ofHours(24));
        isFlawless(drill("online", "authz", patient));
    }

    @Test
    void breaksForHalfAMinuteWhereTheNewCertificateWasNotPublishedBefore() {
        DrillReport report = drill(ALL_THREE, "sharepoint", RolloverStep.STAGE);

        assertThat(report.refusals()).contains("sharepoint to lync: E4").allMatch(refusal -> refusal.endsWith(": E4"));
        assertThat(report.troubles()).allSatisfy(trouble -> {
            assertThat(trouble.phase()).isEqualTo("activate");
            assertThat(trouble.feature()).isEqualTo(FeatureUse.MEETINGS);
            assertThat(trouble.period().last().minus(trouble.period().first())).isLessThan(Duration.ofSeconds(40));
        });
        assertThat(report.believers()).isEmpty();
    }

    @Test
    void breaksWhereTheNewKeyIsNotUploadedUntilItIs() {
        DrillReport report = drill(HYBRID, "lync", RolloverStep.UPLOAD, RolloverStep.WITHDRAW);

        assertThat(report.refusals()).containsExactly("lync to authz: E4");
        assertThat(report.notServed()).isPositive();
        assertThat(report.undelivered()).isZero();
        assertThat(phasesWithRefusals(report)).isSubsetOf("activate", "mend").contains("activate");
        assertThat(report.probes())
                .as("the old key, which nobody took back, until its certificate has expired")
                .anySatisfy(probe -> assertThat(probe.rule()).isEqualTo("E5"));
    }

    @Test
    void breaksForEveryPartnerTheSecondTheCertificateExpires() {
        DrillReport report = drill(ALL_THREE, "exchange", RolloverStep.SWITCH);

        assertThat(report.refusals()).contains("exchange to lync: E5");
        assertThat(report.troubles()).allSatisfy(trouble -> {
            assertThat(trouble.caller()).isEqualTo("exchange");
            assertThat(trouble.period().first())
                    .isGreaterThanOrEqualTo(PACE.left().minusMinutes(1));
        });
        assertThat(phasesWithRefusals(report)).contains("expired").doesNotContain("before", "last days", "after");
    }

    @Test
    void leavesTheOldKeyAliveUntilItExpiresWhereItIsNotRemoved() {
        DrillReport report = drill(ALL_THREE, "lync", RolloverStep.REMOVE);

        assertThat(report.refused()).isZero();
        assertThat(report.probes())
                .filteredOn(probe -> !probe.believed())
                .hasSize(2)
                .allSatisfy(probe -> {
                    assertThat(probe.rule())
                            .as("expired, or no longer published because it is")
                            .isIn("E5", "E4");
                    assertThat(probe.since()).isGreaterThan(PACE.left().minusMinutes(1));
                });
    }

    @Test
    void leavesTheOldKeyAliveForAQuarterOfAnHourWherePartnersAreNotTold() {
        DrillReport report = drill(ALL_THREE, "exchange", RolloverStep.REFRESH);

        assertThat(report.refused()).isZero();
        assertThat(report.probes()).filteredOn(StolenKeyAttempt::believed).hasSizeGreaterThan(2);
        assertThat(report.believers()).isEmpty();
    }

    @Test
    void costsEveryApplicationATokenWhereTheServersKeyIsRemovedTooEarly() {
        DrillReport report = drill("online", "authz", RolloverStep.DRAIN);

        assertThat(report.refusals()).isNotEmpty().allMatch(refusal -> refusal.matches(".*: E[46]"));
        assertThat(report.notServed())
                .as("they ask for another one; only who called at that very moment notices")
                .isLessThan(10);
    }

    @Test
    void tellsOfItselfInJson() {
        JsonObject json = drill(ALL_THREE, "lync", RolloverStep.WAIT).json();

        assertThat(json.getJsonArray("forgotten")).containsExactly("wait");
        assertThat(json.getInteger("refusedBetweenServers")).isPositive();
        JsonObject trouble = json.getJsonArray("refused").getJsonObject(0);
        assertThat(trouble.getString("caller")).isEqualTo("lync");
        assertThat(trouble.getString("resource")).isEqualTo("exchange");
        assertThat(trouble.getString("rule")).isEqualTo("E4");
        int bySecond = json.getJsonArray("seconds").stream()
                .map(JsonObject.class::cast)
                .mapToInt(second -> Arrays.stream(FeatureUse.values())
                        .mapToInt(feature -> second.getInteger(feature.word(), 0))
                        .sum())
                .sum();
        assertThat(bySecond).isEqualTo(json.getJsonObject("calls").getInteger("all"));
    }

    /** The certificate is made on one server of the pool, and all servers of both pools get it. */
    @Test
    void refusesNothingWhenThePoolsOfLyncAreRolledByTheBook() {
        DrillReport report = drill("lync-pools", "pool-munich");

        isFlawless(report);
        assertThat(report.certificates().servers())
                .containsExactly(
                        "berlin-1 (pool-berlin)",
                        "berlin-2 (pool-berlin)",
                        "munich-1 (pool-munich)",
                        "munich-2 (pool-munich)");
        assertThat(report.believedOnce()).containsExactly("exchange");
        assertThat(report.reads()).containsOnlyKeys("exchange");
        assertThat(DrillText.line(report.phases().get(1)))
                .contains("munich-1> Export-PfxCertificate", "berlin-1> Import-PfxCertificate")
                .contains("berlin-2> Import-PfxCertificate", "munich-2> Import-PfxCertificate")
                .containsOnlyOnce("> Set-CsCertificate");
    }

    @Test
    @EnabledIfSystemProperty(named = BuildShare.PROPERTY, matches = BuildShare.EVERY_CASE)
    void refusesNothingWhenThePoolOfExchangeIsRolledByTheBook() {
        DrillReport report = drill("customer-pools", "exchange");

        isFlawless(report);
        assertThat(report.certificates().servers()).containsExactly("exchange-1 (exchange)", "exchange-2 (exchange)");
        assertThat(report.believedOnce()).contains("berlin-1 (pool-berlin)", "munich-2 (pool-munich)");
    }

    @Test
    void takesTheNameOfAPoolForItsFirstServer() {
        Topology pools = new ScenarioLibrary().topology("lync-pools");

        assertThat(RolloverDrill.find(pools, "pool-munich").name()).isEqualTo("munich-1");
        assertThat(RolloverDrill.find(pools, "munich-2").name()).isEqualTo("munich-2");
        assertThat(RolloverDrill.find(pools, "lync").name()).isEqualTo("berlin-1");
        assertThatThrownBy(() -> RolloverDrill.find(pools, "pool-hamburg"))
                .hasMessage("server: topology 'lync-pools' has no pool-hamburg; it has berlin-1 (pool-berlin),"
                        + " berlin-2 (pool-berlin), munich-1 (pool-munich), munich-2 (pool-munich), exchange");
    }

    @Test
    void takesTheNameOfANodeBeforeARole() {
        Topology cross = new ScenarioLibrary().topology("cross-exchange");

        assertThat(RolloverDrill.find(cross, "exchange-online").name()).isEqualTo("exchange-online");
        assertThat(RolloverDrill.find(cross, "exchange").name()).isEqualTo("exchange");
        assertThatThrownBy(() -> RolloverDrill.find(cross, "pool-berlin"))
                .hasMessageContaining("has no pool-berlin; it has ")
                .hasMessageContaining("exchange-online");
    }

    @Test
    void refusesWhatCannotBeDrilled() {
        assertThatThrownBy(() -> drill("online", "exchange")).hasMessageContaining("not its customers' to roll");
        assertThatThrownBy(() -> drill("on-premises", "sharepoint")).hasMessageContaining("has no sharepoint");
        assertThatThrownBy(() -> drill("on-premises", "lync", RolloverStep.UPLOAD))
                .hasMessageContaining("this drill has no steps upload");
        assertThatThrownBy(() -> new RolloverDrill("authz", Set.of(RolloverStep.SWITCH), RATE, PACE))
                .hasMessageContaining("five years");
        assertThatThrownBy(() -> new RolloverDrill("lync", Set.of(), 0, PACE)).hasMessageContaining("rate");
        assertThatThrownBy(() -> RolloverStep.of("nothing")).hasMessageContaining("stage");
    }

    @Test
    void stopsBeforeTheRolloverWhereTheTrustIsBrokenAlready() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), """
                scenario: broken
                shows: The partner application of Lync is disabled.
                topology: on-premises
                after: on-premises-trust
                steps:
                  - {do: It is found, on: exchange, run: Get-PartnerApplication, with: {Identity: "LyncEnterprise*"}, as: partner}
                  - {do: It is disabled, on: exchange, run: Set-PartnerApplication, with: {Identity: "${partner.Name}", Enabled: false}}
                """);
        assertThatThrownBy(() -> drill("on-premises", broken.toString(), "lync", PACE, List.of()))
                .isInstanceOf(BrokenTrustException.class)
                .hasMessageContaining("lync \u2192 exchange is broken: rule I4");
    }

    private static void isFlawless(DrillReport report) {
        assertThat(report.refusals()).isEmpty();
        assertThat(report.refused()).isZero();
        assertThat(report.notServed()).isZero();
        assertThat(report.undelivered()).isZero();
        assertThat(report.believedOnce()).as("the old key was good before").isNotEmpty();
        assertThat(report.believers()).as("and is dead afterwards").isEmpty();
        for (FeatureUse feature : FeatureUse.values()) {
            assertThat(report.calls(feature)).as(feature.word()).isGreaterThan(10);
        }
    }

    private static List<String> phasesWithRefusals(DrillReport report) {
        return report.troubles().stream().map(RefusalGroup::phase).distinct().toList();
    }

    private DrillReport drill(String topology, String server, RolloverStep... forgotten) {
        return drill(topology, server, PACE, forgotten);
    }

    private DrillReport drill(String topology, String server, DrillSchedule pace, RolloverStep... forgotten) {
        return drill(topology, topology + "-trust", server, pace, List.of(), forgotten);
    }

    private DrillReport drill(
            String topology,
            String trust,
            String server,
            DrillSchedule pace,
            List<String> examined,
            RolloverStep... forgotten) {
        ScenarioLibrary library = new ScenarioLibrary();
        LaunchContext launch = new LaunchContext(
                VERTX,
                new InProcessLauncher(VERTX),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        Topology plan = library.topology(topology);
        boolean pooled = plan.nodes().values().stream().anyMatch(node -> node.pool() != null);
        return new RolloverDrill(server, new LinkedHashSet<>(List.of(forgotten)), RATE, pace)
                .run(
                        plan,
                        library.find(List.of(trust)).get(0),
                        pooled ? PooledLaunch.pooled(launch) : launch,
                        folder,
                        line -> {},
                        nodes -> examined);
    }
}
