package org.s2slab.scenarios.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.scenarios.topology.NodeAddress;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopKind;

/** The way out is told where it has to be gone, with the other side's address. */
class TraceStoryTest {
    private static final List<NodeAddress> NODES =
            List.of(node("lync", "lync.contoso.com"), node("exchange", "exchange.contoso.com"));

    @Test
    void whoIsNotTrustedIsRegisteredAtTheResource() {
        String story =
                story(failed("'exchange.contoso.com' trusts [] and not 'x@contoso.com'; its administrator makes this"
                        + " server a partner application there"));
        assertThat(story)
                .contains("at exchange:  Configure-EnterprisePartnerApplication -ApplicationType Lync -AuthMetadataUrl"
                        + " https://lync.contoso.com/metadata/json/1")
                .doesNotContain("at lync");
    }

    @Test
    void whatIsMissingAtTheCallerIsMadeThere() {
        assertThat(story(failed("no certificate is assigned to sign tokens with")))
                .contains(
                        "at lync:  Set-CsCertificate -Type OAuthTokenIssuer",
                        "-MetadataUrl https://exchange.contoso.com/autodiscover/metadata/json/1")
                .doesNotContain("at exchange");
    }

    @Test
    void nobodyIsSentAnywhereWhenTheOtherSideIsAway() {
        assertThat(story(failed("'https://exchange.contoso.com/EWS/Exchange.asmx': connection refused")))
                .contains("The other server did not answer")
                .doesNotContain("  at ");
    }

    @Test
    void aPartnerIsNamedAsItsFindingNamesIt() {
        var check = CheckedRule.refused(
                "I4",
                "The partner application is enabled now.",
                "partner application 'L1' is disabled, expected an enabled one");
        assertThat(story(hop(HopKind.REFUSED, "exchange", "lync", "I4", "…", List.of(check))))
                .contains(
                        "Exchange refuses lync for anna@contoso.com by rule I4: The partner application is enabled now.",
                        "found   partner application 'L1' is disabled",
                        "wanted  an enabled one",
                        "at exchange:  Set-PartnerApplication -Identity L1 -Enabled $true");
    }

    private static JournalledHop failed(String detail) {
        return hop(HopKind.FAILED, "lync", "exchange.contoso.com", null, detail, List.of());
    }

    private static JournalledHop hop(
            HopKind kind, String node, String peer, @Nullable String rule, String detail, List<CheckedRule> checks) {
        return new JournalledHop(Instant.EPOCH, kind, node, peer, "anna@contoso.com", rule, detail, "1", null, checks);
    }

    private static NodeAddress node(String role, String host) {
        return new NodeAddress(role, role, false, List.of(host), true, 1, 1, Path.of(role));
    }

    private static String story(JournalledHop hop) {
        return String.join("\n", TraceStory.of("1", new Journals(List.of(hop), NODES)));
    }
}
