package org.s2slab.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.refusal.RefusalCode.Family;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.ChallengeContent;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TokenHash;
import org.s2slab.trace.TokenInspection;
import org.s2slab.validation.BearerValidator;
import org.s2slab.validation.PrintableValue;

/**
 * Authenticates the caller of endpoints: a partner server by its S2S token, or a person by HTTP Basic. Puts the caller
 * on the request, journals acceptance and refusal, and writes the challenge of a refusal.
 *
 * @param trusted the currently trusted issuers
 * @param partners validates the tokens of partner servers; null where partner servers are not accepted
 * @param people authenticates people; null where people are not accepted
 * @param challenges parses the fields of a challenge for the journal, as a caller does
 */
public record CallerAuthenticator(
        Dialect dialect,
        Supplier<ServiceIdentity> self,
        Supplier<List<PrincipalId>> trusted,
        HopJournal journal,
        @Nullable BearerValidator partners,
        @Nullable BasicAuthenticator people,
        Function<List<String>, Optional<ChallengeContent>> challenges)
        implements Handler<RoutingContext> {
    private static final String KEY = "s2slab.doorkeeper";
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final int HTTPS = 443;
    private static final int UNAUTHORIZED = 401;

    /** The schemes of Windows authentication (RFC 4559), which the lab does not support. */
    private static final Set<String> WINDOWS_SCHEMES = Set.of("ntlm", "negotiate");

    /** The authenticator that processed a request, if any. */
    static Optional<CallerAuthenticator> of(RoutingContext request) {
        return Optional.ofNullable(request.get(KEY));
    }

    @Override
    public void handle(RoutingContext request) {
        request.put(KEY, this);
        authenticate(request).onSuccess(caller -> enter(caller, request)).onFailure(request::fail);
    }

    /**
     * Adds the {@code WWW-Authenticate} fields and diagnostics to a response.
     *
     * @param anonymous whether the request had no Authorization field
     */
    void challenge(MultiMap headers, Refusal refusal, String host, boolean anonymous) {
        boolean aboutToken =
                refusal.code() != RefusalCode.CREDENTIAL_MISSING && refusal.code() != RefusalCode.CREDENTIAL_WRONG;
        if (partners != null) {
            dialect.challenge(headers, self.get().principal(), trusted.get(), aboutToken ? refusal : null, host);
        }
        boolean basicTold = headers.getAll(WWW_AUTHENTICATE).stream().anyMatch(BasicCredential::isBasic);
        if (people != null && !basicTold) {
            headers.add(WWW_AUTHENTICATE, "Basic realm=" + HeaderText.quote(host) + ", charset=\"UTF-8\"");
        }
        if (anonymous && dialect.offersBasicFirst()) {
            List<String> fields = headers.getAll(WWW_AUTHENTICATE);
            headers.set(
                    WWW_AUTHENTICATE,
                    fields.stream()
                            .sorted(Comparator.comparing(field -> !BasicCredential.isBasic(field)))
                            .toList());
        }
    }

    private Future<Caller> authenticate(RoutingContext request) {
        String authorization = RequestFacts.of(request).authorization();
        Optional<BearerCredential> bearer = BearerCredential.in(authorization);
        if (partners != null && bearer.isPresent()) {
            return validate(partners, bearer.get(), request);
        }
        if (people != null && BasicCredential.isBasic(authorization)) {
            return signIn(people, authorization, request);
        }
        Refusal refusal = noCredential(authorization);
        String host = request.request().authority().host();
        journal.record(HopKind.CHALLENGED, "-", RequestIdentity.context(request), null, content(refusal, host), null);
        return Future.failedFuture(refusal);
    }

    /** The refusal of a request without an accepted credential. It names the scheme of Windows authentication. */
    private static Refusal noCredential(String authorization) {
        Refusal refusal = RequestRules.CREDENTIAL_GIVEN.refusal();
        String scheme = BearerCredential.schemeOf(authorization);
        return WINDOWS_SCHEMES.contains(scheme)
                ? new Refusal(
                        refusal.code(),
                        refusal.rule(),
                        Finding.of(
                                "the Authorization field has the scheme " + PrintableValue.value(scheme),
                                "Basic or Bearer: the lab has no NTLM and no Kerberos"))
                : refusal;
    }

    /** The content of the challenge, parsed as a caller does; null where partner servers are not accepted. */
    private @Nullable HopDetail content(Refusal refusal, String host) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        challenge(headers, refusal, host, false);
        return challenges.apply(headers.getAll(WWW_AUTHENTICATE)).orElse(null);
    }

    private Future<Caller> validate(BearerValidator validator, BearerCredential credential, RoutingContext request) {
        CallContext context = RequestIdentity.context(request);
        HostAndPort authority = request.request().authority();
        int port = authority.port() > 0 ? authority.port() : HTTPS;
        String host = authority.host().toLowerCase(Locale.ROOT);
        AtomicReference<Supplier<TokenInspection>> opened = new AtomicReference<>();
        return validator
                .validate(credential.token(), host, port, context, opened::set)
                .onSuccess(caller -> accepted(caller, request, opened.get()))
                .recover(failure -> Future.failedFuture(refused(failure, credential, context, opened.get())));
    }

    /** A later rule may refuse the request, so the hop waits for the response's start or a call to a partner. */
    private void accepted(Caller caller, RoutingContext request, @Nullable Supplier<TokenInspection> opened) {
        CallContext context = forCaller(RequestIdentity.context(request), caller);
        journal.accepted(product(caller), context, caller.tokenHash(), opened);
        request.addHeadersEndHandler(begun -> journal.admitted(context));
        request.addEndHandler(ended -> journal.admitted(context));
        if (request.response().closed() || request.response().ended()) {
            // The client left during validation, so no event will report the end of its request.
            journal.admitted(context);
        }
    }

    private static String product(Caller caller) {
        PrincipalId application = caller.application();
        return application == null ? "-" : application.product();
    }

    /**
     * Journals that a caller's rights were insufficient, if its hop is undecided and no endpoint has done this. The sign-in
     * of a person is never undecided, so a policy's refusal is journalled as another hop.
     */
    void refusedLater(Refusal refusal, RoutingContext request) {
        CallContext context = RequestIdentity.context(request);
        boolean isRight =
                refusal.code().family() == Family.GRANT || refusal.code().status() == UNAUTHORIZED;
        boolean isPolicy = refusal.code() == RefusalCode.TENANT_POLICY;
        if (isPolicy || (isRight && journal.isUndecided(context))) {
            Caller caller = RequestIdentity.caller(request);
            CheckedRule failed = CheckedRule.refused(
                    String.valueOf(refusal.rule()), refusal.code().sentence(), Finding.of(refusal));
            journal.refused(
                    HopKind.REFUSED,
                    product(caller),
                    context,
                    refusal,
                    caller.tokenHash(),
                    () -> new TokenInspection(null, refusal.rule() == null ? List.of() : List.of(failed)));
        }
    }

    /** Any failure of the validator refuses the token, so that a caller cannot get in by breaking the validator. */
    private Refusal refused(
            Throwable failure,
            BearerCredential credential,
            CallContext context,
            @Nullable Supplier<TokenInspection> opened) {
        Refusal refusal = failure instanceof Refusal known
                ? known
                : new Refusal(RefusalCode.VALIDATION_FAILED, "internal failure: " + failure).because(failure);
        String caller = refusal.caller() == null ? "-" : refusal.caller();
        journal.refused(HopKind.REFUSED, caller, context, refusal, TokenHash.ofPresented(credential.token()), opened);
        return refusal;
    }

    private Future<Caller> signIn(BasicAuthenticator authenticator, String authorization, RoutingContext request) {
        CallContext context = RequestIdentity.context(request);
        return BasicCredential.in(authorization)
                .map(authenticator::authenticate)
                .orElseGet(() -> Future.failedFuture(new Refusal(
                        RefusalCode.CREDENTIAL_WRONG, "the Basic credential is not base64 of user:password in UTF-8")))
                .onSuccess(
                        caller -> journal.record(HopKind.SIGNED_IN, "-", forCaller(context, caller), null, null, null))
                .onFailure(failure -> {
                    if (failure instanceof Refusal refusal) {
                        journal.record(HopKind.REFUSED, "-", context, null, HopDetail.of(refusal), null);
                    }
                });
    }

    private static void enter(Caller caller, RoutingContext request) {
        RequestIdentity.put(request, caller);
        RequestIdentity.put(request, forCaller(RequestIdentity.context(request), caller));
        request.next();
    }

    private static CallContext forCaller(CallContext context, Caller caller) {
        var user = caller.user();
        return user == null ? context : context.forUser(user.identifiers());
    }
}
