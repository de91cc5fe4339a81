package org.s2slab.engine.hops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopSentenceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "exchange challenges lync",
                "exchange challenges an outsider",
                "lync signs an actor token for exchange",
                "lync asks authz for a token for exchange",
                "lync asks authz for a token",
                "authz issues lync a token for exchange",
                "authz issues an outsider a token",
                "authz refuses lync a token",
                "authz refuses an outsider a token",
                "lync reuses its actor token for exchange",
                "lync calls exchange for anna@contoso.com",
                "lync calls exchange",
                "lync calls exchange with CreateItem",
                "lync calls exchange for anna@contoso.com with CreateItem",
                "the call of lync to exchange fails",
                "the call of lync to exchange for anna@contoso.com fails",
                "exchange accepts lync",
                "exchange accepts lync for anna@contoso.com",
                "exchange refuses lync",
                "exchange refuses an outsider by rule E1",
                "exchange refuses lync for anna@contoso.com by rule J2",
                "exchange reads the metadata of lync",
                "lync cannot read the metadata of exchange",
                "anna@contoso.com signs in to lync"
            })
    void readsWhatItSays(String sentence) {
        assertThat(HopSentence.parse(sentence)).hasToString(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"exchange trusts lync", "lync calls", "exchange refuses", "exchange refuses by rule E1", "x"})
    void refusesAnyOtherSentence(String sentence) {
        assertThatThrownBy(() -> HopSentence.parse(sentence))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("known are");
    }
}
