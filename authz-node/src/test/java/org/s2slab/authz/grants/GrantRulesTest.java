package org.s2slab.authz.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.FABRIKAM;
import static org.s2slab.authz.RunningAuthz.LYNC;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.authz.Assertions;
import org.s2slab.authz.RunningAuthz;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.ServicePrincipal.PrincipalTrait;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopKind;
import org.s2slab.validation.CheckList;
import org.s2slab.validation.CheckList.Promise;
import org.s2slab.validation.Rule;

/** Each rule by which a token is given refuses exactly what it is there for, and is needed. */
class GrantRulesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final long NOW = Assertions.NOW;

    @TempDir
    Path folder;

    /** One thing spoilt in a good request. */
    record Spoiling(String rule, String title, Consumer<GrantWorld> spoil) {
        @Override
        public String toString() {
            return rule + " " + title;
        }
    }

    private static final List<Spoiling> REQUESTS = List.of(
            spoils("K4", "a secret beside the assertion", w -> w.fields.put("client_secret", GrantWorld.SECRET)),
            spoils("K4", "a client assertion nobody asked for", w -> w.fields.put("client_assertion", "e30.e30.")),
            spoils("K4", "an assertion beside a secret", w -> {
                w.bySecret();
                w.fields.put("assertion", w.assertion.text());
            }),
            spoils("K4", "an Authorization field of another kind", w -> w.otherCredential = true),
            spoils("K4", "a field twice", w -> w.doubled.add("resource")),
            spoils("K4", "nothing to authenticate with", w -> w.fields.put("assertion", "")),
            spoils("K4", "a secret where the grant wants an assertion", w -> {
                w.bySecret();
                w.fields.put("grant_type", RunningAuthz.S2S);
                w.fields.put("assertion", "");
            }),
            spoils("K4", "an assertion of a server where the grant wants a credential", w -> {
                w.fields.put("grant_type", "client_credentials");
                w.fields.put("assertion", w.assertion.text());
            }),
            spoils("K4", "no resource", w -> w.fields.put("resource", "")),
            spoils("K4", "a secret without the client's id", w -> {
                w.bySecret();
                w.fields.put("client_id", "");
            }),
            spoils("K4", "another client's id beside HTTP Basic", w -> {
                w.bySecret();
                w.fields.put("client_secret", "");
                w.fields.put("client_id", EXCHANGE);
                w.basic = new TokenRequest.Secret(LYNC, List.of(GrantWorld.SECRET));
            }),
            spoils("K4", "a client assertion of another type", w -> {
                w.byClientAssertion();
                w.fields.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
            }));

    private static final List<Spoiling> CLIENTS = List.of(
            spoils("F2", "an application of another tenant", w -> w.assertion.claim("iss", LYNC + "@" + FABRIKAM)),
            spoils(
                    "F2",
                    "an id in capitals",
                    w -> w.assertion.claim("iss", LYNC.replace("ce00", "CE00") + "@" + CONTOSO)),
            spoils("F2", "the tenant by its domain", w -> w.assertion.claim("iss", LYNC + "@contoso.com")),
            spoils("F2", "a server's assertion without the realm", w -> w.assertion.claim("iss", LYNC)),
            spoils("F2", "no issuer", w -> w.assertion.without("iss")),
            spoils("E4", "a key nobody gave it", w -> w.assertion.with(layer -> layer.signedBy(TestKeys.outsider()))),
            spoils("E4", "a key of another application", w -> w.assertion.claim("iss", EXCHANGE + "@" + CONTOSO)),
            spoils(
                    "E4",
                    "a key that was taken away",
                    w -> w.lync(lync -> lync.without(List.of(TestKeys.lync().thumbprint())))),
            spoils("E4", "a wrong secret", w -> {
                w.bySecret();
                w.fields.put("client_secret", GrantWorld.SECRET + "!");
            }),
            spoils(
                    "E1",
                    "another key under this thumbprint",
                    w -> w.assertion.with(layer -> layer.signedOnlyBy(TestKeys.outsider()))),
            spoils(
                    "E1",
                    "a bit of the signature",
                    w -> w.assertion.with(layer -> layer.signature(bytes -> {
                        bytes[20] ^= 1;
                        return bytes;
                    }))),
            spoils("E5", "a credential that has expired", w -> {
                w.clock.advance(Duration.ofDays(2));
                w.bySecret();
            }),
            spoils(
                    "K8",
                    "a key of the tenant's own servers, where applications are dedicated",
                    w -> w.registry.requireDedicatedApplications(CONTOSO, true).await()),
            spoils("F4", "a disabled client", w -> w.lync(lync -> changed(lync, false, true))),
            spoils("K6", "an application that speaks for nobody", w -> w.lync(lync -> changed(lync, true, false))));

    private static final List<Spoiling> ASSERTIONS = List.of(
            spoils(
                    "K1",
                    "another server's name in aud",
                    w -> w.assertion.claim("aud", "00000001-0000-0000-c000-000000000000/login.contoso.com@" + CONTOSO)),
            spoils("K1", "another tenant in aud", w -> w.assertion.claim("aud", Assertions.audience(FABRIKAM))),
            spoils(
                    "K1",
                    "the endpoint's address in aud",
                    w -> w.assertion.claim(
                            "aud", "https://accounts.accesscontrol.windows.net/" + CONTOSO + "/tokens/OAuth/2")),
            spoils("K1", "no aud", w -> w.assertion.without("aud")),
            spoils("K1", "another subject", w -> w.assertion.claim("sub", EXCHANGE + "@" + CONTOSO)),
            spoils("K1", "another nameid", w -> w.assertion.claim("nameid", EXCHANGE + "@" + CONTOSO)),
            spoils("K1", "another client_id beside it", w -> w.fields.put("client_id", EXCHANGE + "@" + CONTOSO)),
            spoils("H1", "no exp", w -> w.assertion.without("exp")),
            spoils("H1", "an nbf that is a date", w -> w.assertion.claim("nbf", "2100-01-01T00:00:00Z")),
            spoils("H1", "an nbf with a fraction", w -> w.assertion.claim("nbf", text(NOW) + ".0")),
            spoils("H1", "an iat that is a file time", w -> w.assertion.claim("iat", "129592882368666656")),
            spoils(
                    "K3",
                    "an end before its begin, both within the skew",
                    w -> w.assertion
                            .claim("iat", text(NOW - 10))
                            .claim("nbf", text(NOW + 200))
                            .claim("exp", text(NOW + 100))),
            spoils("H1", "an exp that is a file time", w -> w.assertion.claim("exp", "129592882368666656")),
            spoils(
                    "H2",
                    "an assertion of yesterday",
                    w -> w.assertion.claim("nbf", text(NOW - 86_400)).claim("exp", text(NOW - 86_100))),
            spoils(
                    "H2",
                    "a clock ten minutes ahead",
                    w -> w.assertion.claim("nbf", text(NOW + 600)).claim("exp", text(NOW + 900))),
            spoils(
                    "H2",
                    "a clock ten minutes behind",
                    w -> w.assertion.claim("nbf", text(NOW - 600)).claim("exp", text(NOW - 300))),
            spoils("K3", "a life of a day", w -> w.assertion.claim("exp", text(NOW + 86_400))),
            spoils(
                    "K3",
                    "a life of a day and no beginning",
                    w -> w.assertion.without("nbf").claim("exp", text(NOW + 86_400))),
            spoils("K2", "an assertion used before", w -> w.usedBefore = true),
            spoils("K2", "a client assertion used before", w -> {
                w.byClientAssertion();
                w.usedBefore = true;
            }));

    private static final List<Spoiling> RESOURCES = List.of(
            spoils(
                    "K5",
                    "a host without a name",
                    w -> w.fields.put("resource", EXCHANGE + "/mail.contoso.com@" + CONTOSO)),
            spoils(
                    "K5",
                    "a resource of another tenant",
                    w -> w.fields.put("resource", EXCHANGE + "/outlook.office365.com@" + FABRIKAM)),
            spoils(
                    "K5",
                    "an application that is not there",
                    w -> w.fields.put("resource", "00000005-0000-0ff1-ce00-000000000000/www.yammer.com@" + CONTOSO)),
            spoils(
                    "K5",
                    "a name of another application",
                    w -> w.fields.put("resource", LYNC + "/outlook.office365.com@" + CONTOSO)),
            spoils("K5", "no audience", w -> w.fields.put("resource", "https://outlook.office365.com/")),
            spoils("K5", "a disabled resource", w -> w.exchange(exchange -> changed(exchange, false, true))),
            below("an empty label", "mail..contoso.com"),
            below("a label that begins with a hyphen", "-mail.contoso.com"),
            below("a label of 64 letters", "m".repeat(64) + ".contoso.com"),
            below("a blank", "mail .contoso.com"),
            below("a letter that is not ASCII", "m\u00e4il.contoso.com"),
            below("an underscore", "mail_1.contoso.com"),
            below("a port", "mail.contoso.com:443.contoso.com"),
            spoils("K5", "a bare domain under a wildcard", w -> {
                w.exchange(exchange -> named(exchange, EXCHANGE + "/*.contoso.com"));
                w.fields.put("resource", EXCHANGE + "/contoso.com@" + CONTOSO);
            }),
            spoils("K5", "a domain that only ends like the wildcard's", w -> {
                w.exchange(exchange -> named(exchange, EXCHANGE + "/*.contoso.com"));
                w.fields.put("resource", EXCHANGE + "/mail.evilcontoso.com@" + CONTOSO);
            }));

    static final List<Spoiling> SPOILINGS = Stream.of(REQUESTS, CLIENTS, ASSERTIONS, RESOURCES)
            .flatMap(List::stream)
            .toList();

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @Test
    void givesATokenWhereNothingIsSpoilt() throws IOException {
        try (GrantWorld world = world()) {
            assertThat(world.outcome()).isEqualTo("issued");
        }
        try (GrantWorld world = world()) {
            world.bySecret();
            assertThat(world.outcome()).isEqualTo("issued");
        }
        try (GrantWorld world = world()) {
            world.byClientAssertion();
            assertThat(world.outcome()).isEqualTo("issued");
        }
    }

    @TestFactory
    Stream<DynamicTest> refusesEachSpoilingByItsRule() {
        return each((world, spoiling) -> assertThat(world.outcome()).isEqualTo(spoiling.rule()));
    }

    @TestFactory
    Stream<DynamicTest> needsEachRule() {
        return each((world, spoiling) -> {
            world.rules = GrantRules.COMPLETE.without(spoiling.rule());
            assertThat(world.outcome()).isNotEqualTo(spoiling.rule());
        });
    }

    @TestFactory
    Stream<DynamicTest> recordsNothingOfWhatItRefuses() {
        return each((world, spoiling) -> {
            world.outcome();
            long given = world.usedBefore ? 1 : 0;
            assertThat(new IssuedTokenStore(world.database).latest(CONTOSO, 10).await())
                    .hasSize((int) given);
            assertThat(world.journal.since(0, null))
                    .filteredOn(hop -> hop.kind() == HopKind.TOKEN_DENIED)
                    .singleElement()
                    .satisfies(hop -> assertThat(hop.rule()).isEqualTo(spoiling.rule()));
        });
    }

    @Test
    void spoilsSomethingForEveryRule() {
        Set<String> shown = SPOILINGS.stream().map(Spoiling::rule).collect(Collectors.toSet());
        Set<String> ofAssertions =
                CheckList.ASSERTION.all().stream().map(Rule::id).collect(Collectors.toSet());
        Set<String> listed = GrantRules.rules().stream()
                .map(Rule::id)
                .filter(id -> !ofAssertions.contains(id))
                .collect(Collectors.toSet());
        assertThat(shown).isEqualTo(listed);
    }

    @Test
    void listsTheWholeGroupOnce() {
        List<String> ids = Stream.concat(
                        GrantRules.rules().stream().map(Rule::id),
                        GrantRules.PROMISES.stream().map(Promise::id))
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids)
                .contains(IntStream.rangeClosed(1, 11)
                        .mapToObj(number -> "K" + number)
                        .toArray(String[]::new));
    }

    @Test
    void asksForNothingThatTheRegistryDoesNotSay() throws Exception {
        try (GrantWorld world = world()) {
            world.fields.put("trustedfordelegation", "true");
            world.fields.put("nameid", EXCHANGE + "@" + CONTOSO);
            world.lync(lync -> changed(lync, true, false));
            world.bySecret();
            String token = world.ask().await().text();

            var claims = org.s2slab.trace.TokenView.of(token).outer().claims();
            assertThat(claims.get("trustedfordelegation").textValue()).isEqualTo("false");
            assertThat(claims.get("nameid").textValue()).isEqualTo(LYNC + "@" + CONTOSO);
            assertThat(world.journal.since(0, null))
                    .last()
                    .satisfies(hop -> assertThat(
                                    Objects.requireNonNull(hop.detail()).text())
                            .endsWith("ignoring 'nameid trustedfordelegation'"));
        }
    }

    @Test
    void saysInTheJournalWhetherTheClientWasProven() throws IOException {
        try (GrantWorld world = world()) {
            world.assertion.with(layer -> layer.signedBy(TestKeys.outsider()));
            world.outcome();
            assertThat(world.journal.since(0, null))
                    .last()
                    .satisfies(hop -> assertThat(
                                    Objects.requireNonNull(hop.detail()).text())
                            .contains("; claimed client '" + LYNC));
        }
        try (GrantWorld world = world()) {
            world.lync(lync -> changed(lync, false, true));
            world.outcome();
            assertThat(world.journal.since(0, null))
                    .last()
                    .satisfies(hop -> assertThat(
                                    Objects.requireNonNull(hop.detail()).text())
                            .contains("; client '" + LYNC)
                            .contains("key " + TestKeys.lync().thumbprint())
                            .contains("tenant " + CONTOSO)
                            .contains(RunningAuthz.ONLINE));
        }
    }

    @Test
    void namesTheGrantsThatAnEndpointHas() {
        var all = profile(
                Set.of(GrantType.ASSERTION, GrantType.CLIENT_CREDENTIALS),
                TokenEndpointProfile.Protocol.ACCESS_CONTROL);
        var one = profile(Set.of(GrantType.CLIENT_CREDENTIALS), TokenEndpointProfile.Protocol.V2);
        assertThatThrownBy(() -> GrantType.of("password", all)).hasMessageContaining(RunningAuthz.S2S);
        assertThatThrownBy(() -> GrantType.of(RunningAuthz.S2S, one))
                .hasMessageContaining("expected 'client_credentials'");
    }

    private static TokenEndpointProfile profile(Set<GrantType> grants, TokenEndpointProfile.Protocol protocol) {
        return new TokenEndpointProfile(Set.of(), grants, protocol, "");
    }

    @Test
    void showsNoValueOfARequest() {
        var request = new TokenRequest(
                CONTOSO,
                Map.of("client_secret", GrantWorld.SECRET),
                List.of(),
                new TokenRequest.Secret(LYNC, List.of(GrantWorld.SECRET)),
                false,
                profile(Set.of(), TokenEndpointProfile.Protocol.ACCESS_CONTROL));
        assertThat(request).hasToString("TokenRequest[client_secret]");
        assertThat(request.basic()).hasToString("Secret[" + LYNC + "]");
    }

    /** Before the client is known, the journal has the one rule that refused, with its sentence. */
    @Test
    void refusesAnUnknownTenantByTheRuleForResources() throws IOException {
        try (GrantWorld world = world()) {
            world.tenant = null;
            world.fields.put("resource", EXCHANGE + "/outlook.office365.com@nowhere.example");

            assertThat(world.outcome()).isEqualTo("K5");

            assertThat(Objects.requireNonNull(world.denial).told()).contains("Tenant 'nowhere.example' not found");
            List<Hop> hops = world.journal.since(0, null);
            assertThat(Objects.requireNonNull(hops.get(hops.size() - 1).opened())
                            .checks())
                    .singleElement()
                    .satisfies(check -> assertThat(check.says()).startsWith("The host asked for is"));
        }
    }

    @Test
    void takesAnyHostBelowAWildcard() throws IOException {
        for (String host : List.of("mail.contoso.com", "a.b.Contoso.com")) {
            try (GrantWorld world = world()) {
                world.exchange(exchange -> named(exchange, EXCHANGE + "/*.contoso.com"));
                world.fields.put("resource", EXCHANGE + "/" + host + "@" + CONTOSO);
                assertThat(world.outcome()).isEqualTo("issued");
            }
        }
    }

    @Test
    void givesOneTokenWhereOneAssertionComesManyTimesAtOnce() throws IOException {
        try (GrantWorld world = world()) {
            world.fields.put("assertion", world.assertion.text());
            IssuedTokenStore issued = new IssuedTokenStore(world.database);
            List<Future<IssuedToken>> asked =
                    IntStream.range(0, 12).mapToObj(i -> world.ask(issued)).toList();
            Future.join(asked).transform(all -> Future.succeededFuture()).await();

            assertThat(asked).filteredOn(Future::succeeded).hasSize(1);
            assertThat(asked)
                    .filteredOn(Future::failed)
                    .allSatisfy(failed -> assertThat(
                                    ((TokenDenial) failed.cause()).refusal().rule())
                            .isEqualTo("K2"));
        }
    }

    private static ServicePrincipal changed(ServicePrincipal before, boolean enabled, boolean trusted) {
        return before.changed(
                before.displayName(),
                before.traits()
                        .with(PrincipalTrait.ACCOUNT_ENABLED, enabled)
                        .with(PrincipalTrait.TRUSTED_FOR_DELEGATION, trusted),
                before.names(),
                before.addresses());
    }

    private static ServicePrincipal named(ServicePrincipal before, String name) {
        return before.changed(
                before.displayName(),
                before.traits()
                        .with(PrincipalTrait.ACCOUNT_ENABLED, true)
                        .with(PrincipalTrait.TRUSTED_FOR_DELEGATION, true),
                List.of(name),
                List.of());
    }

    private static String text(long seconds) {
        return Long.toString(seconds);
    }

    /** A host for which a wildcard would do, if it were well-formed. */
    private static Spoiling below(String title, String host) {
        return spoils("K5", title, w -> {
            w.exchange(exchange -> named(exchange, EXCHANGE + "/*.contoso.com"));
            w.fields.put("resource", EXCHANGE + "/" + host + "@" + CONTOSO);
        });
    }

    private static Spoiling spoils(String rule, String title, Consumer<GrantWorld> spoil) {
        return new Spoiling(rule, title, spoil);
    }

    private GrantWorld world() throws IOException {
        return new GrantWorld(VERTX, Files.createTempDirectory(folder, "world"));
    }

    private interface Check {
        void of(GrantWorld world, Spoiling spoiling);
    }

    private Stream<DynamicTest> each(Check check) {
        return SPOILINGS.stream()
                .map(spoiling -> dynamicTest(spoiling.toString(), () -> {
                    try (GrantWorld world = world()) {
                        spoiling.spoil().accept(world);
                        check.of(world, spoiling);
                    }
                }));
    }
}
