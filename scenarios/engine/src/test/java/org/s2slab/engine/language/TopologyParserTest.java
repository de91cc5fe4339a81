package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
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
                         query-terms, directory-objects; did you mean 'list-entries'?
                        mine.yaml:10: limits: list-entries: found '3', expected a whole number from 10 to 100000
                        mine.yaml:12: person: name, upn (user@domain) and password are needed, got 'Anna', 'anna'
                        mine.yaml:13: a person needs 'name': display name""");
    }

    /** Such a key would replace what the lab writes from the other parts: folders, hosts, people and their passwords. */
    @ParameterizedTest
    @ValueSource(strings = {"node", "tenants", "services", "mailbox-hosts"})
    void theSettingsOfANodeCannotReplaceWhatTheLabWrites(String key) {
        assertThatThrownBy(() -> TopologyParser.read("mine.yaml", """
                topology: mine
                shows: A node with a configuration of its author.
                domain: contoso.com
                nodes:
                  authz:
                    role: authz
                    hosts: [a.contoso.com]
                    settings:
                      %s: {}
                """.formatted(key)))
                .hasMessage("mine.yaml:9: node 'authz': settings: '" + key
                        + "' is written by the lab; use the topology's own keys");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{upn: anna@contoso.com, name: Anna, password: ' outer'} | 'anna@contoso.com' is no line of a file",
                "{upn: anna@contoso.com, name: Anna, password: \"a\\nb\"} | 'anna@contoso.com' is no line of a file",
                "{upn: anna@contoso.com, name: Anna, password: \"a\\tb\"} | 'anna@contoso.com' is no line of a file",
                "{upn: '#anna@contoso.com', name: Anna} | '#anna@contoso.com' is no line of a file",
                "{upn: Bert@contoso.com, name: Bert, password: other} | 'Bert@contoso.com' has another one above",
            })
    void aPasswordThatAFileCannotHoldIsRefused(String person, String problem) {
        assertThatThrownBy(() -> TopologyParser.read("mine.yaml", """
                topology: mine
                shows: People with passwords.
                domain: contoso.com
                nodes:
                  lync: {role: lync, hosts: [a.contoso.com]}
                people:
                  - {upn: bert@contoso.com, name: Bert, password: "two words"}
                  - %s
                """.formatted(person)))
                .hasMessageStartingWith("mine.yaml:8: password: ")
                .hasMessageContaining(problem);
    }

    private static String withDates(String online, String dates) {
        return alone("as-documented", online) + "policy-dates:\n" + dates.indent(2);
    }

    @Test
    void readsTheOwnDatesOfTheTenant() {
        assertThat(TopologyParser.read("mine.yaml", withDates("true", "ews-off-by-default: 2026-11-15"))
                        .policyDates())
                .isEqualTo(TenantDates.of(Map.of("ews-off-by-default", "2026-11-15")));
        assertThat(TopologyParser.read("mine.yaml", alone("dated", "true")).policyDates())
                .isEqualTo(TenantDates.NONE);
    }

    @Test
    void tellsWhichOwnDateIsWrongByLine() {
        assertThatThrownBy(() -> TopologyParser.read("mine.yaml", withDates("false", """
                ews-off-by-defualt: 2026-11-15
                ews-off: 2027-05-01
                ews-off-by-default: soon
                sharepoint-new-tenants: 2024-10-31
                """)))
                .hasMessage("""
                        mine.yaml:9: policy-dates needs an online node, because only online services change what they\
                         allow; topology 'mine' has none. Write 'online: true' at a node, or remove policy-dates
                        mine.yaml:10: policy-dates: 'ews-off-by-defualt' is not a change of the calendar, so a tenant has\
                         no date for it; changes with a date of the tenant: sharepoint-new-tenants, ews-off-by-default
                        mine.yaml:11: policy-dates: 'ews-off' begins for all tenants at once, so a tenant has no date for\
                         it; changes with a date of the tenant: sharepoint-new-tenants, ews-off-by-default
                        mine.yaml:12: policy-dates: 'ews-off-by-default': 'soon' is not a date; write the first day in\
                         force, such as 2026-11-15
                        mine.yaml:13: policy-dates: 'sharepoint-new-tenants': 2024-10-31 is out of range; write a day from\
                         2024-11-01 to 2027-12-31, or remove the entry""");
    }

    private static String alone(String policies, String online) {
        return """
                topology: mine
                shows: One server.
                domain: contoso.com
                policies: %s
                tenants: {contoso: {id: 5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713, domains: [contoso.com]}}
                nodes:
                  authz: {role: authz, hosts: [a.contoso.com]}
                  exchange: {role: exchange, online: %s, hosts: [b.contoso.com]}
                """.formatted(policies, online);
    }

    @Test
    void readsThePoliciesOfOnlineServices() {
        assertThat(TopologyParser.read("mine.yaml", alone("dated", "true")).policies())
                .isEqualTo(PolicyMode.DATED);
        assertThat(TopologyParser.read("mine.yaml", alone("as-documented", "false"))
                        .policies())
                .isEqualTo(PolicyMode.AS_DOCUMENTED);
    }

    @Test
    void refusesDatedPoliciesWithoutAnOnlineNodeAndUnknownWords() {
        assertThatThrownBy(() -> TopologyParser.read("mine.yaml", alone("dated", "false")))
                .hasMessage(
                        "mine.yaml:4: policies: dated needs an online node, because only online services change what"
                                + " they allow; topology 'mine' has none. Write 'online: true' at a node, or policies:"
                                + " as-documented");
        assertThatThrownBy(() -> TopologyParser.read("mine.yaml", alone("daited", "true")))
                .hasMessage("mine.yaml:4: 'daited' is not valid; expected one of as-documented, dated; did you mean"
                        + " 'dated'?");
    }
}
