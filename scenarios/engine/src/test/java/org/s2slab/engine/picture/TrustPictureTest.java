package org.s2slab.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.HopOrigin;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedToken;
import org.s2slab.engine.picture.PictureEdge.State;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustChangeDetail;
import org.s2slab.trace.TrustSubject;

class TrustPictureTest {
    private static final Topology PLAN = new ScenarioLibrary().topology("on-premises");
    private static final String LYNC_KEY = "78B08C5FF05F27CEC8296BCE7B1D4CC212F0F660";
    private static final String EXCHANGE_KEY = "E3649A3A8C7B0CF18D8E2D6A5265C5D6156F4D21";
    private static final String PAGE = "https://lync.contoso.com/metadata/json/1";
    private static final String NAME = "LyncEnterprise-505159bab8124fa695ed482799634810";
    private static final String LYNC = WellKnownPrincipals.LYNC + "@contoso.com";

    private final List<ObservedHop> hops = new ArrayList<>();
    private static final TrustSubject EXCHANGE = new TrustSubject(
            TrustSubject.Kind.PARTNER,
            "Exchange",
            WellKnownPrincipals.EXCHANGE + "@contoso.com",
            List.of(EXCHANGE_KEY),
            List.of(),
            Map.of());

    private final TrustPicture before = TrustPicture.before(
            PLAN, Map.of("exchange", List.of(TrustSubject.key(EXCHANGE_KEY, "CURRENT")), "lync", List.of(EXCHANGE)));

    @Test
    void showsAnEdgeInTheMomentInWhichACmdletMakesIt() {
        assign(LYNC_KEY);
        assertThat(edge().state()).isEqualTo(State.HALF);
        register();
        PictureEdge edge = edge();
        assertThat(edge.state()).isEqualTo(State.HOLDS);
        assertThat(edge.since().hop()).isEqualTo(3);
        assertThat(edge.since().cmdlet()).isEqualTo("Configure-EnterprisePartnerApplication");
        assertThat(edge.links()).extracting(link -> link.since().hop()).containsExactly(1, 3, 3, 0);
        assertThat(edge.links().get(1).since().uri()).isEqualTo(PAGE);
    }

    @Test
    void namesTheCmdletThatMadeTheTrustAndNotALaterOne() {
        assign(LYNC_KEY);
        register();
        change("exchange", "Set-PartnerApplication", account("contoso.com/Users/Bert"));
        assertThat(edge().since().cmdlet()).isEqualTo("Configure-EnterprisePartnerApplication");
        change("exchange", "Set-PartnerApplication", registration("partner-disabled", List.of()));
        assertThat(edge().since().cmdlet()).isEqualTo("Set-PartnerApplication");
    }

    @Test
    void breaksAnEdgeWhenTheResourceTrustsTheCallerForUsersOnly() {
        assign(LYNC_KEY);
        register();
        change(
                "exchange",
                "Set-PartnerApplication",
                new TrustChange("partner-level", NAME, LYNC, List.of(), List.of(), List.of(), "USER", "FULL"));
        assertThat(edge().state()).isEqualTo(State.BROKEN);
        assertThat(edge().sentence()).isEqualTo("I know that key, but the trust level of Lync is User.");
    }

    @Test
    void breaksAnEdgeWhenThePartnerLosesItsLinkedAccount() {
        assign(LYNC_KEY);
        register();
        change("exchange", "Set-PartnerApplication", account(null));
        assertThat(edge().state()).isEqualTo(State.BROKEN);
        assertThat(edge().sentence()).isEqualTo("I know that key, but Lync has no linked account and no permissions.");
        assertThat(TrustPicture.at(before, hops, 3).lessSince(TrustPicture.at(before, hops, 2)))
                .isTrue();
    }

    @Test
    void goesBackToTheMomentOfAHop() {
        assign(LYNC_KEY);
        register();
        change("exchange", "Set-PartnerApplication", registration("partner-disabled", List.of()));
        assertThat(edge().state()).isEqualTo(State.BROKEN);
        assertThat(edge().sentence()).isEqualTo("I know that key, but Lync is switched off.");
        assertThat(edge(TrustPicture.at(before, hops, 2)).state()).isEqualTo(State.HOLDS);
        assertThat(edge(TrustPicture.at(before, hops, 0)).state()).isEqualTo(State.HALF);
    }

    @Test
    void breaksAnEdgeWhenTheCallerSignsWithAKeyThatTheResourceDoesNotHave() {
        assign(LYNC_KEY);
        register();
        assign("AAAA8C5FF05F27CEC8296BCE7B1D4CC212F0BBBB");
        assertThat(edge().state()).isEqualTo(State.BROKEN);
        assertThat(edge().sentence()).isEqualTo("That key is not in my list.");
    }

    @Test
    void learnsAKeyFromADocumentThatIsReadAgain() {
        assign(LYNC_KEY);
        register();
        String renewed = "AAAA8C5FF05F27CEC8296BCE7B1D4CC212F0BBBB";
        assign(renewed);
        read(List.of(renewed));
        assertThat(edge().state()).isEqualTo(State.HOLDS);
        assertThat(edge().links().get(1).since().cmdlet()).isNull();
    }

    @Test
    void waitsForAKeyThatThePublishedDocumentConnectsWithAKnownOne() {
        assign(LYNC_KEY);
        register();
        String renewed = "AAAA8C5FF05F27CEC8296BCE7B1D4CC212F0BBBB";
        assign(renewed);
        change(
                "lync",
                "Set-CsCertificate",
                new TrustChange("key-retired", LYNC_KEY, null, List.of(LYNC_KEY), List.of(), List.of(), null, null));
        assertThat(edge().state()).isEqualTo(State.HOLDS);
        assertThat(edge().sentence())
                .isEqualTo("I do not have that key yet. I read it from the document of Lync when a token is signed"
                        + " with it.");
        read(List.of(renewed));
        assertThat(edge().state()).isEqualTo(State.HOLDS);
    }

    @Test
    void isHalfWithoutAKeyToSignWithOrWithOneRegistrationOnly() {
        register();
        assertThat(edge().state()).isEqualTo(State.HALF);
        change("exchange", "Remove-PartnerApplication", registration("partner-removed", List.of()));
        assertThat(edge().state()).isEqualTo(State.HALF);
        partner("partner-removed");
        assertThat(edge().state()).isEqualTo(State.NONE);
    }

    @Test
    void breaksAnEdgeWhenTheCallerDisablesOrForgetsTheResource() {
        assign(LYNC_KEY);
        register();
        partner("partner-disabled");
        assertThat(edge().state()).isEqualTo(State.BROKEN);
        assertThat(edge().sentence())
                .isEqualTo("Lync has disabled its registration of Exchange, and makes no token for it.");
        partner("partner-enabled");
        assertThat(edge().state()).isEqualTo(State.HOLDS);
        partner("partner-removed");
        assertThat(edge().state()).isEqualTo(State.HALF);
        assertThat(edge().sentence()).isEqualTo("Lync has no registration of Exchange, and makes no token for it.");
    }

    @Test
    void saysWhatWasTrueBeforeTheLastChange() {
        assign(LYNC_KEY);
        register();
        PictureChange change =
                Objects.requireNonNull(TrustPicture.at(before, hops, 2).last());
        assertThat(change.before()).isEqualTo("Exchange does not know Lync.");
        assertThat(change.hop()).isEqualTo(3);
    }

    private PictureEdge edge() {
        return edge(TrustPicture.at(before, hops, hops.size() - 1));
    }

    private static PictureEdge edge(TrustPicture picture) {
        return picture.edges().stream()
                .filter(edge -> edge.caller().equals("lync") && edge.resource().equals("exchange"))
                .findFirst()
                .orElseThrow();
    }

    private void assign(String key) {
        change(
                "lync",
                "Set-CsCertificate",
                new TrustChange("key-assigned", key, null, List.of(key), List.of(), List.of(), null, null));
    }

    private void register() {
        read(List.of(LYNC_KEY));
        change(
                "exchange",
                "Configure-EnterprisePartnerApplication",
                registration("partner-added", List.of(LYNC_KEY)),
                account("LyncEnterprise-ApplicationAccount"));
    }

    private static TrustChange account(@Nullable String value) {
        String before = value == null ? "LyncEnterprise-ApplicationAccount" : null;
        return new TrustChange("partner-account", NAME, LYNC, List.of(), List.of(), List.of(), value, before);
    }

    /** Changes the registration of Exchange at Lync. */
    private void partner(String what) {
        change(
                "lync",
                "Set-CsPartnerApplication",
                new TrustChange(
                        what, EXCHANGE.name(), EXCHANGE.principal(), List.of(), List.of(), List.of(), null, null));
    }

    private static TrustChange registration(String what, List<String> keys) {
        return new TrustChange(what, NAME, LYNC, keys, List.of(), List.of(), null, null);
    }

    private void read(List<String> keys) {
        hop(
                HopKind.METADATA_READ,
                "exchange",
                new HopDetail.Metadata(PAGE, WellKnownPrincipals.LYNC, "contoso.com", keys, keys, List.of()));
    }

    private void change(String node, String cmdlet, TrustChange... changes) {
        hop(HopKind.TRUST_CHANGED, node, new TrustChangeDetail(cmdlet + " -Identity x", cmdlet, List.of(changes)));
    }

    private void hop(HopKind kind, String node, HopDetail detail) {
        hops.add(new ObservedHop(
                new ObservedHop.Place(Instant.EPOCH, "trace", "span"),
                kind,
                node,
                new ObservedHop.Peers(null, null),
                null,
                null,
                null,
                detail,
                ObservedToken.NONE,
                new HopOrigin(HopOrigin.Kind.STEP, List.of(), List.of())));
    }
}
