package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestCall;

/** People at the UCWA door: a web ticket instead of a partner's token. */
class WebTicketTest extends ConnectedFixture {
    private static final String HOST = "lync.contoso.com";
    private static final String ANNA = "anna@contoso.com";

    @Test
    void opensTheDoorForItsHolder() {
        var user = lab.call(HOST).bearer(ticket(ANNA)).get(UcwaCaller.USER);

        assertThat(user.status()).isEqualTo(200);
        assertThat(user.body()).contains("/ucwa/oauth/v1/applications");
    }

    @Test
    void isGivenForTheRightPasswordOnly() {
        var wrong = token("grant_type=password&username=anna%40contoso.com&password=guess");
        var windows = token("grant_type=urn:microsoft.rtc:windows");
        var nothing = token("username=anna%40contoso.com");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().getString("error")).isEqualTo("invalid_grant");
        assertThat(wrong.headers().get("X-Ms-diagnostics"))
                .isEqualTo("28020;source=\"lync.contoso.com\";reason=\"No valid security token.\"");
        assertThat(windows.json().getString("error")).isEqualTo("unsupported_grant_type");
        assertThat(nothing.json().getString("error")).isEqualTo("invalid_request");
    }

    @Test
    void expiresAfterEightHours() {
        String ticket = ticket(ANNA);

        lab.clock.advance(Duration.ofHours(8));

        var answer = lab.call(HOST).bearer(ticket).get(UcwaCaller.USER);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().getAll("WWW-Authenticate")).anyMatch(field -> field.startsWith("MsRtcOAuth href="));
    }

    @Test
    void provesNothingWhenItIsMadeUp() {
        assertThat(lab.call(HOST)
                        .bearer("cwt=AAEBHAEFAAAA")
                        .get(UcwaCaller.USER)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void endsWithItsUsersRightToUseLync() {
        String ticket = ticket(ANNA);

        lab.cmdlet("Disable-CsUser", "Identity", ANNA);

        assertThat(lab.call(HOST).bearer(ticket).get(UcwaCaller.USER).status()).isEqualTo(401);
    }

    @Test
    void makesAnApplicationThatIsNotThePartnersAndNotAnothers() {
        UcwaCaller exchange = UcwaCaller.exchangeFor(lab, ANNA);
        String partners = UcwaCaller.self(exchange.application());
        String own = UcwaCaller.self(application(ticket(ANNA)).json());

        assertThat(lab.call(HOST).bearer(ticket(ANNA)).get(partners).status()).isEqualTo(404);
        assertThat(exchange.get(own).status()).isEqualTo(404);
        assertThat(lab.call(HOST).bearer(ticket("bert@contoso.com")).get(own).status())
                .isEqualTo(404);
        assertThat(lab.call(HOST).bearer(ticket(ANNA)).get(own).status()).isEqualTo(200);
    }

    private TestCall.Answer application(String ticket) {
        return lab.call(HOST)
                .bearer(ticket)
                .header("Content-Type", "application/json")
                .post(UcwaCaller.APPLICATIONS, new JsonObject());
    }

    private String ticket(String upn) {
        String form = "grant_type=password&username=" + URLEncoder.encode(upn, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(LyncLab.PASSWORD, StandardCharsets.UTF_8);
        return token(form).json().getString("access_token");
    }

    private TestCall.Answer token(String form) {
        return lab.call(HOST)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send(HttpMethod.POST, "/WebTicket/oauthtoken", form);
    }
}
