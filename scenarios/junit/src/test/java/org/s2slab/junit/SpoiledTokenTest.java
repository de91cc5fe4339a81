package org.s2slab.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Tokens that a test spoils in a named way. */
@S2SLab(scenario = "on-premises-three-trust", shared = true)
class SpoiledTokenTest {
    @Test
    void isRefusedByTheRuleThatNamesIt(Tokens tokens, HopAssertions journal, HttpClient http, @OnNode("lync") URI lync)
            throws Exception {
        TokenBuilder right = tokens.from("exchange").to("lync").forUser("anna@contoso.com");
        assertThat(status(http, lync, right)).isEqualTo(200);
        assertThat(status(http, lync, right.spoiled("G3-dot"))).isEqualTo(401);

        journal.showsRefusalBy("G3");
    }

    @Test
    void fitsTheTokenOrIsAnError(Tokens tokens) {
        assertThatThrownBy(tokens.from("exchange").to("lync").spoiled("J2")::text)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spoil: 'J2' is for a token with a user");
    }

    private static int status(HttpClient http, URI lync, TokenBuilder token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        lync.resolve("/Autodiscover/AutodiscoverService.svc/root/oauth/user"))
                .header("Authorization", token.bearer())
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
