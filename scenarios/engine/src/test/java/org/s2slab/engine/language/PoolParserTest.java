package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.text.FileSyntaxException;

class PoolParserTest {
    private static final String BEGIN = """
            topology: mine
            shows: Pools.
            domain: contoso.com
            nodes:
            """;

    @Test
    void aPoolHasSoManyServersWithNamesInItsDomain() {
        Topology plan = read("  sts: {role: authz, hosts: [sts.contoso.com, login.contoso.com], servers: 2}");
        assertThat(plan.nodes().keySet()).containsExactly("sts-1", "sts-2");
        NodePlan second = plan.pools().named("sts").get(1);
        assertThat(second.hosts()).containsExactly("sts.contoso.com", "login.contoso.com", "sts-2.contoso.com");
        assertThat(second.label()).isEqualTo("sts-2 (sts)");
        assertThat(second.ownerOf("login.contoso.com")).isEqualTo("sts");
        assertThat(second.ownerOf("sts-2.contoso.com")).isEqualTo("sts-2");
        assertThat(plan.pools().names()).containsExactly("sts-1", "sts-2", "sts");
    }

    @Test
    void poolsOfOneOrganizationHaveOneDatabaseAndOthersHaveAnother() {
        Topology plan = read("""
                  berlin: {role: authz, hosts: berlin.contoso.com, servers: {b1: {hosts: one.contoso.com}, b2: {}}}
                  munich: {role: authz, hosts: munich.contoso.com, servers: 1}
                  far: {role: authz, hosts: sts.fabrikam.com, servers: 1, organization: fabrikam}
                  alone: {role: authz, hosts: alone.contoso.com}
                """);
        assertThat(plan.nodes().values().stream()
                        .map(node -> node.name() + " " + node.database().orElse("-")))
                .containsExactly(
                        "b1 authz-own", "b2 authz-own", "munich-1 authz-own", "far-1 authz-fabrikam", "alone -");
        assertThat(plan.pools().separate("mine")).singleElement().asString().contains("berlin and munich, far, alone");
    }

    @Test
    void namesEveryMistakeBeforeAnythingStarts() {
        assertThat(problems("  a: {role: authz, hosts: a.contoso.com, servers: 0}"))
                .contains("mine.yaml:5: node 'a': 'servers' is empty");
        assertThat(problems("  a: {role: authz, hosts: a.contoso.com, servers: {}}"))
                .contains("mine.yaml:5: node 'a': 'servers' is empty");
        assertThat(problems("  a: {role: authz, hosts: a.contoso.com, servers: two}"))
                .contains("mine.yaml:5: expected a mapping, found 'two'");
        assertThat(problems("  a: {role: authz, hosts: a.contoso.com, servers: 17}"))
                .contains("mine.yaml:5: node 'a': 'servers' has 17 servers; a pool has at most 16");
        assertThat(problems("  a: {role: authz, hosts: [], servers: 2}"))
                .contains("mine.yaml:5: node 'a': 'hosts' is empty; a pool needs a host name");
        assertThat(problems("  a: {role: authz, hosts: a.contoso.com, servers: {b: {hosts: []}}}"))
                .contains("mine.yaml:5: node 'a': 'hosts' of the server 'b' is empty");
        assertThat(problems("  a: {role: authz, hosts: a.contoso.com, organization: contoso}"))
                .contains("mine.yaml:5: node 'a': 'organization' is only for a pool");
    }

    @Test
    void aNameAndAHostBelongToOneServer() {
        assertThat(problems("""
                  a: {role: authz, hosts: a.contoso.com, servers: {one: {}}}
                  b:
                    role: authz
                    hosts: b.contoso.com
                    servers:
                      one: {}
                """))
                .contains("mine.yaml:10: server 'one (b)': the server 'one (a)' has this name already");
        assertThat(problems("""
                  a: {role: authz, hosts: a.contoso.com, servers: {b: {hosts: c.contoso.com}}}
                  b: {role: authz, hosts: b.contoso.com, servers: 1}
                """)).contains("mine.yaml:5: server 'b (a)': a pool has this name already");
        assertThat(problems("""
                  a: {role: authz, hosts: a.contoso.com, servers: 2}
                  b: {role: authz, hosts: [b.contoso.com, a.contoso.com], servers: 2}
                """)).contains("mine.yaml:6: node 'b': host 'a.contoso.com' is node 'a''s already");
        assertThat(problems("  a: {role: authz, hosts: a.contoso.com, servers: {one: {hosts: a.contoso.com}}}"))
                .contains("mine.yaml:5: node 'a': host 'a.contoso.com' is node 'a''s already");
    }

    private static Topology read(String nodes) {
        return TopologyParser.read("mine.yaml", BEGIN + nodes);
    }

    private static String problems(String nodes) {
        StringBuilder found = new StringBuilder();
        assertThatThrownBy(() -> read(nodes))
                .isInstanceOfSatisfying(FileSyntaxException.class, e -> found.append(e.getMessage()));
        return found.toString();
    }
}
