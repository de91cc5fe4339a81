package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;

class PooledTopologyTest {
    private static final String TEXT = """
            topology: mine
            shows: Nodes.
            domain: contoso.com
            tenants: {contoso: {id: 5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713, domains: contoso.com}}
            nodes:
              sts: {role: authz, hosts: [sts.contoso.com, login.contoso.com]SERVERS}
            """;

    /** The key of a file and the conversion make the same pools. */
    @Test
    void makesThePoolsOfTheKeyServers() {
        Map<String, NodePlan> written = read(", servers: 3").nodes();
        Map<String, NodePlan> made = PooledTopology.of(read(""), 3).nodes();

        assertThat(made.keySet()).containsExactly("sts-1", "sts-2", "sts-3");
        assertThat(made).isEqualTo(written);
        assertThat(PooledTopology.of(read(", servers: 3"), 2).nodes()).isEqualTo(written);
    }

    @Test
    void refusesANameThatANodeHas() {
        String text = TEXT.replace("SERVERS", "") + "  sts-2: {role: authz, hosts: other.contoso.com}\n";

        assertThatThrownBy(() -> PooledTopology.of(TopologyParser.read("mine.yaml", text), 2))
                .hasMessageContaining("the server 'sts-2' of a new pool has the name");
    }

    private static Topology read(String servers) {
        return TopologyParser.read("mine.yaml", TEXT.replace("SERVERS", servers));
    }
}
