package org.s2slab.validation;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.config.Switches;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.RsaEngine;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestIssuers;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TokenInspection;
import org.s2slab.trace.TraceParent;
import org.s2slab.validation.TrustedIssuer.IssuerTrait;

/** An Exchange that trusts Lync and an authorization server, with a small directory; tests change what they like. */
final class ValidationWorld extends TestIssuers {
    static final String TENANT = "3b1c2d3e-1111-4222-8333-444455556666";
    static final PrincipalId SERVER = new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, TENANT);
    static final PrincipalId EVOSTS = new PrincipalId(WellKnownPrincipals.EVOSTS, TENANT);
    static final PrincipalId APPLICATION = new PrincipalId(TestTokens.APPLICATION, TENANT);
    static final PrincipalId LYNC_ONLINE = new PrincipalId(WellKnownPrincipals.LYNC, TENANT);
    static final PrincipalId SHAREPOINT = new PrincipalId(WellKnownPrincipals.SHAREPOINT, TestTokens.REALM);
    static final String SID = "s-1-5-21-100-200-300-1104";

    final TestClock clock = new TestClock();
    final OperationCounters counters = new OperationCounters();
    final ConfigurationEpoch epoch = new ConfigurationEpoch();
    /** Whose key is handed out whatever is asked for, to play a faulty source of keys. */
    @Nullable
    IssuerKey faultyKey;

    ValidationProfile profile = ValidationProfile.EXCHANGE;
    ServiceIdentity self =
            new ServiceIdentity(TestTokens.EXCHANGE, Set.of(TestTokens.REALM), Set.of(TestTokens.EXCHANGE_HOST));
    CheckLists rules = CheckLists.COMPLETE;
    /** Whether tokens of people are switched on. */
    boolean people = true;

    String host = TestTokens.EXCHANGE_HOST;
    int port = 443;
    private @Nullable TokenValidator validator;

    ValidationWorld() {
        trust(TestTokens.LYNC, TestKeys.lync(), TrustLevel.FULL, false);
        trust(SHAREPOINT, TestKeys.sharepoint(), TrustLevel.FULL, false);
        trust(SERVER, TestKeys.named("server"), TrustLevel.FULL, true);
        trust(EVOSTS, TestKeys.named("server"), TrustLevel.FULL, true);
        vouchFor(LYNC_ONLINE, true, TrustLevel.FULL, 0);
        vouchFor(APPLICATION, true, TrustLevel.FULL, 0);
        user("anna", TestTokens.ANNA, TestTokens.REALM, true);
        user("bert", "bert@contoso.com", TestTokens.REALM, true);
    }

    /** Replaces the registration of Lync. */
    void lync(boolean enabled, TrustLevel level, boolean acceptsSids, boolean linkedAccount, long trustedSince) {
        issuers.put(
                TestTokens.LYNC,
                new TrustedIssuer(
                        "lync",
                        TestTokens.LYNC,
                        Switches.of(IssuerTrait.OWN_KEYS)
                                .with(IssuerTrait.ENABLED, enabled)
                                .with(IssuerTrait.ACCEPTS_SIDS, acceptsSids)
                                .with(IssuerTrait.LINKED_ACCOUNT, linkedAccount),
                        level,
                        trustedSince));
    }

    /** Anna's account has this security identifier, which no token names. */
    void known(String sid) {
        users.clear();
        users.put(
                TestTokens.ANNA,
                List.of(new ActingUser(
                        "1",
                        new UserIdentifiers(sid, TestTokens.ANNA, TestTokens.ANNA, TestTokens.ANNA),
                        TestTokens.REALM,
                        true)));
    }

    /** What a witness was told at last. */
    @Nullable
    Supplier<TokenInspection> opened;

    /** The caller a token proves, or the refusal. */
    Future<Caller> present(TestTokens token) {
        return present(token.text());
    }

    Future<Caller> present(String token) {
        CallContext context = new CallContext(null, TraceParent.start(IdGenerator.seeded(1)), null);
        return validator().validate(token, host, port, context, told -> opened = told);
    }

    /** What every rule says of a token. */
    TokenExamination examine(String token) {
        return validator().examine(token, host, port).await();
    }

    private TokenValidator validator() {
        TokenValidator known = validator;
        if (known == null) {
            known = new TokenValidator(() -> self, this, this, new RsaEngine(counters), profile, clock, epoch, rules);
            known.admitPeopleAt(host -> people);
            validator = known;
        }
        return known;
    }

    /** The id of the rule that refuses a token, or {@code accepted}. */
    String outcome(String token) {
        Future<Caller> result = present(token);
        return result.succeeded() ? "accepted" : String.valueOf(((Refusal) result.cause()).rule());
    }

    @Override
    public Optional<IssuerKey> held(PrincipalId issuer, String x5t) {
        return faultyKey == null ? super.held(issuer, x5t) : Optional.of(faultyKey);
    }
}
