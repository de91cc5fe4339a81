package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.FakePartner.Seen;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestCall.Answer;

/** Microsoft Graph forwards requests about users to the Exchange Online of the caller's tenant, and to no other server. */
class MailboxForwarderTest {
    private static final String ONLINE = "outlook.office365.com";
    private static final String PHOTO = "/v1.0/users/anna%40contoso.com/photo/%24value";

    @TempDir
    Path folder;

    private RunningAuthz authz;
    private FakePartner online;
    private GraphCaller caller;

    @BeforeEach
    void start() {
        authz = RunningAuthz.withMailboxes(folder, ONLINE);
        online = FakePartner.secure(authz.vertx, authz.deployment().hosts(), ONLINE);
        online.on(
                PHOTO,
                (request, response) -> response.putHeader("ETag", "\"x\"").end("a photo"));
        caller = GraphCaller.with(authz, RunningAuthz.CONTOSO, AuthzFixture.APP, "ProfilePhoto.Read.All");
    }

    @AfterEach
    void close() {
        authz.close();
    }

    private Answer get(GraphCaller by, String path) {
        return authz.call(RunningAuthz.LOGIN).bearer(by.token()).get(path);
    }

    @Test
    void forwardsTheTokenAndSelectedFieldsOnly() {
        Answer answer = authz.call(RunningAuthz.LOGIN)
                .bearer(caller.token())
                .header("Prefer", "outlook.timezone=\"UTC\"")
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-AnchorMailbox", "bert@contoso.com")
                .get("/v1.0/users/anna@contoso.com/photo/$value");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("a photo");
        assertThat(answer.headers().get("ETag")).isEqualTo("\"x\"");
        Seen seen = online.seen().get(0);
        assertThat(seen.host()).isEqualTo(ONLINE);
        assertThat(seen.authorization()).isEqualTo("Bearer " + caller.token());
        assertThat(seen.headers().get("Prefer")).isEqualTo("outlook.timezone=\"UTC\"");
        assertThat(seen.headers().names()).doesNotContain("X-Forwarded-For", "X-AnchorMailbox");
        assertThat(seen.headers().get("traceparent").substring(0, 35))
                .isEqualTo(answer.headers().get("traceparent").substring(0, 35));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.0/users/../applications",
                "/v1.0/users/%2e%2e/%2e%2e/EWS/Exchange.asmx",
                "/v1.0/users/anna%2Fphoto/$value",
                "/v1.0/users/anna%5C..%5Cx/photo",
                "/v1.0/users//photo",
                "/v1.0/users/.",
                "/v1.0/users/a%00b/photo",
                "/v1.0/users/a%0D%0AHost:x/photo",
                "/v1.0/users/anna/photo?%zz"
            })
    void refusesAnAddressThatAnotherServerCouldReadDifferently(String path) {
        List<String> reached = new CopyOnWriteArrayList<>();
        online.interruption = (asked, response) -> {
            reached.add(asked);
            return false;
        };

        Answer answer = get(caller, path);

        assertThat(answer.status()).as(answer.body()).isIn(400, 403, 404);
        assertThat(reached).isEmpty();
    }

    @Test
    void forwardsNothingOfACallerWithoutATokenOrOfAnotherTenant() {
        GraphCaller other = GraphCaller.with(authz, RunningAuthz.FABRIKAM, AuthzFixture.APP, "ProfilePhoto.Read.All");

        assertThat(get(other, PHOTO).status()).isEqualTo(400);
        assertThat(authz.call(RunningAuthz.LOGIN).get(PHOTO).status()).isEqualTo(401);
        assertThat(authz.call(RunningAuthz.LOGIN)
                        .bearer(caller.token() + "x")
                        .get(PHOTO)
                        .status())
                .isEqualTo(401);
        TestCall call = authz.call(RunningAuthz.LOGIN).bearer(caller.token());
        assertThat(call.header("Content-Type", "application/json")
                        .announce(HttpMethod.POST, "/v1.0/users/anna/getMailTips", 2_000_000))
                .isEqualTo(413);
        assertThat(online.seen()).isEmpty();
    }

    @Test
    void passesAnErrorOnAndSaysInGraphsFormThatExchangeIsAway() {
        online.on(PHOTO, (request, response) -> response.setStatusCode(403).end("{\"error\":{}}"));
        assertThat(get(caller, PHOTO).status()).isEqualTo(403);
        online.on(PHOTO, (request, response) -> response.setStatusCode(401).end());
        assertThat(get(caller, PHOTO).status()).isEqualTo(502);
        online.on(PHOTO, (request, response) -> response.reset());

        Answer answer = get(caller, PHOTO);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.json().getJsonObject("error").getString("code")).isEqualTo("UnknownError");
        assertThat(answer.body()).doesNotContain(ONLINE);
    }
}
