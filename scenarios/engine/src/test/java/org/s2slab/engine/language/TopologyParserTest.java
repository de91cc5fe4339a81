package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.s2slab.engine.text.FileSyntaxException;

class TopologyParserTest {
    @Test
    void tellsAllThatIsWrongInAFileByLine() {
        assertThatThrownBy(() -> TopologyParser.read("mine.yaml", """
                topology: mine
                shows: Nothing that starts.
                domain: contoso.com
                nodes:
                  lync: {role: lync, hosts: [a.contoso.com], settings: {sip-domain: [fabrikam.com]}}
                  exchange: {role: exchnage, hosts: [b.contoso.com]}
                  online: {role: exchange, online: true, hosts: [a.contoso.com]}
                  nameless: {role: sharepoint, hosts: []}
                  eager: {role: exchange, hosts: [c.contoso.com], limits: {list-entry: 10}}
                  greedy: {role: exchange, hosts: [d.contoso.com], limits: {list-entries: 3}}
                people:
                  - {upn: anna, name: Anna}
                  - {upn: bert@contoso.com}
                """))
                .isInstanceOf(FileSyntaxException.class)
                .hasMessage("""
                        mine.yaml:5: node 'lync': settings: unknown key 'sip-domain'; known keys here: node, sip-domains
                        mine.yaml:6: 'exchnage' is not valid; expected one of lync, exchange, sharepoint, authz; did\
                         you mean 'exchange'?
                        mine.yaml:7: node 'online': host 'a.contoso.com' is node 'lync''s already
                        mine.yaml:7: node 'online' is online and needs a tenant under 'tenants'
                        mine.yaml:7: node 'online' is online and needs a node of the role authz
                        mine.yaml:8: node 'nameless': 'hosts' is empty; a node needs a host name
                        mine.yaml:9: 'list-entry' is not valid; expected one of connections, connections-per-address,\
                         header-time, body-time, anonymous-body, refused-bodies, requests-per-caller, waiting-per-caller, list-entries,\
                         query-terms; did you mean 'list-entries'?
                        mine.yaml:10: limits: list-entries: found '3', expected a whole number from 10 to 100000
                        mine.yaml:12: person: name, upn (user@domain) and password are needed, got 'Anna', 'anna'
                        mine.yaml:13: a person needs 'name': display name""");
    }
}
