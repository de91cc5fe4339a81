package org.s2slab.authz.signin;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.s2slab.authz.grants.AccessTokenParts;
import org.s2slab.authz.grants.IssuedToken;
import org.s2slab.authz.grants.IssuedTokenStore;
import org.s2slab.authz.grants.TokenDenial;
import org.s2slab.authz.grants.TokenRequest;
import org.s2slab.authz.grants.TokenSource;
import org.s2slab.authz.registry.Person;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.token.SigningInput;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TokenInspection;
import org.s2slab.trace.TokenView;

/**
 * Issues the tokens of people for codes. A request with a credential of the client, or without a code, is for
 * applications, and another source decides about it.
 *
 * @param others decides about the requests of applications
 * @param key the current signing key
 */
record SignInTokenService(
        TokenSource others,
        PersonAuthenticator service,
        SignInGrantStore grants,
        IssuedTokenStore issued,
        Supplier<Optional<SigningKey>> key,
        RsaEngine engine,
        IdGenerator ids)
        implements TokenSource {
    private static final Set<String> CODES =
            Set.of("authorization_code", "device_code", "urn:ietf:params:oauth:grant-type:device_code");

    @Override
    public Future<IssuedToken> grant(TokenRequest request, CallContext context) {
        boolean isCode = CODES.contains(String.valueOf(request.field("grant_type")));
        if (!isCode || request.hasCredential()) {
            return others.grant(request, context);
        }
        CodeUse use = new CodeUse(request, null, service.registry(), service.people(), service.now());
        TokenDenial denial = SignInRule.denial(SignInRules.CODE_FORM, use);
        Future<IssuedToken> token = denial != null
                ? Future.failedFuture(denial)
                : grants.use(
                                String.valueOf(request.field(use.field())),
                                use.now(),
                                grant -> SignInRule.denial(SignInRules.CODE, use.of(grant)))
                        .compose(used -> used.denial() != null
                                ? Future.failedFuture(used.denial())
                                : issue(use.of(used.grant()), context));
        return token.recover(failure -> {
            TokenDenial denied = failure instanceof TokenDenial known ? known : failed(failure);
            service.denied(denied, context);
            return Future.failedFuture(denied);
        });
    }

    /** The denial because of a failure of this server, which says nothing about the code. */
    private static TokenDenial failed(Throwable failure) {
        Refusal refusal = failure instanceof Refusal own
                ? own
                : new Refusal(RefusalCode.UNAVAILABLE, "N4", "the code could not be used: " + failure).because(failure);
        return new TokenDenial(refusal, "AADSTS90033: A transient error has occurred. Please try again.", null);
    }

    private Future<IssuedToken> issue(CodeUse use, CallContext context) {
        Person person = use.person().orElseThrow();
        SignInGrant grant = use.known();
        TenantSnapshot tenant = service.registry().current(person.tenant());
        RequestedAccess access = RequestedAccess.of(tenant, service.hosts(), grant.asked());
        SigningKey signing = key.get().orElseThrow(() -> Refusal.unavailable("there is no certificate to sign with"));
        Instant now = Instant.ofEpochSecond(use.now());
        Instant expires = now.plusSeconds(AccessTokenParts.lifetime(ids));
        var tokens = new PersonTokenFactory(person, grant.client(), signing, now, expires, ids.hex(22));
        SigningInput token = tokens.access(access);
        var entry = new IssuedTokenStore.Entry(
                use.now(),
                person.tenant(),
                grant.client(),
                "the password of " + person.upn(),
                access.audience(),
                token.hash(),
                expires.getEpochSecond(),
                context.trace().traceId());
        return issued.record(entry).map(recorded -> {
            journal(token, entry, context.forUser(person.identifiers()));
            Map<String, String> members = members(use, tokens, access);
            return new IssuedToken(token.signed(engine), access.audience(), use.now(), entry.expires(), members);
        });
    }

    /** The members of the response beside the access token. */
    private Map<String, String> members(CodeUse use, PersonTokenFactory tokens, RequestedAccess access) {
        SignInGrant grant = use.known();
        List<String> asked = List.of(grant.asked().split(" +"));
        Map<String, String> members = new HashMap<>();
        Stream<String> scopes =
                access.scopes().stream().map(scope -> asked.contains(scope) ? scope : access.audience() + "/" + scope);
        members.put("scope", String.join(" ", scopes.toList()));
        if (!use.request().door().byScope() || asked.contains("openid")) {
            members.put(
                    "id_token",
                    tokens.identity(grant.nonce(), use.request().door()).signed(engine));
        }
        if ("1".equals(use.request().field("client_info"))) {
            members.put("client_info", tokens.clientInfo());
        }
        return members;
    }

    private void journal(SigningInput token, IssuedTokenStore.Entry entry, CallContext context) {
        String content = token.content();
        List<CheckedRule> held = Stream.of(SignInRules.CODE_FORM, SignInRules.CODE)
                .flatMap(List::stream)
                .map(SignInRule::listed)
                .map(rule -> CheckedRule.held(rule.id(), rule.sentence()))
                .toList();
        String detail = entry.resource() + " to " + entry.client() + " by " + entry.credential();
        var issuedFor = new HopDetail.TokenFor(detail, entry.resource(), null);
        service.journal()
                .record(
                        HopKind.TOKEN_ISSUED,
                        "-",
                        context,
                        null,
                        issuedFor,
                        entry.tokenHash(),
                        () -> new TokenInspection(TokenView.ofUnsigned(content), held));
    }
}
