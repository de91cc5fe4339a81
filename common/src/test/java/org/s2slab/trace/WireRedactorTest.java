package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.testing.Canary.CONTENT;
import static org.s2slab.testing.Canary.TOKEN;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.Canary;

/** Of a credential on the wire nothing stays that somebody could use, and all else stays as it was. */
class WireRedactorTest {
    private static WireMessage message(String name, String value, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] kept = Arrays.copyOf(bytes, Math.min(bytes.length, WireRedactor.MOST_BYTES));
        return redacted("POST /x HTTP/1.1", List.of(Map.entry(name, value)), kept, bytes.length, true);
    }

    private static WireMessage redacted(
            String line, List<Map.Entry<String, String>> fields, byte[] body, long bytes, boolean whole) {
        return WireRedactor.message(new WireJournal.Message(line, fields, Buffer.buffer(body), bytes, whole));
    }

    private static String field(String name, String value) {
        return message(name, value, "").headers().get(0);
    }

    private static String body(String body) {
        return message("Host", "x", body).body();
    }

    @Test
    void ofATokenOnlyTheSignatureGoes() {
        assertThat(field("Authorization", "Bearer " + TOKEN))
                .isEqualTo("Authorization: Bearer " + CONTENT + ".(signature, not shown)");
        assertThat(Canary.isIn(field("authorization", "bearer " + Canary.wrapped())))
                .isFalse();
        String unsigned = Canary.base64("{\"alg\":\"none\"}") + ".e30.";
        assertThat(field("Authorization", "Bearer " + unsigned)).isEqualTo("Authorization: Bearer " + unsigned);
        assertThat(body("grant_type=x&assertion=" + TOKEN + "&resource=y"))
                .isEqualTo("grant_type=x&assertion=" + CONTENT + ".(signature, not shown)&resource=y");
        assertThat(body("{\"access_token\":\"" + TOKEN + "\",\"expires_in\":\"28800\"}"))
                .isEqualTo("{\"access_token\":\"" + CONTENT + ".(signature, not shown)\",\"expires_in\":\"28800\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Authorization       | Basic YW5uYTpzM2NyZXQ=      | Basic (password, not shown)",
                "authorization       | basic YW5uYTpzM2NyZXQ=      | basic (password, not shown)",
                "Authorization       | Bearer cwt=AAEBsecret       | Bearer (credential, not shown)",
                "Authorization       | Bearer opaque               | Bearer (credential, not shown)",
                "Authorization       | Bearer                      | Bearer",
                "Authorization       | Negotiate YIIK              | Negotiate (credential, not shown)",
                "Authorization       | SharedKey me:abc            | (credential, not shown)",
                "Proxy-Authorization | Basic YW5uYTpzM2NyZXQ=      | Basic (password, not shown)",
                "X-MS-WebTicket      | opaque=cwt=AAEBsecret       | (credential, not shown)",
                "Cookie              | FedAuth=77u; rtFa=x         | (cookie, not shown)",
                "Set-Cookie          | canary=x; Secure            | (cookie, not shown)",
                "X-Copy              | was Basic YW5uYTpzM2NyZXQ=  | was Basic (password, not shown)",
                "WWW-Authenticate    | Basic realm=\"lync\"        | Basic realm=\"lync\"",
                "Host                | lync.contoso.com            | lync.contoso.com"
            })
    void ofAnyOtherCredentialNothingStays(String name, String value, String kept) {
        assertThat(field(name, value)).isEqualTo(name + ": " + kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "grant_type=password&password=§&a=b        | grant_type=password&password=(password, not shown)&a=b",
                "client_id=x&client_secret=§               | client_id=x&client_secret=(secret, not shown)",
                "{\"client_secret\": \"§\", \"a\": 1}       | {\"client_secret\": \"(secret, not shown)\", \"a\": 1}",
                "{\"access_token\":\"cwt=§\"}              | {\"access_token\":\"(credential, not shown)\"}",
                "{\"Password\":\"a\\\"§\"}                 | {\"Password\":\"(password, not shown)\"}",
                "{\"password\":\"§                        | {\"password\":\"(password, not shown)",
                "<o:Password Type=\"#Text\">§</o:Password> | <o:Password Type=\"#Text\">(password, not shown)</o:Password>",
                "<o:BinarySecurityToken>§                  | <o:BinarySecurityToken>(credential, not shown)"
            })
    void ofAMemberWithACredentialItsNameStays(String body, String kept) {
        assertThat(body(body.replace("§", "s3cret/Pass+word="))).isEqualTo(kept);
    }

    @Test
    void theRequestLineLosesItsCredentialsToo() {
        WireMessage message =
                redacted("GET /x/" + TOKEN + "?access_token=opaque&a=b HTTP/1.1", List.of(), new byte[0], 0, true);

        assertThat(message.line())
                .isEqualTo("GET /x/" + CONTENT
                        + ".(signature, not shown)?access_token=(credential, not shown)&a=b HTTP/1.1");
    }

    @Test
    void aTokenThatTheLimitCutsHasNoSignatureEither() {
        for (int before = WireRedactor.MOST_BYTES - TOKEN.length(); before < WireRedactor.MOST_BYTES; before++) {
            String text = "x ".repeat(before).substring(0, before) + TOKEN;
            String kept = body(text);
            int shown = WireRedactor.MOST_BYTES - before - CONTENT.length() - 1;
            if (shown > 8) {
                assertThat(kept).doesNotContain(Canary.SIGNATURE.substring(0, 8));
            }
        }
    }

    @Test
    void whatIsLeftOutIsSaid() {
        assertThat(message("Host", "x", "ä".repeat(3000)).note()).isEqualTo("The first 4096 of 6000 bytes.");
        assertThat(message("Host", "x", "x" + "ä".repeat(3000)).body()).hasSize(2048);
        assertThat(message("Host", "x", "\0binary").note()).isEqualTo("7 bytes that are not text.");
        assertThat(message("Host", "x", "\0binary").body()).isEmpty();
        assertThat(redacted("x", List.of(), new byte[] {'a'}, 1, false).note())
                .isEqualTo("The response came before the end of the body.");
        assertThat(message("Host", "x", "text").note()).isNull();
    }

    @Test
    void whatHoldsNoCredentialStaysToTheByte() {
        String soap =
                "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">\r\n\t<t:Body>an &amp; &#60;"
                        + " %2E … \\u0041</t:Body></soap:Envelope>\r\n";
        assertThat(body(soap)).isEqualTo(soap);
        assertThat(field("X-oDD-CaSe", "a.b.c, d=e; \"f\"")).isEqualTo("X-oDD-CaSe: a.b.c, d=e; \"f\"");
    }
}
