package org.s2slab.authz.grants;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.identity.Audience;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.token.SigningInput;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TokenInspection;
import org.s2slab.validation.ClientAssertion;
import org.s2slab.validation.PrintableValue;
import org.s2slab.validation.Rule;

/** Decides for every token endpoint whether an application gets a token; records and signs it. */
public final class TokenGrantService implements TokenSource {
    /** Lifetime of a token in seconds: a day and five minutes, like the tokens of Azure ACS since 2020. */
    public static final long LIFETIME = 86_700;

    private final TenantRegistry registry;
    private final IssuedTokenStore issued;
    private final Supplier<Optional<SigningKey>> key;
    private final RsaEngine engine;
    private final HopJournal journal;
    private final PolicyClock policies;
    private final IdGenerator ids;
    private final GrantRules rules;

    /**
     * @param key the current signing key
     * @param policies the clock, and whether tokens show that a key of the tenant proved an application of Microsoft
     */
    public TokenGrantService(
            TenantRegistry registry,
            IssuedTokenStore issued,
            Supplier<Optional<SigningKey>> key,
            RsaEngine engine,
            HopJournal journal,
            PolicyClock policies,
            IdGenerator ids) {
        this(registry, issued, key, engine, journal, policies, ids, GrantRules.COMPLETE);
    }

    /** Uses other rules, only to show what happens without a rule. */
    TokenGrantService(
            TenantRegistry registry,
            IssuedTokenStore issued,
            Supplier<Optional<SigningKey>> key,
            RsaEngine engine,
            HopJournal journal,
            PolicyClock policies,
            IdGenerator ids,
            GrantRules rules) {
        this.registry = registry;
        this.issued = issued;
        this.key = key;
        this.engine = engine;
        this.journal = journal;
        this.policies = policies;
        this.ids = ids;
        this.rules = rules;
    }

    @Override
    public Future<IssuedToken> grant(TokenRequest request, CallContext context) {
        Attempt attempt = new Attempt(request, context);
        try {
            GrantType grant = GrantType.of(String.valueOf(request.field("grant_type")), request.door());
            Rule.refuseByFirst(rules.request(), request);
            GrantEvidence evidence = attempt.evidence(grant);
            Rule.refuseByFirst(rules.client(), evidence);
            return issue(evidence, context).recover(attempt::denied);
        } catch (RuntimeException e) {
            return attempt.denied(e);
        }
    }

    /** Writes the record and signs the token at the same time. The client waits for both. */
    private Future<IssuedToken> issue(GrantEvidence evidence, CallContext context) {
        Instant now = Instant.ofEpochSecond(evidence.now());
        ServicePrincipal webApi = evidence.webApi();
        Instant expires = now.plusSeconds(webApi == null ? LIFETIME : AccessTokenParts.lifetime(ids));
        SigningInput token = webApi == null
                ? SigningInput.of(evidence.template(audience(evidence), policies.isDated()), signingKey(), now, expires)
                : new WebApiTokenFactory(ids, policies.isDated()).of(evidence, webApi, signingKey(), now, expires);
        String hash = token.hash();
        IssuedTokenStore.Entry entry = new IssuedTokenStore.Entry(
                evidence.now(),
                evidence.tenant(),
                evidence.client().appId(),
                evidence.credential().shown(),
                webApi == null ? audience(evidence).toString() : WebApiTokenFactory.audience(evidence, webApi),
                hash,
                expires.getEpochSecond(),
                context.trace().traceId());
        AssertionReplayKey use = AssertionReplayKey.of(evidence);
        Future<Boolean> recorded = issued.record(entry, use);
        return Future.all(recorded, signed(token)).map(both -> {
            if (use != null && !recorded.result()) {
                Rule.refuseByFirst(rules.use(), use.seen());
            }
            journal.record(
                    HopKind.TOKEN_ISSUED,
                    WellKnownPrincipals.productOf(evidence.client().appId()),
                    context,
                    null,
                    new HopDetail.TokenFor(
                            detail(evidence, entry),
                            entry.resource(),
                            evidence.credential().id()),
                    hash,
                    new GrantRecord(rules, evidence.request(), evidence).issued(token));
            return new IssuedToken(
                    both.resultAt(1),
                    String.valueOf(evidence.request().field("resource")),
                    evidence.now(),
                    expires.getEpochSecond(),
                    Map.of());
        });
    }

    /**
     * Signs in the next turn of the event loop, because the record is sent to the disk at the end of this turn. On a
     * single core the database thread runs first, so that the disk works during the computation of the signature.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    private Future<String> signed(SigningInput token) {
        Context loop = Vertx.currentContext();
        Future<Void> turn = loop == null
                ? Future.succeededFuture()
                : Future.future(promise -> loop.runOnContext(promise::complete));
        return turn.map(now -> {
            Thread.yield();
            return token.signed(engine);
        });
    }

    private static Audience audience(GrantEvidence evidence) {
        return Objects.requireNonNull(evidence.audience(), "a request without resource got past K5");
    }

    private SigningKey signingKey() {
        return key.get().orElseThrow(() -> Refusal.unavailable("there is no certificate to sign with"));
    }

    /** The detail of the hop. It begins with the audience, so that scripts can find the token's purpose. */
    private static String detail(GrantEvidence evidence, IssuedTokenStore.Entry entry) {
        var ignored = evidence.request().ignored();
        return entry.resource() + " to " + entry.client() + " by " + entry.credential()
                + (ignored.isEmpty()
                        ? ""
                        : ", ignoring "
                                + PrintableValue.value(String.join(" ", ignored).replace('@', '?')));
    }

    /** One token request in progress. A refusal can report all facts that are known so far. */
    private final class Attempt {
        private final TokenRequest request;
        private final CallContext context;
        private @Nullable GrantEvidence evidence;

        Attempt(TokenRequest request, CallContext context) {
            this.request = request;
            this.context = context;
        }

        GrantEvidence evidence(GrantType grant) {
            TenantSnapshot tenant = tenant();
            if (grant != GrantType.OF_USERS) {
                ScopeParser.refuseOther(request);
            }
            String compact = request.field(grant == GrantType.ASSERTION ? "assertion" : "client_assertion");
            ClientAssertion assertion = compact == null ? null : read(grant, compact);
            long now =
                    policies.clock().instant().truncatedTo(ChronoUnit.SECONDS).getEpochSecond();
            GrantEvidence found = new GrantEvidence(request, grant, tenant, assertion, engine, now);
            evidence = found;
            return found;
        }

        private ClientAssertion read(GrantType grant, String compact) {
            return grant == GrantType.ASSERTION
                    ? ClientAssertion.read(compact)
                    : ClientAssertion.readOfLibrary(compact);
        }

        /** The tenant of the path, else the tenant of the resource. The whole request must belong to it (check K5). */
        private TenantSnapshot tenant() {
            String resource = String.valueOf(request.field("resource"));
            String word = request.tenant();
            String named = word != null ? word : resource.substring(resource.lastIndexOf('@') + 1);
            return registry.named(named)
                    .orElseThrow(() -> new Refusal(
                            RefusalCode.REQUEST_MALFORMED,
                            "K5",
                            Finding.of("the tenant is " + PrintableValue.value(named), "one of this server")));
        }

        <T> Future<T> denied(Throwable cause) {
            // A failure of this server says nothing about the client (check N4).
            Refusal refusal = cause instanceof Refusal own
                    ? own
                    : new Refusal(RefusalCode.INTERNAL_ERROR, "N4", "unexpected: " + cause).because(cause);
            GrantEvidence known = evidence;
            String who = known == null || !known.isClientKnown()
                    ? "-"
                    : WellKnownPrincipals.productOf(known.client().appId());
            Finding found = Finding.of(refusal);
            String detail = found.text() + (known == null ? "" : "; " + asked(known));
            Refusal journalled = new Refusal(
                    refusal.code(),
                    refusal.rule(),
                    new Finding(detail, found.found(), found.expected(), found.partner()));
            TokenInspection opened = new GrantRecord(rules, request, known).denied(refusal);
            journal.refused(HopKind.TOKEN_DENIED, who, context, journalled, null, () -> opened);
            return Future.failedFuture(TokenErrorMessages.denial(refusal, request, known));
        }

        private String asked(GrantEvidence known) {
            return (known.wasProven() ? "client " : "claimed client ") + PrintableValue.value(known.claimed()) + ", "
                    + (known.isCredentialKnown() ? known.credential().shown() : "no credential of it") + ", tenant "
                    + known.tenant() + ", " + request.door().resourceField() + " "
                    + PrintableValue.value(request.asked());
        }
    }
}
