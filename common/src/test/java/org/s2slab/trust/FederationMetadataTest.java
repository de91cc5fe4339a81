package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.testing.FakeAuthorizationServer.FEDERATION;
import static org.s2slab.testing.FakeAuthorizationServer.METADATA;
import static org.s2slab.testing.FakeAuthorizationServer.TENANT;
import static org.s2slab.testing.FakeAuthorizationServer.federationDocument;
import static org.s2slab.testing.FakeAuthorizationServer.key;
import static org.s2slab.trust.TrustFixture.CONTEXT;
import static org.s2slab.trust.TrustFixture.refusalOf;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.TestKeys;

/** Authorization servers of type AzureAD: their federation metadata, and their keys by the rules for partners. */
class FederationMetadataTest {
    private static final String ISSUER = "https://sts.windows.net/" + TENANT + "/";
    private static final PrincipalId EVOSTS = new PrincipalId(WellKnownPrincipals.EVOSTS, TENANT);

    private TrustFixture fixture;
    private FakeAuthorizationServer authz;
    private AuthorizationServerDirectory acs;
    private AuthorizationServerDirectory servers;

    @BeforeEach
    void start(@TempDir Path folder) {
        fixture = new TrustFixture(folder);
        authz = FakeAuthorizationServer.in(fixture.vertx, fixture.hosts, fixture.clock);
        acs = new AuthorizationServerDirectory(fixture.registry, fixture.directory, fixture.clock);
        servers = acs.evoSts();
    }

    @AfterEach
    void stop() {
        fixture.stop();
    }

    private void register() {
        servers.register("evoSTS", FEDERATION, null, CONTEXT).await();
    }

    private boolean has(String x5t) {
        return fixture.directory.find(EVOSTS, x5t, CONTEXT).await().isPresent();
    }

    @Test
    void takesTenantAndKeysAndKeepsThemForTheNextStart() {
        register();
        AuthorizationServer made = servers.all().get(0);

        assertThat(made.issuer()).isEqualTo(EVOSTS);
        assertThat(made.certificates()).containsExactly(key().certificate());
        authz.server.stop();
        PartnerRegistry restarted = fixture.restarted(Set.of());
        PartnerDirectory keys = fixture.directory(restarted, Set.of());
        assertThat(new AuthorizationServerDirectory(restarted, keys, fixture.clock)
                        .evoSts()
                        .all())
                .containsExactly(made);
        assertThat(keys.find(EVOSTS, key().x5t(), CONTEXT).await()).isPresent();
    }

    @Test
    void sharesItsKeysWithTheServerOfItsTenantOnly() {
        acs.register("ACS", METADATA, null, CONTEXT).await();
        register();

        assertThat(servers.all()).hasSize(1);
        assertThat(acs.all()).hasSize(1);
        assertThat(fixture.registry.applications()).isEmpty();
        assertThat(fixture.directory.trustedIssuers()).containsExactly(FakeAuthorizationServer.ISSUER);
        String other = "99999999-2222-4333-8444-555555555555";
        FakePartner login = FakePartner.secure(fixture.vertx, fixture.hosts, "login.windows.net");
        URI address =
                URI.create("https://login.windows.net/" + other + "/federationmetadata/2007-06/federationmetadata.xml");
        login.on(
                address.getPath(),
                (request, response) -> response.putHeader("Content-Type", "application/samlmetadata+xml")
                        .end(federationDocument("https://sts.windows.net/" + other + "/", key())));
        assertThat(refusalOf(servers.register("other", address, null, CONTEXT)).rule())
                .isEqualTo("E8");
    }

    @Test
    void learnsANewKeyBesideAnOldOneAndHoldsATotalReplacement() {
        register();
        authz.publishes(key(), TestKeys.named("newer"));
        assertThat(has(TestKeys.named("newer").x5t())).as("within 30 seconds").isTrue();
        authz.publishes(TestKeys.named("newest"));
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(has(TestKeys.named("newest").x5t())).isFalse();
        assertThat(fixture.refusals()).extracting(hop -> hop.rule()).containsExactly("L6");

        servers.refresh("evoSTS", CONTEXT).await();
        assertThat(has(TestKeys.named("newest").x5t())).isTrue();
        assertThat(has(key().x5t())).isFalse();
    }

    @Test
    void usesTheLastGoodDocumentForADay() {
        register();
        authz.server.stop();
        fixture.clock.advance(Duration.ofHours(23));
        assertThat(has(key().x5t())).isTrue();
        fixture.clock.advance(Duration.ofHours(2));
        assertThat(refusalOf(fixture.directory.find(EVOSTS, key().x5t(), CONTEXT))
                        .rule())
                .isEqualTo("L7");
    }

    @Test
    void refusesADocumentThatIsNotTheOneOfATenant() {
        String good = federationDocument(ISSUER, key());
        assertThat(refused(good.replace(ISSUER, "https://sts.windows.net/{tenantid}/")))
                .isEqualTo("L5");
        assertThat(refused(good.replace(ISSUER, "https://sts.windows.net/contoso.com/")))
                .isEqualTo("L5");
        assertThat(refused(good.replace(ISSUER, "https://evil.contoso.com/" + TENANT + "/")))
                .isEqualTo("L5");
        assertThat(refused(good.replace("entityID=\"" + ISSUER + "\"", ""))).isEqualTo("L5");
        assertThat(refused(good.replace("SAML:2.0:metadata", "SAML:2.0:other"))).isEqualTo("L3");
        assertThat(refused(good.replace("EntityDescriptor", "EntitiesDescriptor")))
                .isEqualTo("L3");
        assertThat(refused("<EntityDescriptor")).isEqualTo("L3");
        assertThat(refused(good.replace("?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>")))
                .isEqualTo("L3");
        assertThat(refused(good + " ".repeat(AuthMetadata.MAX_BYTES))).isEqualTo("L3");
        assertThat(refused(FakeAuthorizationServer.document(TENANT, key()))).isEqualTo("L3");
        assertThat(refused(federationDocument(ISSUER))).isEqualTo("E10");
        assertThat(refused(good.replace("signing", "encryption"))).isEqualTo("E10");
        assertThat(refused(good.replace("<X509Certificate>", "<X509Certificate>AAAA")))
                .isEqualTo("E10");
        assertThat(servers.all()).isEmpty();
    }

    @Test
    void refusesADocumentOfAnotherType() {
        authz.server.on(
                FEDERATION.getPath(),
                (request, response) -> response.putHeader("Content-Type", "application/json")
                        .end(FakeAuthorizationServer.document(TENANT, key())));
        assertThat(refusalOf(servers.register("evoSTS", FEDERATION, null, CONTEXT))
                        .rule())
                .isEqualTo("L3");
        assertThat(refusalOf(servers.register("evoSTS", METADATA, null, CONTEXT))
                        .rule())
                .as("the document of ACS")
                .isEqualTo("L5");
        authz.publishes(key());
        assertThat(refusalOf(acs.register("ACS", FEDERATION, null, CONTEXT)).rule())
                .as("federation metadata as ACS")
                .isEqualTo("L5");
    }

    @Test
    void readsRepeatedKeysOnceAndOmittedUse() {
        String key = federationDocument(ISSUER, key());
        String role = key.substring(key.indexOf("<RoleDescriptor"), key.indexOf("</EntityDescriptor>"));
        authz.publishesFederation(
                key.replace(" use=\"signing\"", "").replace("</EntityDescriptor>", role + "</EntityDescriptor>"));
        register();
        assertThat(servers.all().get(0).certificates()).hasSize(1);
    }

    @Test
    void f4RefusesItsNameAsAPartnerApplication() {
        PartnerApplication named = TrustFixture.partner("evil", TENANT, null, true, TestKeys.named("evil"));
        PartnerApplication evil = new PartnerApplication(
                "evil",
                WellKnownPrincipals.EVOSTS,
                TENANT,
                null,
                named.certificates(),
                named.traits(),
                named.level(),
                null,
                named.grants(),
                0);
        assertThat(refusalOf(fixture.registry.put(evil)).rule()).isEqualTo("F4");
    }

    private @Nullable String refused(String document) {
        authz.publishesFederation(document);
        return Stream.of(refusalOf(servers.register("evoSTS", FEDERATION, null, CONTEXT)))
                .map(Refusal::rule)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElse(null);
    }
}
