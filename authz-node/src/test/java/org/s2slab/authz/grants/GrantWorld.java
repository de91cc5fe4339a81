package org.s2slab.authz.grants;

import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.FABRIKAM;
import static org.s2slab.authz.RunningAuthz.LYNC;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.Assertions;
import org.s2slab.authz.RunningAuthz;
import org.s2slab.authz.registry.ClientSecrets;
import org.s2slab.authz.registry.Credential;
import org.s2slab.authz.registry.Credential.Kind;
import org.s2slab.authz.registry.Credential.Origin;
import org.s2slab.authz.registry.Credential.Usage;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.Tenant;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.store.Database;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TraceParent;

/** The decision with everything around it: two tenants, Lync with a certificate and a secret, a good request to spoil. */
final class GrantWorld implements AutoCloseable {
    static final String SECRET = "a secret that is long enough to be kept by its hash";

    final TestClock clock = new TestClock();
    final IdGenerator ids = IdGenerator.seeded(1);
    final HopJournal journal = new HopJournal("authz", clock);
    final Database database;
    final TenantRegistry registry;
    final Map<String, String> fields = new LinkedHashMap<>();
    final List<String> doubled = new ArrayList<>();
    final Assertions assertion = Assertions.ofLync();

    GrantRules rules = GrantRules.COMPLETE;

    @Nullable
    String tenant = CONTOSO;

    boolean otherCredential;
    TokenRequest.@Nullable Secret basic;
    boolean usedBefore;
    /** Whether tokens are asked for as at the v2.0 endpoint. */
    boolean byScope;

    /** What refused last. */
    @Nullable
    TokenDenial denial;

    GrantWorld(Vertx vertx, Path folder) {
        database = Database.at(vertx, folder.resolve("node.db"), "db/common", "db/authz");
        database.open().await();
        registry = new TenantRegistry(
                List.of(
                        new Tenant(CONTOSO, "Contoso", List.of("contoso.com")),
                        new Tenant(FABRIKAM, "Fabrikam", List.of("fabrikam.com"))),
                List.of(),
                database,
                ids,
                1_000);
        registry.load(Map.of()).await();
        lync(principal -> principal
                .with(certificate(TestKeys.lync()))
                .with(Credential.of(
                        "secret",
                        Kind.PASSWORD,
                        Usage.VERIFY,
                        ClientSecrets.hash(SECRET),
                        TestClock.START.minus(Duration.ofDays(1)),
                        TestClock.START.plus(Duration.ofDays(1)),
                        Origin.ON_PREMISES)));
        fields.put("grant_type", RunningAuthz.S2S);
        fields.put("resource", RunningAuthz.ONLINE);
    }

    private static Credential certificate(SigningKey key) {
        return Credential.of(
                key.thumbprint(),
                Usage.VERIFY,
                key.certificate(),
                TestClock.START.minus(Duration.ofDays(1)),
                TestClock.START.plus(Duration.ofDays(1)),
                Origin.ON_PREMISES);
    }

    void lync(UnaryOperator<ServicePrincipal> change) {
        registry.change(CONTOSO, LYNC, change).await();
    }

    void exchange(UnaryOperator<ServicePrincipal> change) {
        registry.change(CONTOSO, EXCHANGE, change).await();
    }

    /** Lync asks by its secret instead of an assertion. */
    void bySecret() {
        fields.put("grant_type", "client_credentials");
        fields.put("client_id", LYNC + "@" + CONTOSO);
        fields.put("client_secret", SECRET);
    }

    /** Lync asks by client credentials, with its assertion. */
    void byClientAssertion() {
        fields.put("grant_type", "client_credentials");
        fields.put("client_assertion", assertion.text());
        fields.put("client_assertion_type", TokenRequest.JWT);
    }

    /** What becomes of the request: the id of the refusing rule, or {@code issued}. */
    String outcome() {
        boolean secret = "client_credentials".equals(fields.get("grant_type"));
        if (!secret) {
            fields.putIfAbsent("assertion", assertion.text());
        }
        if (usedBefore) {
            ask().await();
        }
        Future<IssuedToken> asked = ask();
        try {
            asked.await();
            return "issued";
        } catch (TokenDenial refused) {
            denial = refused;
            return String.valueOf(refused.refusal().rule());
        }
    }

    Future<IssuedToken> ask() {
        return ask(new IssuedTokenStore(database));
    }

    Future<IssuedToken> ask(IssuedTokenStore issued) {
        var grants = new TokenGrantService(
                registry,
                issued,
                () -> Optional.of(TestKeys.named("accounts.accesscontrol.windows.net")),
                new RsaEngine(new OperationCounters()),
                journal,
                new PolicyClock(PolicyMode.AS_DOCUMENTED, TenantDates.NONE, clock),
                IdGenerator.seeded(1),
                rules);
        Map<String, String> sent = new LinkedHashMap<>(fields);
        sent.values().removeIf(String::isEmpty);
        return grants.grant(
                new TokenRequest(
                        tenant,
                        sent,
                        doubled,
                        basic,
                        otherCredential,
                        new TokenEndpointProfile(
                                Set.of(Assertions.audience("%s")),
                                Set.of(GrantType.ASSERTION, GrantType.CLIENT_CREDENTIALS),
                                byScope
                                        ? TokenEndpointProfile.Protocol.V2
                                        : TokenEndpointProfile.Protocol.ACCESS_CONTROL,
                                "")),
                new CallContext(null, TraceParent.start(ids), null));
    }

    @Override
    public void close() {
        database.close().await();
    }
}
