package org.s2slab.ews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.client.PartnerResponse;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.xml.XmlReader;

class UserSettingsTest {
    private static final List<String> ADDRESSES = List.of(UserSettings.INTERNAL, UserSettings.EXTERNAL);

    private static UserSettings read(int status, String body) {
        return UserSettings.of(new PartnerResponse(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body)));
    }

    private static UserSettings user(String content) {
        return read(
                200,
                "<s:Envelope xmlns:s='urn:s'><s:Body><M><Response><ErrorCode>NoError</ErrorCode><UserResponses>"
                        + "<UserResponse>" + content + "</UserResponse></UserResponses></Response></M></s:Body>"
                        + "</s:Envelope>");
    }

    private static String setting(String name, String value) {
        return "<UserSetting><Name>" + name + "</Name><Value>" + value + "</Value></UserSetting>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"b\u0007b@x", "b\uD83Db@x", "b\uDE00b@x", "b\uFFFEb@x"})
    void writesAWellFormedRequestWhateverTheAddress(String address) {
        Buffer sent = Objects.requireNonNull(
                UserSettings.request(URI.create("https://autodiscover-s.outlook.com"), address, ADDRESSES)
                        .body());

        assertThat(XmlReader.read(sent.getBytes())
                        .at("Body", "GetUserSettingsRequestMessage", "Request", "Users", "User", "Mailbox")
                        .orElseThrow()
                        .text())
                .isEqualTo("b\uFFFDb@x");
    }

    @Test
    void takesTheFirstAddressThatIsThere() {
        String external = setting(UserSettings.EXTERNAL, "https://mail.contoso.com/EWS/Exchange.asmx");
        String internal = setting(UserSettings.INTERNAL, "https://exchange.contoso.com/EWS/Exchange.asmx");

        assertThat(user("<UserSettings>" + external + internal + "</UserSettings>")
                        .url(ADDRESSES))
                .hasHost("exchange.contoso.com");
        assertThat(user("<UserSettings>" + external + "</UserSettings>").url(ADDRESSES))
                .hasHost("mail.contoso.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://exchange.contoso.com/", "https:///EWS", "not an address"})
    void refusesAnAddressThatIsNotHttps(String address) {
        UserSettings user = user("<UserSettings>" + setting(UserSettings.INTERNAL, address) + "</UserSettings>");

        assertThatThrownBy(() -> user.url(ADDRESSES))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.PARTNER_REFUSED));
    }

    @Test
    void tellsARedirectOfTheServiceFromOneOfTheServer() {
        UserSettings said =
                user("<ErrorCode>RedirectAddress</ErrorCode><RedirectTarget>anna@fabrikam.com</RedirectTarget>");
        UserSettings http = UserSettings.of(new PartnerResponse(
                302,
                MultiMap.caseInsensitiveMultiMap().add("Location", "https://x/autodiscover.svc"),
                Buffer.buffer()));

        assertThat(said.code()).isEqualTo("RedirectAddress");
        assertThat(said.redirect()).isEqualTo("anna@fabrikam.com");
        assertThat(said.isFound()).isFalse();
        assertThat(http.code()).isEqualTo("RedirectUrl");
        assertThat(http.redirect()).isEqualTo("https://x/autodiscover.svc");
    }

    @ParameterizedTest
    @CsvSource({
        "503, <a/>, HTTP status 503",
        "302, <a/>, HTTP status 302",
        "200, none, the answer is not XML",
        "200, <a/>, the answer has no UserResponse",
        "200, <a><Response><ErrorCode>ServerBusy</ErrorCode></Response></a>, ServerBusy"
    })
    void saysWhyThereIsNothingAboutAUser(int status, String body, String why) {
        assertThatThrownBy(() -> read(status, body)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(RefusalCode.PARTNER_REFUSED);
            assertThat(refusal.detail()).startsWith(why);
        });
    }
}
