package org.s2slab.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.trace.TrustSubject;

/** The edges of a trust picture between pools. */
class PooledEdgeTest {
    private static final String KEY = "78B08C5FF05F27CEC8296BCE7B1D4CC212F0F660";
    private static final Topology PLAN = new ScenarioLibrary().topology("lync-pools");
    private static final TrustSubject LYNC = new TrustSubject(
            TrustSubject.Kind.PARTNER,
            "Lync",
            WellKnownPrincipals.LYNC + "@contoso.com",
            List.of(KEY),
            List.of(),
            Map.of("account", "contoso.com/Users/LyncEnterprise-ApplicationAccount"));

    /** The edge from the Lync pools to Exchange, in which one server has no key. */
    @Test
    void isTheWorstOfItsServersAndNamesThem() {
        TrustPicture picture = TrustPicture.before(
                PLAN,
                Map.of(
                        "berlin-1", keyOfLync(),
                        "berlin-2", List.of(exchange()),
                        "munich-1", keyOfLync(),
                        "munich-2", keyOfLync(),
                        "exchange", List.of(LYNC)));
        JsonArray edges = picture.json().getJsonArray("edges");
        assertThat(edges.stream().map(JsonObject.class::cast))
                .extracting(edge -> edge.getString("caller") + " " + edge.getString("resource"))
                .containsExactly(
                        "pool-berlin exchange", "pool-munich exchange", "exchange pool-berlin", "exchange pool-munich");
        JsonObject berlin = edges.getJsonObject(0);
        assertThat(berlin.getJsonArray("servers")).containsExactly("berlin-2 (pool-berlin) → exchange");
        assertThat(berlin.getString("sentence")).contains("Lync 'pool-berlin' has no key to sign with");
        assertThat(edges.getJsonObject(1).getJsonArray("servers")).isEmpty();
        assertThat(picture.json().getJsonArray("cards").getJsonObject(0).getString("title"))
                .isEqualTo("Lync 'berlin-1 (pool-berlin)'");
    }

    private static List<TrustSubject> keyOfLync() {
        return List.of(TrustSubject.key(KEY, "CURRENT"), exchange());
    }

    private static TrustSubject exchange() {
        return new TrustSubject(
                TrustSubject.Kind.PARTNER,
                "Exchange",
                WellKnownPrincipals.EXCHANGE + "@contoso.com",
                List.of(KEY),
                List.of(),
                Map.of());
    }
}
