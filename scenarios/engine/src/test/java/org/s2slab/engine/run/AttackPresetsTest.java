package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.language.StepKind;
import org.s2slab.engine.run.AttackPresets.Preset;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/**
 * Tests all attacks of the workbench against running nodes. The named rule refuses the attack, or the attack is
 * accepted if the preset says so.
 */
class AttackPresetsTest {
    private static final String ANNA = "anna@contoso.com";
    private static final int LONGEST_SENTENCE = 25;

    private final IdGenerator ids = IdGenerator.random();

    @TestFactory
    Stream<DynamicTest> isRefusedByItsRuleOnPremises() {
        return played("on-premises-three-trust", "lync", "exchange", new JsonObject().put("issuer", "lync"));
    }

    /** Attacks between an on-premises server and an online server, which trust the authorization server. */
    @TestFactory
    Stream<DynamicTest> isRefusedByItsRuleAcrossPremises() {
        return played("cross-lync-online-trust", "exchange", "lync", null);
    }

    /** Attacks between the two Exchange servers of one organisation, which share an application (CVE-2025-53786). */
    @TestFactory
    Stream<DynamicTest> isRefusedByItsRuleBetweenTheTwoExchangeServers() {
        return played("cross-exchange-trust", "exchange", "exchange-online", null);
    }

    /** @param actor the actor token of a good token; null to play only attacks that need an authorization server */
    private Stream<DynamicTest> played(String scenario, String caller, String resource, @Nullable JsonObject actor) {
        TemporaryDeployment running =
                DeploymentRequest.of(new ScenarioLibrary(), null, scenario).start(Clock.systemUTC());
        PresetNames names = new PresetNames(running.topology(), caller, resource, ANNA);
        JsonObject good = new JsonObject()
                .put("outer", new JsonObject().put("user", ANNA))
                .put("actor", actor == null ? new JsonObject() : actor);
        List<DynamicTest> tests = new ArrayList<>();
        for (Preset preset : AttackPresets.all()) {
            boolean cloud = preset.to() != null || preset.id().equals("another-tenant");
            if (names.missing(preset).isEmpty() && (actor == null) == cloud) {
                tests.add(dynamicTest(preset.id(), () -> {
                    String to = preset.to() == null ? resource : String.valueOf(names.to(preset));
                    assertThat(verdict(running.topology(), to, AttackPresets.over(good, names.forge(preset))))
                            .isEqualTo(preset.rule());
                }));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(actor == null ? 2 : 20);
        return tests.stream().onClose(running::close);
    }

    private String verdict(Deployment deployment, String to, JsonObject forge) {
        TraceParent trace = TraceParent.start(ids);
        StepOutput found = new StepPerformer(deployment)
                .perform(
                        StepKind.PRESENT,
                        new JsonObject()
                                .put("present", new JsonObject().put("to", to).put("forge", forge)),
                        trace);
        String verdict = verdict(deployment, to, trace);
        if (verdict.equals(AttackPresets.ACCEPTED)) {
            assertThat(deployment
                            .managed(deployment.node(to))
                            .post(
                                    "/examine",
                                    new JsonObject()
                                            .put("token", found.token())
                                            .put(
                                                    "host",
                                                    deployment.node(to).plan().host()))
                            .await()
                            .getJsonArray("checks"))
                    .as("rules that the workbench shows beside an accepted token")
                    .noneMatch(check -> Boolean.FALSE.equals(((JsonObject) check).getBoolean("held")));
        }
        return verdict;
    }

    private static String verdict(Deployment deployment, String to, TraceParent trace) {
        return deployment.managed(deployment.node(to)).journal(0).await().getJsonArray("hops").stream()
                .map(JsonObject.class::cast)
                .filter(hop -> trace.traceId().equals(hop.getString("traceId")))
                .filter(hop -> Set.of("ACCEPTED", "REFUSED", "TOKEN_ISSUED", "TOKEN_DENIED")
                        .contains(hop.getString("kind")))
                .map(hop -> Objects.requireNonNullElse(hop.getString("rule"), AttackPresets.ACCEPTED))
                .reduce((first, last) -> last) // A replayed token is presented twice.
                .orElse("nothing");
    }

    @Test
    void saysWhatEachTriesAndWhereItWasSeen() {
        assertThat(AttackPresets.all())
                .extracting(Preset::id)
                .contains("shared-name", "public-key-as-secret", "replayed-token", "replayed-assertion");
        assertThat(AttackPresets.all()).hasSizeGreaterThanOrEqualTo(16).allSatisfy(preset -> {
            assertThat(AttackPresets.groups()).containsKey(preset.group());
            assertThat(preset.tries().split("(?<=[.])\\s"))
                    .allSatisfy(one -> assertThat(one.split(" ")).hasSizeLessThanOrEqualTo(LONGEST_SENTENCE));
            if (preset.rule().equals(AttackPresets.ACCEPTED) && !preset.id().equals("good")) {
                assertThat(preset.tries()).contains("Nothing on the wire shows it.");
            }
            if (preset.seen() != null) {
                assertThat(URI.create(preset.seen().link()).getScheme()).isEqualTo("https");
                assertThat(preset.seen().text()).endsWith(".");
            }
        });
        Set<String> used = new TreeSet<>();
        AttackPresets.all().forEach(preset -> used.add(preset.group()));
        assertThat(used).isEqualTo(new TreeSet<>(AttackPresets.groups().keySet()));
    }
}
