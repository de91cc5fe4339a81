package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.testing.FakeAuthorizationServer.ISSUER;
import static org.s2slab.testing.FakeAuthorizationServer.METADATA;
import static org.s2slab.testing.FakeAuthorizationServer.TENANT;
import static org.s2slab.testing.FakeAuthorizationServer.document;
import static org.s2slab.testing.FakeAuthorizationServer.key;
import static org.s2slab.trust.TrustFixture.CONTEXT;
import static org.s2slab.trust.TrustFixture.URL;
import static org.s2slab.trust.TrustFixture.partner;
import static org.s2slab.trust.TrustFixture.refusalOf;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;
import org.s2slab.validation.TrustedIssuer;

/** Authorization servers: registered by the address of their document, kept by the rules for partners. */
class AuthorizationServerDirectoryTest {
    private static final URI TOKENS =
            URI.create("https://accounts.accesscontrol.windows.net/" + TENANT + "/tokens/OAuth/2");
    private static final PrincipalId EXCHANGE_ONLINE = new PrincipalId(WellKnownPrincipals.EXCHANGE, TENANT);

    private TrustFixture fixture;
    private FakeAuthorizationServer authz;
    private AuthorizationServerDirectory servers;

    @BeforeEach
    void start(@TempDir Path folder) {
        fixture = new TrustFixture(folder);
        authz = FakeAuthorizationServer.in(fixture.vertx, fixture.hosts, fixture.clock)
                .publishes(TestKeys.named("older"), key());
        servers = new AuthorizationServerDirectory(fixture.registry, fixture.directory, fixture.clock);
    }

    @AfterEach
    void stop() {
        fixture.stop();
    }

    @Test
    void takesTenantKeysAndEndpointFromTheDocumentAndKeepsThemForTheNextStart() {
        AuthorizationServer made = register("microsoft.sts");

        assertThat(made.issuer()).isEqualTo(ISSUER);
        assertThat(made.realm()).isEqualTo(TENANT);
        assertThat(made.issuanceEndpoint()).isEqualTo(TOKENS);
        assertThat(made.certificates()).hasSize(2);
        authz.server.stop();
        PartnerRegistry restarted = fixture.restarted(Set.of());
        PartnerDirectory keys = fixture.directory(restarted, Set.of());
        assertThat(new AuthorizationServerDirectory(restarted, keys, fixture.clock).all())
                .containsExactly(made);
        for (var key : List.of(TestKeys.named("older"), key())) {
            assertThat(keys.find(ISSUER, key.x5t(), CONTEXT).await()).isPresent();
        }
    }

    @Test
    void readsTheDocumentOnFirstNeedWhereItWasRegisteredUnread() {
        servers.registerUnread("microsoft.sts", METADATA, TENANT).await();
        assertThat(authz.server.seen()).isEmpty();
        assertThat(servers.all().get(0).issuanceEndpoint()).isNull();

        AuthorizationServer ready =
                servers.upToDate(servers.all().get(0), CONTEXT).await();

        assertThat(ready.issuanceEndpoint()).isEqualTo(TOKENS);
        assertThat(fixture.directory.find(ISSUER, key().x5t(), CONTEXT).await()).isPresent();
        assertThat(authz.server.seen()).hasSize(1);
    }

    @Test
    void readsTheDocumentAgainWhenItIsOldAndDoesWithTheLastGoodOneForADay() {
        AuthorizationServer made = register("microsoft.sts");
        fixture.clock.advance(Duration.ofMinutes(16));
        servers.upToDate(made, CONTEXT).await();
        servers.upToDate(made, CONTEXT).await();
        assertThat(authz.server.seen()).hasSize(2);
        authz.server.stop();

        fixture.clock.advance(Duration.ofHours(23));
        assertThat(servers.upToDate(made, CONTEXT).await().issuanceEndpoint()).isEqualTo(TOKENS);

        fixture.clock.advance(Duration.ofHours(2));
        assertThat(refusalOf(servers.upToDate(made, CONTEXT)).rule()).isEqualTo("L7");
    }

    @Test
    void holdsAllKeysReplacedAtOnceForTheAdministrator() {
        register("microsoft.sts");
        authz.publishes(TestKeys.named("newer"));
        String newer = TestKeys.named("newer").x5t();
        fixture.clock.advance(Duration.ofMinutes(1));

        assertThat(fixture.directory.find(ISSUER, newer, CONTEXT).await()).isEmpty();
        assertThat(fixture.refusals()).extracting(hop -> hop.rule()).containsExactly("L6");

        assertThat(servers.refresh("microsoft.sts", CONTEXT).await().certificates())
                .hasSize(1);
        assertThat(fixture.directory.find(ISSUER, newer, CONTEXT).await()).isPresent();
    }

    @Test
    void vouchesForApplicationsRegisteredToUseOneInAnyRealmOrTheirs() {
        register("microsoft.sts");
        TrustedIssuer server = fixture.directory.registered(ISSUER).orElseThrow();
        assertThat(server.isAuthorizationServer()).isTrue();
        assertThat(fixture.directory.namedBy(server, EXCHANGE_ONLINE)).isEmpty();

        fixture.registry.put(vouchedFor("microsoft.exchange", null)).await();

        assertThat(fixture.directory.namedBy(server, EXCHANGE_ONLINE)).hasValueSatisfying(exchange -> {
            assertThat(exchange.name()).isEqualTo("microsoft.exchange");
            assertThat(exchange.issuer()).isEqualTo(EXCHANGE_ONLINE);
            assertThat(exchange.ownKeys()).isFalse();
        });
        assertThat(fixture.directory.registered(EXCHANGE_ONLINE)).isEmpty();
        fixture.registry.put(vouchedFor("microsoft.exchange", "another tenant")).await();
        assertThat(fixture.directory.namedBy(server, EXCHANGE_ONLINE)).isEmpty();
    }

    @Test
    void standsBesideTheSameApplicationTrustedByItsOwnKeys() {
        register("microsoft.sts");
        fixture.registry
                .put(partner("Exchange", "contoso.com", URL, true, TestKeys.exchange()))
                .await();
        fixture.registry.put(vouchedFor("microsoft.exchange", null)).await();

        assertThat(servers.all()).extracting(AuthorizationServer::name).containsExactly("microsoft.sts");
        assertThat(fixture.registry.applications())
                .extracting(PartnerApplication::name)
                .containsExactly("Exchange", "microsoft.exchange");
        assertThat(fixture.directory.trustedIssuers()).containsExactly(ISSUER, TrustFixture.ISSUER);
    }

    @Test
    void refusesAnApplicationRegisteredTwiceToUseOne() {
        fixture.registry.put(vouchedFor("microsoft.exchange", null)).await();

        var refusal = refusalOf(fixture.registry.put(vouchedFor("again", TENANT)));

        assertThat(refusal.code()).isEqualTo(RefusalCode.CONFLICT);
        assertThat(refusal.rule()).isEqualTo("F4");
        assertThat(refusal.detail()).contains("'microsoft.exchange'");
    }

    @Test
    void trustsADisabledOneNoLongerAndForgetsARemovedOne() {
        AuthorizationServer made = register("microsoft.sts");
        servers.enable("Microsoft.STS", false).await();

        assertThat(fixture.directory.trustedIssuers()).isEmpty();
        assertThat(servers.namedIn(List.of(ISSUER.toString()))).isEmpty();
        assertThat(servers.enable("microsoft.sts", true).await()).isEqualTo(made);
        servers.remove("microsoft.sts").await();
        assertThat(servers.all()).isEmpty();
        assertThat(refusalOf(servers.remove("microsoft.sts")).code()).isEqualTo(RefusalCode.NOT_FOUND);
    }

    @Test
    void refusesANameThatIsTakenAndAServerUnderTwoNames() {
        register("microsoft.sts");

        assertThat(refusalOf(servers.register("MICROSOFT.sts", METADATA, null, CONTEXT))
                        .code())
                .isEqualTo(RefusalCode.CONFLICT);
        var refusal = refusalOf(servers.register("another", METADATA, null, CONTEXT));
        assertThat(refusal.code()).isEqualTo(RefusalCode.CONFLICT);
        assertThat(servers.all()).hasSize(1);
    }

    @Test
    void refusesADocumentOfAnotherServerOrTenantOrWithoutTokens() {
        fixture.publishes(TestKeys.exchange());
        assertThat(refusalOf(servers.register("a", URL, null, CONTEXT)).rule()).isEqualTo("L5");
        assertThat(refusalOf(servers.register("a", METADATA, "22222222-2222-3333-4444-555555555555", CONTEXT))
                        .detail())
                .contains(TENANT, "22222222");
        publishes(document(TENANT, key()).replace("OAuth2", "WS-Trust"));
        assertThat(refusalOf(servers.register("a", METADATA, null, CONTEXT)).rule())
                .isEqualTo("L5");
        assertThat(servers.all()).isEmpty();
    }

    @Test
    void takesOneThatIsNotThereYetUnreadButNoAddressThatIsNeverRead() {
        servers.registerUnread("later", URI.create("https://later.example/metadata/json/1"), TENANT)
                .await();

        assertThat(servers.all())
                .singleElement()
                .extracting(AuthorizationServer::name)
                .isEqualTo("later");
        assertThat(refusalOf(servers.registerUnread("a", URI.create("http://later.example/metadata"), TENANT))
                        .rule())
                .isEqualTo("L1");
    }

    @Test
    void refusesToHaveTokensIssuedWithoutTlsOrElsewhere() {
        for (String location : List.of(
                "http://accounts.accesscontrol.windows.net/t",
                "https://nowhere.contoso.com/t",
                "https://accounts.accesscontrol.windows.net:8443/t",
                "https://user@accounts.accesscontrol.windows.net/t",
                "not an address")) {
            publishes(document(TENANT, key()).replaceAll("https://[^\"]*/tokens/OAuth/2", location));
            assertThat(refusalOf(servers.register("a", METADATA, null, CONTEXT)).rule())
                    .as(location)
                    .isEqualTo("L1");
        }
    }

    @Test
    void movesToAnotherAddressAndKeepsWhetherItIsTrusted() {
        register("microsoft.sts");
        servers.enable("microsoft.sts", false).await();
        URI other = URI.create("https://accounts.accesscontrol.windows.net/contoso.com/metadata/json/1");
        authz.server.on(other.getPath(), FakePartner.json(document(TENANT, key())));

        AuthorizationServer moved =
                servers.move("microsoft.sts", other, TENANT, CONTEXT).await();

        assertThat(moved.metadataUrl()).isEqualTo(other);
        assertThat(moved.certificates()).hasSize(1);
        assertThat(moved.enabled()).isFalse();
    }

    @Test
    void meansItsOnlyServerByAnyTenantAndNoneOfSeveral() {
        register("microsoft.sts");
        List<String> any = List.of(WellKnownPrincipals.AUTHORIZATION_SERVER + "@*");
        assertThat(servers.namedIn(any)).isPresent();

        String other = "22222222-2222-3333-4444-555555555555";
        servers.registerUnread("another", URI.create(METADATA.toString().replace(TENANT, other)), other)
                .await();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> servers.namedIn(any)))
                .hasMessageContaining("[another, microsoft.sts]");
        assertThat(servers.named("MICROSOFT.sts"))
                .hasValueSatisfying(server -> assertThat(server.name()).isEqualTo("microsoft.sts"));
        assertThat(servers.named("nobody")).isEmpty();
        assertThat(servers.namedIn(List.of(any.get(0), ISSUER.toString())))
                .hasValueSatisfying(server -> assertThat(server.name()).isEqualTo("microsoft.sts"));
    }

    private AuthorizationServer register(String name) {
        return servers.register(name, METADATA, null, CONTEXT).await();
    }

    private void publishes(String document) {
        authz.server.on(METADATA.getPath(), FakePartner.json(document));
    }

    private static PartnerApplication vouchedFor(String name, @Nullable String realm) {
        return new PartnerApplication(
                name,
                WellKnownPrincipals.EXCHANGE,
                realm,
                null,
                List.of(),
                Switches.of(PartnerTrait.USES_OAUTH_SERVER, PartnerTrait.ENABLED),
                TrustLevel.FULL,
                null,
                PartnerGrants.NONE,
                TestClock.START.getEpochSecond());
    }
}
