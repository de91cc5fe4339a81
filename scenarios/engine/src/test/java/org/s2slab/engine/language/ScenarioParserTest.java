package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.s2slab.engine.text.FileSyntaxException;

class ScenarioParserTest {
    private static final String HEAD = """
            scenario: one
            shows: Something.
            topology: on-premises
            steps:
            """;

    @Test
    void readsAStepWithItsParametersAndHops() {
        Scenario scenario = ScenarioParser.read("one.yaml", HEAD + """
                  - do: Lync gets a partner
                    on: lync
                    run: New-CsPartnerApplication
                    with: {Identity: Exchange, Enabled: true, Level: 3, Since: 2026-01-01, Answer: "no"}
                    as: partner
                    expect: {error: nothing}
                    hops: lync reads the metadata of exchange
                """);

        Step step = scenario.steps().get(0);
        assertThat(step.kind()).isEqualTo(StepKind.RUN);
        assertThat(step.line()).isEqualTo(5);
        assertThat(step.name()).isEqualTo("partner");
        assertThat(step.fields().getString("on")).isEqualTo("lync");
        assertThat(step.fields().getJsonObject("with").encode())
                .isEqualTo("{\"Identity\":\"Exchange\",\"Enabled\":true,\"Level\":3,\"Since\":\"2026-01-01\","
                        + "\"Answer\":\"no\"}");
        assertThat(step.hops()).hasToString("[lync reads the metadata of exchange]");
    }

    @Test
    void readsWhatItIsPlayedWithAndItsPlaceInTheTable() {
        Scenario scenario = ScenarioParser.read("one.yaml", """
                scenario: one
                shows: Something.
                topology: online
                after: online-trust
                then: on-premises-contacts
                cells: {feature: contacts, pair: lync-exchange, premises: to-online}
                """);

        assertThat(scenario.chain().after()).isEqualTo("online-trust");
        assertThat(scenario.chain().then()).isEqualTo("on-premises-contacts");
        assertThat(scenario.cells())
                .containsExactly(new MatrixCell(
                        MatrixCell.Feature.CONTACTS, MatrixCell.Pair.LYNC_EXCHANGE, MatrixCell.Premises.TO_ONLINE));
        assertThatThrownBy(() -> ScenarioParser.read("one.yaml", """
                        scenario: one
                        shows: Something.
                        topology: online
                        steps: []
                        cells: {feature: photos, pair: lync-exchange, premises: online}
                        """))
                .hasMessageContaining(
                        "one.yaml:5: 'photos' is not valid; expected one of contacts, archiving, search, meetings");
    }

    @Test
    void refusesAForgedTokenNobodyCanName() {
        refuses("  - do: x\n    forge: {actor: {}}\n    for: lync\n", "one.yaml:5: the step needs 'as'");
        refuses(
                "  - do: x\n    as: y\n    forge: {actor: {}, assertion: {issuer: lync}}\n",
                "one.yaml:7: forge makes either an assertion, or a token of actor and outer");
    }

    @Test
    void namesFileLineAndKnownKeysForAnUnknownKey() {
        refuses(
                "  - do: x\n    run: Get-X\n    on: lync\n    expects: {}\n",
                "one.yaml:8: unknown key 'expects' in a step");
        refuses(
                "  - do: x\n    sign-in: a@b\n    expect: {state: 200}\n",
                "one.yaml:7: unknown key 'state' in expect; known keys: status");
    }

    @Test
    void refusesAKeyGivenTwice() {
        refuses(
                "  - do: x\n    stop: lync\n    do: y\n",
                "one.yaml:7: 'do' is given twice, first with the value on line 5");
    }

    @Test
    void refusesAStepThatDoesTwoThings() {
        refuses(
                "  - do: x\n    stop: lync\n    start: lync\n",
                "one.yaml:7: a step does one thing: this one has both 'stop' and 'start'");
    }

    @Test
    void refusesAStepThatDoesNothing() {
        refuses(
                "  - do: x\n",
                "one.yaml:5: this step does nothing; a step has one of " + StepKind.keys()
                        + ", or at least hops or never");
        assertThat(StepKind.keys()).startsWith("run, sign-in, call, ");
    }

    @Test
    void refusesAKeyThatBelongsToAnotherKindOfStep() {
        refuses("  - do: x\n    stop: lync\n    with: {a: 1}\n", "one.yaml:7: 'with' goes with 'run'");
    }

    @Test
    void refusesACmdletWithoutANode() {
        refuses("  - do: x\n    run: Get-X\n", "one.yaml:5: the step needs 'on'");
        refuses("  - do: x\n    get-token: a@b\n", "one.yaml:5: the step needs 'resource'");
    }

    @Test
    void refusesACallThatIsNotNodeMethodPath() {
        refuses("  - do: x\n    call: lync /users\n", "one.yaml:6: a call is a node, a method and a path");
    }

    @Test
    void refusesATokenThatIsBothForgedAndGiven() {
        refuses(
                "  - do: x\n    present: {to: lync, token: x, forge: {}}\n",
                "one.yaml:6: exactly one of 'token' and 'forge' is needed");
    }

    @Test
    void refusesAMethodWithoutThePathItIsFor() {
        refuses(
                "  - do: x\n    present: {to: lync, token: x, method: GET}\n",
                "one.yaml:6: the step needs 'path': without it the product's own resource is asked");
    }

    @Test
    void refusesASentenceThatIsNoneAboutAHop() {
        refuses(
                "  - do: x\n    stop: lync\n    hops:\n      - lync likes exchange\n",
                "one.yaml:8: 'lync likes exchange' is no sentence about a hop; known are:");
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(
                        () -> ScenarioParser.read("one.yaml", "scenario: one\nshows: x\nsteps: [{do: x, stop: y}]\n"))
                .hasMessage("one.yaml:1: a scenario needs 'topology': the topology of its deployment");
    }

    @Test
    void saysWhereTextIsNoYaml() {
        assertThatThrownBy(() -> ScenarioParser.read("one.yaml", "scenario: [a\nshows: b\n"))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageStartingWith("one.yaml:2: this is not YAML");
    }

    @Test
    void refusesAliasesOfMappingsWhichCouldGrowWithoutEnd() {
        assertThatThrownBy(() -> ScenarioParser.read("one.yaml", HEAD + "  - &a {do: x, stop: lync}\n  - *a\n"))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageStartingWith("one.yaml: this is not YAML the lab reads");
    }

    private static void refuses(String steps, String message) {
        assertThatThrownBy(() -> ScenarioParser.read("one.yaml", HEAD + steps))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessageStartingWith(message);
    }
}
