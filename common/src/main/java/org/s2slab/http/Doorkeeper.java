package org.s2slab.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;

/**
 * Stands in front of endpoints: lets in whoever brings one credential of a kind the door takes, leaves the caller on the
 * request, and otherwise has the challenge told.
 */
public final class Doorkeeper implements Handler<RoutingContext> {
    private static final String KEY = "s2slab.doorkeeper";
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";

    private final Dialect dialect;
    private final Supplier<ServiceIdentity> self;
    private final Supplier<List<PrincipalId>> trusted;
    private final HopJournal journal;
    private final @Nullable S2SAuthenticator partners;
    private final @Nullable ClientAuthenticator people;

    /**
     * @param trusted the issuers trusted now
     * @param partners how partner servers are recognised, or null at a door that does not take them
     * @param people how people sign in, or null at a door that does not take them
     */
    public Doorkeeper(
            Dialect dialect,
            Supplier<ServiceIdentity> self,
            Supplier<List<PrincipalId>> trusted,
            HopJournal journal,
            @Nullable S2SAuthenticator partners,
            @Nullable ClientAuthenticator people) {
        this.dialect = dialect;
        this.self = self;
        this.trusted = trusted;
        this.journal = journal;
        this.partners = partners;
        this.people = people;
    }

    /** The doorkeeper a request met, if it met one. */
    static Optional<Doorkeeper> of(RoutingContext request) {
        return Optional.ofNullable(request.get(KEY));
    }

    /** The same router for endpoints behind this door: each route they add is guarded. */
    public Router inFrontOf(Router router) {
        return GuardedRouter.of(router, this);
    }

    @Override
    public void handle(RoutingContext request) {
        request.put(KEY, this);
        authenticate(request).onSuccess(caller -> enter(caller, request)).onFailure(request::fail);
    }

    /** Adds the {@code WWW-Authenticate} fields and diagnostics this door answers with. */
    void challenge(MultiMap headers, Refusal refusal, String host) {
        boolean aboutToken =
                refusal.code() != RefusalCode.CREDENTIAL_MISSING && refusal.code() != RefusalCode.CREDENTIAL_WRONG;
        if (partners != null) {
            dialect.challenge(headers, self.get().principal(), trusted.get(), aboutToken ? refusal : null, host);
        }
        boolean basicTold = headers.getAll(WWW_AUTHENTICATE).stream().anyMatch(BasicCredential::isBasic);
        if (people != null && !basicTold) {
            headers.add(WWW_AUTHENTICATE, "Basic realm=" + HeaderText.quote(host) + ", charset=\"UTF-8\"");
        }
    }

    private Future<Caller> authenticate(RoutingContext request) {
        String authorization = RequestFacts.of(request).authorization();
        Optional<BearerCredential> bearer = BearerCredential.in(authorization);
        if (partners != null && bearer.isPresent()) {
            return partners.authenticate(bearer.get(), request);
        }
        if (people != null && BasicCredential.isBasic(authorization)) {
            return signIn(people, authorization, request);
        }
        Refusal refusal = RequestRules.CREDENTIAL_GIVEN.refusal();
        journal.record(HopKind.CHALLENGED, "-", Callers.context(request), refusal.rule(), null, null);
        return Future.failedFuture(refusal);
    }

    private Future<Caller> signIn(ClientAuthenticator authenticator, String authorization, RoutingContext request) {
        CallContext context = Callers.context(request);
        return BasicCredential.in(authorization)
                .map(authenticator::authenticate)
                .orElseGet(() -> Future.failedFuture(new Refusal(
                        RefusalCode.CREDENTIAL_WRONG, "the Basic credential is not base64 of user:password in UTF-8")))
                .onSuccess(
                        caller -> journal.record(HopKind.SIGNED_IN, "-", forCaller(context, caller), null, null, null))
                .onFailure(failure -> {
                    if (failure instanceof Refusal) {
                        journal.record(HopKind.REFUSED, "-", context, null, failure.getMessage(), null);
                    }
                });
    }

    private static void enter(Caller caller, RoutingContext request) {
        Callers.put(request, caller);
        Callers.put(request, forCaller(Callers.context(request), caller));
        request.next();
    }

    private static CallContext forCaller(CallContext context, Caller caller) {
        var user = caller.user();
        return user == null ? context : context.forUser(user.identifiers());
    }
}
