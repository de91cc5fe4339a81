package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestDeployment;
import org.s2slab.trace.ChallengeContent;
import org.s2slab.trace.HopKind;

/** Who is let in by which door, and what is said to everybody else. */
class DoorsTest extends StartedNode {
    @Test
    void challengesWhoeverBringsNoCredentialWithoutSayingError() {
        for (String authorization : List.of("", "Bearer", "Bearer ", "Negotiate abc")) {
            TestCall call = call();
            TestCall.Answer answer =
                    (authorization.isEmpty() ? call : call.header("Authorization", authorization)).get("/partners");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers().get("WWW-Authenticate"))
                    .isEqualTo("Bearer client_id=\"00000004-0000-0ff1-ce00-000000000000\"");
            assertThat(answer.body()).isEmpty();
            assertThat(last().kind()).isEqualTo(HopKind.CHALLENGED);
            assertThat(last().rule()).isNull();
            assertThat(last().detail())
                    .isEqualTo(new ChallengeContent("00000004-0000-0ff1-ce00-000000000000", null, List.of(), null));
        }
    }

    @Test
    void letsAPartnerInAndJournalsWhoItWas() {
        TestCall.Answer answer = call().bearer("a.b.c").get("/partners");

        assertThat(answer.body()).isEqualTo("{\"caller\":\"" + EXCHANGE + "\"}");
        assertThat(last().kind()).isEqualTo(HopKind.ACCEPTED);
        assertThat(last().peer()).isEqualTo("exchange");
        assertThat(last().tokenHash()).isEqualTo("hash");
    }

    @Test
    void refusesATokenCoarselyAndJournalsTheRulePrecisely() {
        TestCall.Answer answer = call().bearer("x.y.z").get("/partners");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(answer.body()).doesNotContain("aud");
        assertThat(last().kind()).isEqualTo(HopKind.REFUSED);
        assertThat(last().rule()).isEqualTo("G2");
        assertThat(Objects.requireNonNull(last().detail()).text()).isEqualTo("aud of lync.contoso.com:443");
    }

    @Test
    void signsAPersonInWithBasic() {
        TestCall.Answer answer =
                call().basic("Anna@contoso.com", TestDeployment.PASSWORD).get("/people");

        assertThat(answer.body()).isEqualTo("{\"caller\":\"anna@contoso.com\"}");
        assertThat(last().kind()).isEqualTo(HopKind.SIGNED_IN);
        assertThat(last().user()).isEqualTo("anna@contoso.com");
    }

    @Test
    void refusesAWrongPasswordAndADisabledAccountAlike() {
        TestCall.Answer wrong = call().basic("anna@contoso.com", "x").get("/people");
        TestCall.Answer unknown = call().basic("nobody@contoso.com", "").get("/people");
        TestCall.Answer disabled =
                call().basic("carla@contoso.com", TestDeployment.PASSWORD).get("/people");

        assertThat(List.of(wrong.status(), unknown.status(), disabled.status())).containsOnly(401);
        assertThat(wrong.headers().get("WWW-Authenticate")).startsWith("Basic realm=\"lync.contoso.com\"");
        assertThat(Objects.requireNonNull(last().detail()).text()).contains("carla@contoso.com is disabled");
        assertThat(call().bearer("a.b.c").get("/people").status()).isEqualTo(401);
    }

    @Test
    void takesEitherCredentialAtACommonDoor() {
        assertThat(call().bearer("a.b.c").get("/both").body()).contains(EXCHANGE.toString());
        assertThat(call().basic("anna@contoso.com", TestDeployment.PASSWORD)
                        .get("/both")
                        .body())
                .contains("anna");
        assertThat(call().get("/both").headers().getAll("WWW-Authenticate"))
                .hasSize(2)
                .anySatisfy(value -> assertThat(value).startsWith("Bearer client_id="))
                .anySatisfy(value -> assertThat(value).startsWith("Basic realm="));
    }

    @Test
    void putsNothingRawIntoAHeader() {
        TestCall.Answer answer = call().bearer("evil.evil.evil").get("/partners");

        assertThat(answer.headers().get("WWW-Authenticate")).endsWith("realm=evil??Set-Cookie: a");
        assertThat(answer.headers().contains("Set-Cookie")).isFalse();
    }
}
