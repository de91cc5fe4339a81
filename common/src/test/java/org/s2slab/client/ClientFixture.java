package org.s2slab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.config.HostsFile;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.refusal.AdministratorHints;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTls;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TraceParent;
import org.s2slab.trust.AuthorizationServerDirectory;
import org.s2slab.trust.DeploymentHttpClient;
import org.s2slab.trust.MetadataReader;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerDirectory;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/** Lync's client with everything behind it, and a fake Exchange in front of it. */
final class ClientFixture {
    static final URI EWS = URI.create("https://exchange.contoso.com/EWS/Exchange.asmx");
    static final PrincipalId LYNC = new PrincipalId(WellKnownPrincipals.LYNC, "contoso.com");
    static final String CHALLENGE = challenge(null, LYNC.toString());
    static final CallContext FOR_ANNA = new CallContext(
            new UserIdentifiers(null, "anna@contoso.com", "anna@contoso.com", "anna@contoso.com"),
            TraceParent.start(IdGenerator.seeded(7)),
            null);

    final Vertx vertx = Vertx.vertx();
    final HostsFile hosts = new HostsFile();
    final TestClock clock = new TestClock();
    final ConfigurationEpoch epoch = new ConfigurationEpoch();
    final OperationCounters counters = new OperationCounters();
    final HopJournal journal = new HopJournal("lync", clock);
    final Database database;
    final FakePartner exchange;
    final PartnerRegistry partners;
    final AuthorizationServerDirectory servers;
    final SigningKeyStore keys;
    final PartnerClient client;
    private BiFunction<SigningKey, UserIdentifiers, Optional<String>> objection = (key, user) -> Optional.empty();

    ClientFixture(Path folder) {
        database = Database.at(vertx, folder.resolve("node.db"), "db/common");
        database.open().await();
        exchange = FakePartner.secure(vertx, hosts, "exchange.contoso.com");
        var http = new DeploymentHttpClient(vertx, vertx.createHttpClient(TestTls.client()), hosts);
        var self = new ServiceIdentity(LYNC, Set.of("contoso.com"), Set.of("lync.contoso.com"));
        partners = new PartnerRegistry(
                database,
                new MetadataReader(http, counters, false),
                epoch,
                clock,
                journal,
                List::of,
                () -> self,
                false);
        keys = new SigningKeyStore(database, new CertificateStore(folder.resolve("store")), clock, epoch);
        var issuer = new TokenIssuer(new RsaEngine(counters), clock);
        var selfIssued = new SelfIssuedTokenSource(
                keys,
                issuer,
                (key, user) -> objection.apply(key, user),
                new AdministratorHints(
                        "New-CsPartnerApplication",
                        "Set-CsCertificate -Type OAuthTokenIssuer",
                        "Import-CsCertificate",
                        "New-CsOAuthServer"));
        var instruments = new PartnerClient.Instruments(
                epoch, journal, counters, IdGenerator.seeded(3), new PartnerCallRegistry(clock));
        servers = new AuthorizationServerDirectory(
                partners, new PartnerDirectory(partners, clock, List::of, Set.of(), false), clock);
        client = new PartnerClient(
                http,
                new ActorTokenSelector(
                        partners,
                        servers,
                        () -> self,
                        selfIssued,
                        new AuthorizationServerTokenSource(servers, http, selfIssued, issuer, clock, instruments)),
                issuer,
                instruments);
    }

    /** Everything an administrator does before Lync can call Exchange. */
    ClientFixture configured() {
        registerExchange("contoso.com", true);
        keys.assign(TestKeys.lync()).await();
        exchange.on(EWS.getPath(), FakePartner.challenging(CHALLENGE, FakePartner.status(200)));
        return this;
    }

    void registerExchange(@Nullable String realm, boolean enabled) {
        partners.put(new PartnerApplication(
                        "Exchange",
                        WellKnownPrincipals.EXCHANGE,
                        realm,
                        null,
                        List.of(TestKeys.exchange().certificate()),
                        Switches.<PartnerTrait>of().with(PartnerTrait.ENABLED, enabled),
                        TrustLevel.FULL,
                        null,
                        PartnerGrants.NONE,
                        0))
                .await();
    }

    void objects(String reason) {
        objection = (key, user) -> Optional.of(reason);
    }

    /** An error of this node's own. */
    void breaks() {
        objection = (key, user) -> {
            throw new IllegalStateException("broken");
        };
    }

    void stop() {
        database.close().await();
        vertx.close().await();
    }

    Future<PartnerResponse> call() {
        return call(EWS, FOR_ANNA);
    }

    Future<PartnerResponse> call(URI uri, CallContext context) {
        return client.call(
                new PartnerRequest(
                        HttpMethod.POST, uri, Map.of("Content-Type", "text/xml"), Buffer.buffer("<Envelope/>")),
                context);
    }

    List<HopKind> hops() {
        return journal.since(0, null).stream().map(hop -> hop.kind()).toList();
    }

    long count(String counter) {
        return counters.snapshot().getOrDefault(counter, 0L);
    }

    /** How many requests with a token came. */
    long tokensSeen() {
        return exchange.seen().stream()
                .filter(seen ->
                        seen.authorization() != null && seen.authorization().length() > 10)
                .count();
    }

    FakePartner.Seen lastSeen() {
        return exchange.seen().get(exchange.seen().size() - 1);
    }

    /** The claims of the token the last request came with. */
    JsonObject lastClaims() {
        return claims(lastSeen().headers().get("Authorization").substring("Bearer ".length()));
    }

    static JsonObject claims(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return new JsonObject(new String(payload, StandardCharsets.UTF_8));
    }

    /** Exchange's challenge. */
    static String challenge(@Nullable String realm, String trustedIssuers) {
        return "Bearer client_id=\"" + WellKnownPrincipals.EXCHANGE + "\","
                + (realm == null ? "" : " realm=\"" + realm + "\",")
                + " trusted_issuers=\"" + trustedIssuers + "\", token_types=\"app_asserted_user_v1\"";
    }

    static Refusal refusalOf(Future<?> outcome) {
        Refusal refusal = catchThrowableOfType(Refusal.class, outcome::await);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}
