package org.s2slab.exchange;

import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.FakeResponse;
import org.s2slab.testing.FakeUcwa;
import org.s2slab.testing.TestIssuers;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;
import org.s2slab.validation.TrustLevel;
import org.s2slab.validation.ValidationProfile;

/** Lync's conferences as far as Exchange asks for them; can be away, or lose its answers. */
final class FakeConferencing extends FakeUcwa {
    /** Nothing but errors from now on. */
    volatile boolean away;

    /** Makes the conference that is asked for, and then does not say so. */
    volatile boolean losesAnswers;

    /** Has lost the application when the next conference is to be removed, as after a restart. */
    volatile boolean losesApplication;

    /** Answers with a failure, and makes the conference that was asked for only when this is run. */
    volatile @Nullable Supplier<FakeResponse> late;

    volatile boolean makesLate;

    /** How often the list of conferences was read. */
    final AtomicInteger looks = new AtomicInteger();

    FakeConferencing(RunningExchange exchange) {
        super(trusting(exchange));
        exchange.lync.interruption = (path, response) -> {
            if (away) {
                response.setStatusCode(503).end();
            }
            return away;
        };
    }

    private static FakePartner trusting(RunningExchange exchange) {
        TestIssuers issuers = new TestIssuers();
        issuers.trust(TestTokens.EXCHANGE, TestKeys.exchange(), TrustLevel.FULL, false);
        for (String name : new String[] {"anna", "bert"}) {
            issuers.user(name, name + "@contoso.com", TestTokens.REALM, true);
        }
        var lync = new PrincipalId(RunningExchange.LYNC_ID, TestTokens.REALM);
        String challenge =
                "Bearer client_id=\"" + RunningExchange.LYNC_ID + "\", trusted_issuers=\"" + TestTokens.EXCHANGE + "\"";
        return exchange.lync.trusting(new FakePartner.Trust(
                new ServiceIdentity(lync, Set.of(TestTokens.REALM), Set.of("lync.contoso.com")),
                ValidationProfile.LYNC,
                issuers,
                exchange.clock,
                () -> challenge));
    }

    @Override
    protected void play(String step, HttpServerResponse response, Supplier<FakeResponse> work) {
        if (makesLate && step.equals(CREATE)) {
            late = work;
            response.setStatusCode(500).end();
            return;
        }
        if (losesApplication && step.equals(REMOVE)) {
            losesApplication = false;
            FakeResponse.json(404, "{\"code\":\"NotFound\",\"subcode\":\"ApplicationNotFound\"}")
                    .send(response);
            return;
        }
        if (step.equals(LIST)) {
            looks.incrementAndGet();
        }
        FakeResponse made = work.get();
        (losesAnswers && step.equals(CREATE) ? FakeResponse.json(500, "") : made).send(response);
    }
}
