package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.RsaEngine;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.token.ActorToken;
import org.s2slab.token.TokenIssuer;

class TokenViewTest {
    private static final Audience EXCHANGE =
            new Audience(WellKnownPrincipals.EXCHANGE, "exchange.contoso.com", "contoso.com");
    private static final PrincipalId LYNC = new PrincipalId(WellKnownPrincipals.LYNC, "contoso.com");

    private final TokenIssuer issuer = new TokenIssuer(new RsaEngine(new OperationCounters()), new TestClock());
    private final ActorToken actor =
            issuer.actorToken(EXCHANGE, LYNC, TestKeys.lync(), true, TokenIssuer.ACTOR_LIFETIME);

    @Test
    void showsBothLayersAndNoWholeSignature() {
        String outer = issuer.outerToken(
                actor,
                EXCHANGE,
                LYNC,
                new UserIdentifiers(null, "anna@contoso.com", null, null),
                ClaimNames.NII_ACTIVE_DIRECTORY);
        TokenView view = TokenView.of(outer);
        assertThat(view.outer().header().get("alg").textValue()).isEqualTo("none");
        assertThat(view.outer().signature()).isNull();
        assertThat(view.outer().claims().get("upn").textValue()).isEqualTo("anna@contoso.com");
        TokenView.Layer inner = Objects.requireNonNull(view.actor());
        assertThat(inner.header().get("x5t").textValue())
                .isEqualTo(TestKeys.lync().x5t());
        assertThat(inner.claims().get("trustedfordelegation").textValue()).isEqualTo("true");
        String signature = actor.compact().substring(actor.compact().lastIndexOf('.') + 1);
        assertThat(view.text())
                .startsWith("Parsed, not verified.")
                .contains(signature.substring(0, 8) + "…")
                .doesNotContain(signature)
                .doesNotContain(actor.compact());
    }

    @Test
    void givesJournalsNothingThatCouldBeUsed() {
        String outer = issuer.outerToken(
                actor,
                EXCHANGE,
                LYNC,
                new UserIdentifiers(null, "anna@contoso.com", null, null),
                ClaimNames.NII_ACTIVE_DIRECTORY);
        JsonObject json = TokenView.of(outer).json();
        assertThat(json.getJsonObject("outer").getJsonObject("claims").getString("actortoken"))
                .isEqualTo(actor.compact().substring(0, 8) + "…");
        assertThat(json.getJsonObject("actor").fieldNames()).containsExactly("header", "claims");
        String signature = actor.compact().substring(actor.compact().lastIndexOf('.') + 1);
        assertThat(json.encode()).doesNotContain(signature.substring(0, 8)).doesNotContain("signature");
        assertThat(TokenView.of(actor.compact()).json().fieldNames()).containsExactly("actor");
    }

    @Test
    void showsATokenOfTheApplicationAlone() {
        TokenView view = TokenView.of(actor.compact() + "\n");
        assertThat(view.actor()).isNull();
        assertThat(view.outer().claims().get("nameid").textValue()).isEqualTo(LYNC.toString());
    }

    @Test
    void saysWhyATextIsNoTokenWithoutRepeatingIt() {
        assertThatThrownBy(() -> TokenView.of("secret")).hasMessageContaining("1 parts");
        assertThatThrownBy(() -> TokenView.of("se!cret.e30.")).hasMessageContaining("header");
        assertThatThrownBy(() -> TokenView.of("e30.c2VjcmV0."))
                .hasMessageContaining("claims")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> TokenView.of("e30.W10.")).hasMessageContaining("claims");
    }
}
