package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.deployment.Topology;

class ScenarioCheckTest {
    private static final String HEAD = """
            scenario: one
            shows: Something.
            topology: two
            steps:
            """;

    private static final Topology PLAN = TopologyParser.read("two.yaml", """
            topology: two
            shows: Two servers.
            domain: contoso.com
            nodes:
              lync: {role: lync, hosts: [lync.contoso.com]}
              exchange: {role: exchange, hosts: [exchange.contoso.com]}
              authz: {role: authz, hosts: [accounts.contoso.com]}
            people:
              - {name: Anna Adler, upn: anna@contoso.com}
            """);

    @Test
    void namesAnUnknownNodeWhereverAStepNamesOne() {
        for (String step : List.of(
                "stop: lnyc",
                "start: lnyc",
                "kill: lnyc",
                "clock: {advance: P1D, node: lnyc}",
                "cut: {from: lnyc}",
                "slow: {to: lnyc}",
                "heal: {from: lnyc}",
                "call: lnyc GET /",
                "run: Get-CsUser\n    on: lnyc",
                "present: {to: lnyc, token: x}",
                "present: {to: lync, forge: {actor: {issuer: lnyc}}}",
                "present: {to: lync, forge: {actor: {key: lnyc}}}",
                "present: {to: lync, forge: {actor: {certificate: lnyc}}}",
                "present: {to: authz, forge: {assertion: {issuer: lnyc}}}",
                "forge: {actor: {}}\n    for: lnyc\n    as: x")) {
            assertThat(problems("  - do: x\n    " + step + "\n"))
                    .as(step)
                    .singleElement()
                    .asString()
                    .matches(
                            "one.yaml:[67]: .*topology 'two' has no node 'lnyc'; it has lync, exchange, authz; did you mean"
                                    + " 'lync'\\?");
        }
    }

    @Test
    void findsParametersThatANodeWouldRefuse() {
        assertThat(problems("  - do: x\n    run: New-CsPartnerApplication\n    on: lync\n    with: {Identity: Exchange,"
                        + " ApplicationTrustLevel: Fulll, MetadataUrl: 'https://exchange.contoso.com/'}\n"))
                .singleElement()
                .asString()
                .contains("one.yaml:", "'Fulll'".replace("'", "\""), "Full, ");
        assertThat(problems("  - do: x\n    run: Set-CsPartnerApplication\n    on: lync\n    with: {Identity: Exchange,"
                        + " Enabled: yes}\n"))
                .singleElement()
                .asString()
                .contains("Cannot bind parameter 'Enabled'", "true or false");
        assertThat(problems("  - do: x\n    run: New-CsOAuthServer\n    on: lync\n    with: {Identity: x}\n"))
                .singleElement()
                .asString()
                .contains("missing mandatory parameters: MetadataUrl");
        assertThat(problems("  - do: x\n    run: New-CsOAuthServer\n    on: lync\n"))
                .singleElement()
                .asString()
                .contains("missing mandatory parameters");
        assertThat(
                        problems(
                                "  - do: x\n    run: New-CsPartnerApplication\n    on: lync\n    with: {Identity: Exchange,"
                                        + " ApplicationTrustLevel: Full, MetadataUrl: 'https://exchange.contoso.com/', UseOAuthServer: true}\n"))
                .singleElement()
                .asString()
                .contains("do not belong to one parameter set");
        assertThat(problems("  - do: x\n    run: Set-CsPartnerApplication\n    on: lync\n    with: {Identity: Exchange,"
                        + " Enabled: yes}\n    expect: {error: {code: PARAMETER_INVALID}}\n"))
                .as("the step demonstrates the refusal")
                .isEmpty();
        assertThat(problems("  - do: x\n    run: New-CsHostingProvider\n    on: lync\n"))
                .singleElement()
                .asString()
                .contains("The lab has no Edge Servers");
    }

    @Test
    void namesAMethodThatHttpDoesNotHave() {
        assertThat(problems("  - do: x\n    call: lync FETCH /\n"))
                .singleElement()
                .asString()
                .contains("'FETCH' is not an HTTP method");
        assertThat(problems("  - do: x\n    call: lync get /\n"))
                .singleElement()
                .asString()
                .endsWith("did you mean 'GET'?");
        assertThat(problems("  - do: x\n    present: {to: lync, method: PSOT, path: /, token: x}\n"))
                .anyMatch(problem -> problem.contains("'PSOT' is not an HTTP method"));
        assertThat(problems("  - do: x\n    call: lync BREW /\n    expect: {status: 405}\n"))
                .as("the step demonstrates the refusal")
                .isEmpty();
    }

    @Test
    void takesHostNamesWhereServersAreReachedByThem() {
        assertThat(problems("  - do: x\n    call: lync.contoso.com GET /\n")).isEmpty();
        assertThat(problems("  - do: x\n    stop: lync.contoso.com\n")).hasSize(1);
    }

    @Test
    void namesAnUnknownPerson() {
        for (String step : List.of(
                "sign-in: ana@contoso.com",
                "call: lync GET /\n    as-user: ana@contoso.com",
                "get-token: ana@contoso.com\n    resource: x",
                "talk: {from: ana@contoso.com, to: bert@elsewhere.com, say: x}",
                "talk: {from: anna@contoso.com, to: ana@contoso.com, say: x}")) {
            assertThat(problems("  - do: x\n    " + step + "\n"))
                    .as(step)
                    .singleElement()
                    .asString()
                    .contains("topology 'two' has no person 'ana@contoso.com'")
                    .endsWith("did you mean 'anna@contoso.com'?");
        }
        assertThat(problems("  - do: x\n    sign-in: stranger@contoso.com\n    password: typed\n"))
                .as("somebody unknown may try")
                .isEmpty();
    }

    @Test
    void namesWhatASentenceAboutAHopCannotMean() {
        assertThat(problems("""
                  - do: x
                    never:
                      - sharepoint accepts lync
                      - lync calls exchnge
                      - lync calls exchange.contoso.com
                      - lync asks authz for a token for exchang
                      - exchange accepts lync for ana@contoso.com
                      - exchange refuses lync by rule E44
                      - lync issues exchange a token
                      - authz calls lync
                """))
                .hasSize(8)
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("one.yaml:7: never: 'sharepoint accepts lync': topology 'two' has no"),
                        one -> assertThat(one).endsWith("did you mean 'exchange'?"),
                        one -> assertThat(one).contains("has no node 'exchange.contoso.com'"),
                        one -> assertThat(one).endsWith("did you mean 'exchange'?"),
                        one -> assertThat(one).endsWith("did you mean 'anna@contoso.com'?"),
                        one -> assertThat(one)
                                .contains("there is no rule 'E44'")
                                .contains("did you mean 'E"),
                        one -> assertThat(one)
                                .endsWith("this never happens at 'lync', which is no authorization server"),
                        one -> assertThat(one).contains("this never happens at 'authz'"));
    }

    @Test
    void checksTheSentencesOfTheScenarioAsThoseOfItsSteps() {
        assertThat(problems("  - do: x\n    stop: lync\nnever: lync calls sharepoint\nhops: [sharepoint calls lync]\n"))
                .hasSize(2)
                .allMatch(problem -> problem.contains("has no node 'sharepoint'"));
    }

    @Test
    void takesPeopleApplicationsAndHostsThatOnlyTheStepsKnow() {
        assertThat(problems("""
                  - do: A stranger
                    present:
                      to: exchange
                      forge: {outer: {user: mallory@contoso.com}, actor: {}}
                    never: exchange accepts lync for mallory@contoso.com
                  - do: A partner elsewhere
                    on: exchange
                    run: New-PartnerApplication
                    with: {Name: x, AuthMetadataUrl: "https://old.fabrikam.com/metadata/json/1"}
                    hops: exchange cannot read the metadata of old.fabrikam.com
                """)).isEmpty();
        assertThat(problems("  - do: x\n    never: exchange cannot read the metadata of old.fabrikam.com\n"))
                .hasSize(1);
    }

    @Test
    void namesAnUnknownCmdletParameterAndCounter() {
        assertThat(problems("  - do: x\n    on: exchange\n    run: New-PartnerAplication\n"))
                .containsExactly("one.yaml:7: run: the role exchange has no cmdlet 'New-PartnerAplication';"
                        + " docs/generated/cmdlets.md lists its cmdlets; did you mean 'New-PartnerApplication'?");
        assertThat(problems("  - do: x\n    on: lync\n    run: New-PartnerApplication\n"))
                .as("another product's")
                .hasSize(1);
        assertThat(
                        problems(
                                "  - do: x\n    on: exchange\n    run: new-partnerapplication\n    with: {NAME: x, Reaml: y}\n"))
                .singleElement()
                .asString()
                .startsWith("one.yaml:8: 'new-partnerapplication' has no parameter 'Reaml'; it has Name, ")
                .endsWith("did you mean 'Realm'?");
        assertThat(problems(
                        "  - do: x\n    sign-in: anna@contoso.com\n    expect: {counters: {lync: {signature: 0}}}\n"))
                .singleElement()
                .asString()
                .startsWith("one.yaml:7: the role lync has no counter 'signature'")
                .endsWith("did you mean 'signatures'?");
        assertThat(
                        problems(
                                "  - do: x\n    sign-in: anna@contoso.com\n    expect: {counters: {authz: {metadataReads: 0}}}\n"))
                .as("an authorization server reads no metadata")
                .hasSize(1);
    }

    @Test
    void letsAStepShowThatANodeRefusesAnUnknownName() {
        assertThat(
                        problems(
                                "  - do: x\n    on: lync\n    run: Get-It\n    expect: {error: is not recognized as the name}\n"))
                .isEmpty();
        assertThat(problems("  - do: x\n    on: lync\n    run: Get-It\n    expect: {error: NOT_FOUND}\n"))
                .as("a slip of the pen would pass")
                .hasSize(1);
        assertThat(
                        problems(
                                "  - do: x\n    on: lync\n    run: Get-CsUser\n    with: {It: 1}\n    expect: {error: {message: A parameter cannot be found}}\n"))
                .isEmpty();
    }

    @Test
    void namesAVariableThatNothingIsCalled() {
        assertThat(problems("""
                  - do: x
                    on: lync
                    run: Get-CsUser
                    as: user
                  - do: y
                    on: lync
                    run: Get-CsUser
                    with: {Identity: "${usr.Identity}"}
                """))
                .singleElement()
                .asString()
                .startsWith("one.yaml:12: ${usr.Identity}: there is no variable 'usr'; expected one of lync, exchange,"
                        + " authz, ")
                .endsWith("did you mean 'user'?");
    }

    @Test
    void takesWhatIsKnownOnlyWhilePlaying() {
        assertThat(problems("""
                  - do: x
                    on: lync
                    run: Get-CsUser
                    as: found
                  - do: y
                    on: "${found.Node}"
                    run: "${found.Cmdlet}"
                    with: {Anything: "${found.Value[0].x}", At: "${now+PT26H}", Later: "${ now - P1D }"}
                  - do: z
                    call: "${found.Host} GET /${topology.domain}/${tenants.x.id}"
                    as-user: "${found.User}"
                    expect: {headers: {x: "${found.Words}"}, body: {n: {$count: "${found.Count}"}}}
                """)).isEmpty();
    }

    @Test
    void readsMomentsAndDurations() {
        assertThat(problems("  - do: x\n    clock: {advance: 7 days}\n"))
                .singleElement()
                .asString()
                .contains("P7D");
        assertThat(problems("  - do: x\n    clock: {set: tomorrow}\n")).hasSize(1);
        assertThat(problems("  - do: x\n    slow: {delay: 1s}\n")).hasSize(1);
        assertThat(problems("  - do: x\n    sign-in: anna@contoso.com\n    within: soon\n"))
                .hasSize(1);
    }

    @Test
    void tellsAllThatIsWrongInAFileByLine() {
        assertThat(problems("""
                  - do: x
                    stop: lnyc
                    expect: {status: 200}
                  - do: y
                    strat: exchange
                  - call: lync GET /
                    as-user: ana@contoso.com
                never: lync calls sharepoint
                """))
                .extracting(problem -> problem.replaceAll("(one.yaml:[0-9]+:).*", "$1"))
                .containsExactly(
                        "one.yaml:6:",
                        "one.yaml:7:",
                        "one.yaml:8:",
                        "one.yaml:9:",
                        "one.yaml:10:",
                        "one.yaml:11:",
                        "one.yaml:12:");
    }

    private static List<String> problems(String steps) {
        ScriptProblems problems = new ScriptProblems();
        ScenarioCheck.check(problems, ScenarioParser.read(problems, "one.yaml", HEAD + steps), PLAN);
        return problems.lines();
    }
}
