package org.s2slab.engine.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.forge.SpoilingCatalog.Entry;
import org.s2slab.engine.run.DeploymentAttackerKnowledge;
import org.s2slab.engine.run.TokenPresentation;
import org.s2slab.http.RequestRules;
import org.s2slab.junit.RunningLab;
import org.s2slab.junit.S2SLab;
import org.s2slab.junit.embedded.EmbeddedLab;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;
import org.s2slab.validation.CheckList;
import org.s2slab.validation.Rule;

/** Each named way to spoil a token is refused by its rule at live nodes, and the right token is not refused. */
@S2SLab(scenario = "on-premises-three-trust")
class SpoilingCatalogTest {
    private static final String ANNA = "anna@contoso.com";

    private final EmbeddedLab lab;
    private final TokenForge forge;
    private final IdGenerator ids = IdGenerator.random();
    private final Map<String, Long> seen = new HashMap<>();

    SpoilingCatalogTest(RunningLab lab) {
        this.lab = (EmbeddedLab) lab;
        this.forge = new TokenForge(new DeploymentAttackerKnowledge(this.lab.topology()));
    }

    /** A call between two servers, for a user or for the caller itself. */
    private record Call(String from, String to, @Nullable String user) {
        @Override
        public String toString() {
            return from + " to " + to + (user == null ? "" : " for a user");
        }
    }

    @TestFactory
    Stream<DynamicTest> refusesEachByItsRule() {
        return Stream.of(
                        new Call("lync", "exchange", ANNA),
                        new Call("exchange", "lync", ANNA),
                        new Call("lync", "sharepoint", ANNA),
                        new Call("lync", "exchange", null))
                .flatMap(call -> Stream.concat(
                        Stream.of(dynamicTest(
                                call + ": as it is",
                                () -> assertThat(verdict(call, null)).isEqualTo(unspoiled(call)))),
                        SpoilingCatalog.fitting(call.user() != null).stream().map(way -> refuses(call, way))));
    }

    /** SharePoint has granted Lync no right at its site, and says so of a token that passes all rules before this one. */
    private static String unspoiled(Call call) {
        return call.to().equals("sharepoint") ? "I6" : "accepted";
    }

    private DynamicTest refuses(Call call, Entry way) {
        return dynamicTest(
                call + ": " + way.name() + " " + way.sentence(),
                () -> assertThat(verdict(call, way.name())).isEqualTo(rule(call, way)));
    }

    /** Its own, but where a rule before it or after it looks at the same thing by what this resource registers. */
    private static String rule(Call call, Entry way) {
        boolean farm = call.to().equals("sharepoint");
        return switch (way.name()) {
            // SharePoint alone knows a third product of Lync's realm: Exchange.
            case "F5" -> farm ? "F5" : "F4";
            // Its realm is a GUID, which is in lower case by F8.
            case "G4-case" -> farm ? "F8" : "G4";
            // It takes security identifiers, and nobody has this one.
            case "J5" -> farm ? "J2" : "J5";
            default -> way.rule();
        };
    }

    /** The rule that refuses a token, or {@code accepted}. */
    private String verdict(Call call, @Nullable String way) {
        JsonObject expected = new JsonObject().put("actor", new JsonObject().put("issuer", call.from()));
        if (call.user() != null) {
            expected.put("outer", new JsonObject().put("user", call.user()));
        }
        if (way != null) {
            expected.put("spoil", way);
        }
        RunningNode node = lab.topology().node(call.to());
        String token = forge.token(call.to(), expected);
        TokenPresentation showing =
                TokenPresentation.at(node.plan(), token, lab.topology().plan(), call.from());
        TraceParent trace = TraceParent.start(ids);
        MultiMap headers = showing.headers().set(TraceParent.HEADER, trace.header());
        lab.topology()
                .client()
                .send(new LabHttpClient.Ask(
                        showing.method(), node.plan().host(), node.port(), showing.path(), headers, showing.body()))
                .await();
        return verdict(call.to(), trace.traceId());
    }

    private String verdict(String node, String traceId) {
        List<JsonObject> hops = lab
                .topology()
                .managed(lab.topology().node(node))
                .journal(seen.getOrDefault(node, 0L))
                .await()
                .getJsonArray("hops")
                .stream()
                .map(JsonObject.class::cast)
                .toList();
        hops.forEach(hop -> seen.merge(node, hop.getLong("sequence"), Math::max));
        return hops.stream()
                .filter(hop -> traceId.equals(hop.getString("traceId")))
                .filter(hop -> Set.of("ACCEPTED", "REFUSED").contains(hop.getString("kind")))
                .map(hop -> hop.getString("kind").equals("ACCEPTED") ? "accepted" : hop.getString("rule"))
                .findFirst()
                .orElse("nothing");
    }

    @Test
    void everyRuleIsSpoiledOrSaidNotToBe() {
        Set<String> rules = Stream.concat(
                        CheckList.rules().stream().map(Rule::id),
                        RequestRules.LISTED.stream().map(rule -> rule.id()))
                .collect(Collectors.toSet());
        Set<String> spoiled = SpoilingCatalog.all().stream().map(Entry::rule).collect(Collectors.toSet());
        Set<String> either = new HashSet<>(spoiled);
        either.addAll(SpoilingCatalog.NOT_BY_A_TOKEN.keySet());

        assertThat(either).isEqualTo(rules);
        assertThat(spoiled).doesNotContainAnyElementsOf(SpoilingCatalog.NOT_BY_A_TOKEN.keySet());
    }

    @Test
    void namesAreTheRulesOrBeginWithThem() {
        List<Entry> all = SpoilingCatalog.all();
        assertThat(all).extracting(Entry::name).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(way -> {
            assertThat(way.name()).matches(way.rule() + "(-[a-z0-9]+)?");
            assertThat(way.sentence()).matches("[A-Za-z].*\\.");
        });
        assertThat(all)
                .extracting(Entry::name)
                .containsAll(all.stream().map(Entry::rule).toList());
    }

    @Test
    void saysWhyANameCannotBeSpoiled() {
        assertThatThrownBy(() -> SpoilingCatalog.named("I4"))
                .hasMessage("spoil: no token alone breaks rule I4: the resource's registrations break it, and no token"
                        + " changes those");
        assertThatThrownBy(() -> SpoilingCatalog.named("G33")).hasMessageContaining("similar names: G6, G1, G1-slash");
        assertThatThrownBy(() -> verdict(new Call("lync", "exchange", null), "J2"))
                .hasMessage("spoil: 'J2' is for a token with a user");
    }
}
