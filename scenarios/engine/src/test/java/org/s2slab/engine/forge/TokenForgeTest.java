package org.s2slab.engine.forge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.s2slab.config.UserAccount;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;

class TokenForgeTest {
    private final TokenForge forge = new TokenForge(new Known());

    @Test
    void makesARightActorTokenUnlessToldOtherwise() throws Exception {
        String token = forge.token("exchange", new JsonObject("{\"actor\":{}}"));

        String[] parts = token.split("\\.", -1);
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initVerify(TestKeys.lync().certificate());
        rsa.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(rsa.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(part(parts[0]))
                .isEqualTo("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5t\":\""
                        + TestKeys.lync().x5t() + "\"}");
        assertThat(part(parts[1]))
                .startsWith("{\"aud\":\"id-exchange/exchange.contoso.com@contoso.com\",\"iss\":\"id-lync@");
    }

    @Test
    void wrapsItForAUserWithoutSigning() {
        String token =
                forge.token("exchange", new JsonObject("{\"outer\":{\"user\":\"anna@contoso.com\"},\"actor\":{}}"));

        assertThat(token).endsWith(".");
        assertThat(part(token.split("\\.", -1)[0])).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"none\"}");
        assertThat(part(token.split("\\.", -1)[1]))
                .contains("\"upn\":\"anna@contoso.com\"")
                .contains("\"actortoken\":\"ey");
    }

    @Test
    void changesAndLeavesOutWhatItIsTold() {
        String token = forge.token(
                "exchange",
                new JsonObject("{\"actor\":{\"claims\":{\"exp\":null,\"nbf\":\"1\"},\"header\":{\"alg\":\"none\"}}}"));

        assertThat(part(token.split("\\.", -1)[0])).contains("\"alg\":\"none\"");
        assertThat(part(token.split("\\.", -1)[1])).contains("\"nbf\":\"1\"").doesNotContain("exp");
    }

    @Test
    void leavesTheSignatureEmptyOrFillsItWithGarbage() {
        assertThat(forge.token("exchange", new JsonObject("{\"actor\":{\"signature\":\"empty\"}}")))
                .endsWith(".");
        assertThat(forge.token("exchange", new JsonObject("{\"actor\":{\"signature\":\"garbage\"}}")))
                .endsWith("AAAA");
    }

    @Test
    void makesAnAssertionForTheAuthorizationServerOfATenant() {
        String token = forge.assertion(
                new JsonObject("{\"issuer\":\"exchange\",\"tenant\":\"fabrikam\",\"claims\":{\"jti\":\"one\"}}"));

        assertThat(new JsonObject(part(token.split("\\.", -1)[1])))
                .isEqualTo(new JsonObject()
                        .put("aud", "00000001-0000-0000-c000-000000000000/login.example@id-of-fabrikam")
                        .put("iss", "id-exchange@id-of-fabrikam")
                        .put("nbf", Long.toString(TestClock.START.getEpochSecond()))
                        .put("exp", Long.toString(TestClock.START.getEpochSecond() + 300))
                        .put("jti", "one"));
    }

    @Test
    void wrapsATokenThatWasReallyIssued() {
        String token = forge.token(
                "exchange",
                new JsonObject("{\"outer\":{\"user\":\"anna@contoso.com\"},\"actor\":{\"token\":\"a.b.c\"}}"));

        assertThat(part(token.split("\\.", -1)[1])).contains("\"actortoken\":\"a.b.c\"");
    }

    private static String part(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static final class Known implements AttackerKnowledge {
        @Override
        public String applicationId(String node) {
            return "id-" + node;
        }

        @Override
        public String host(String node) {
            return node + ".contoso.com";
        }

        @Override
        public String realm(String node) {
            return "contoso.com";
        }

        @Override
        public String tenant(String name) {
            return "id-of-" + name;
        }

        @Override
        public String ownTenant() {
            return tenant("contoso");
        }

        @Override
        public String authorizationServer() {
            return "login.example";
        }

        @Override
        public SigningKey keyOf(String node) {
            return TestKeys.lync();
        }

        @Override
        public SigningKey own() {
            return TestKeys.outsider();
        }

        @Override
        public List<UserAccount> people() {
            return List.of();
        }

        @Override
        public Optional<UserAccount> person(String address) {
            return Optional.of(
                    new UserAccount("Anna", address, List.of(address), address, null, "x", null, null, null));
        }

        @Override
        public Clock clock() {
            return new TestClock();
        }
    }
}
