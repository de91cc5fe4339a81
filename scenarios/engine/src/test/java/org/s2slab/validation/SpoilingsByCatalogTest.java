package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.forge.AttackerKnowledge;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.forge.SpoilingCatalog.Entry;
import org.s2slab.engine.forge.TokenForge;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/** The ways to spoil a token that scenarios have, at the check-list without a server. */
class SpoilingsByCatalogTest {
    /** The group of rules for requests, which the check-list for tokens does not have. */
    private static final String REQUEST = "A";

    private static final List<UserAccount> PEOPLE = List.of(person(TestTokens.ANNA), person("bert@contoso.com"));

    private static UserAccount person(String address) {
        return new UserAccount(address, address, List.of(address), address, null, "not used", null, null, null);
    }

    @TestFactory
    Stream<DynamicTest> refusesEachByItsRule() {
        return Stream.of(true, false)
                .flatMap(withUser -> SpoilingCatalog.fitting(withUser).stream()
                        .filter(way -> !way.rule().startsWith(REQUEST))
                        .map(way -> dynamicTest(
                                way.name() + (withUser ? " for a user: " : ": ") + way.sentence(),
                                () -> assertThat(outcome(way, withUser)).isEqualTo(way.rule()))));
    }

    @Test
    void spoilsSomethingForEveryRule() {
        Set<String> spoiled = new HashSet<>();
        SpoilingCatalog.all().forEach(way -> spoiled.add(way.rule()));
        CheckListTest.SPOILINGS.forEach(spoiling -> spoiled.add(spoiling.rule()));

        assertThat(spoiled).containsAll(CheckList.rules().stream().map(Rule::id).collect(Collectors.toSet()));
    }

    private static String outcome(Entry way, boolean withUser) {
        JsonObject expected = new JsonObject()
                .put("actor", new JsonObject().put("issuer", "lync"))
                .put("spoil", way.name());
        if (withUser) {
            expected.put("outer", new JsonObject().put("user", TestTokens.ANNA));
        }
        return new ValidationWorld().outcome(new TokenForge(new KnowledgeOfTests()).token("exchange", expected));
    }

    /** What an attacker knows of the Lync and the Exchange of {@link ValidationWorld}. */
    private static final class KnowledgeOfTests implements AttackerKnowledge {
        @Override
        public String applicationId(String node) {
            return node.equals("lync") ? WellKnownPrincipals.LYNC : WellKnownPrincipals.EXCHANGE;
        }

        @Override
        public String host(String node) {
            return node + "." + TestTokens.REALM;
        }

        @Override
        public String realm(String node) {
            return TestTokens.REALM;
        }

        @Override
        public String tenant(String name) {
            return ValidationWorld.TENANT;
        }

        @Override
        public String ownTenant() {
            return ValidationWorld.TENANT;
        }

        @Override
        public String authorizationServer() {
            return "server." + TestTokens.REALM;
        }

        @Override
        public SigningKey keyOf(String node) {
            return node.equals("lync") ? TestKeys.lync() : TestKeys.named(node);
        }

        @Override
        public SigningKey own() {
            return TestKeys.named("outsider");
        }

        @Override
        public List<UserAccount> people() {
            return PEOPLE;
        }

        @Override
        public Optional<UserAccount> person(String address) {
            return PEOPLE.stream()
                    .filter(person -> person.upn().equals(address))
                    .findFirst();
        }

        @Override
        public Clock clock() {
            return Clock.fixed(TestClock.START, ZoneOffset.UTC);
        }
    }
}
