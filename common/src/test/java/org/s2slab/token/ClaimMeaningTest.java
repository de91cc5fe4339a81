package org.s2slab.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.token.ClaimMeaning.Place;

/** What the claims of a signed token are, going by themselves. */
class ClaimMeaningTest {
    private static final String SERVER = WellKnownPrincipals.AUTHORIZATION_SERVER + "/accounts.example@tenant";
    private static final String EXCHANGE = WellKnownPrincipals.EXCHANGE + "/exchange.contoso.com@contoso.com";

    @Test
    void knowsAnAssertionByItsIdOrItsAudience() {
        assertThat(Place.ofSigned(Map.of("jti", "1", "aud", EXCHANGE, "nameid", "a", "iss", "a")))
                .isEqualTo(Place.ASSERTION);
        assertThat(Place.ofSigned(Map.of("aud", SERVER, "iss", "a"))).isEqualTo(Place.ASSERTION);
        assertThat(Place.ofSigned(Map.of("aud", SERVER, "iss", "a", "nameid", "a")))
                .isEqualTo(Place.ACTOR);
    }

    @Test
    void knowsAnActorTokenByWhoIssuedIt() {
        assertThat(Place.ofSigned(Map.of("aud", EXCHANGE, "iss", "a", "nameid", "a")))
                .isEqualTo(Place.ACTOR);
        assertThat(Place.ofSigned(Map.of("aud", EXCHANGE, "iss", "a", "nameid", "b")))
                .isEqualTo(Place.ISSUED);
        assertThat(Place.ofSigned(Map.of("aud", EXCHANGE, "iss", "a"))).isEqualTo(Place.ISSUED);
        assertThat(Place.ofSigned(Map.of("aud", EXCHANGE))).isEqualTo(Place.ACTOR);
    }

    @Test
    void meansInOnePlaceWhatItDoesNotInAnother() {
        assertThat(ClaimMeaning.of(Place.OUTER, "nameid").orElseThrow().text()).startsWith("The user");
        assertThat(ClaimMeaning.of(Place.ACTOR, "nameid").orElseThrow().text()).startsWith("The calling application");
        assertThat(ClaimMeaning.of(Place.OUTER_HEADER, "x5t")).isEmpty();
    }
}
