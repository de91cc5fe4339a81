package org.s2slab.client;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.token.ActorToken;
import org.s2slab.token.KeptToken;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopDetail.Failure;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TokenHash;
import org.s2slab.trace.TokenInspection;
import org.s2slab.trace.TraceParent;
import org.s2slab.trust.DedicatedApplication;
import org.s2slab.trust.DeploymentHttpClient;

/**
 * Calls partner servers: gets the challenge once, obtains an actor token, wraps it for the user and sends the request. Fails
 * with a Refusal: TOKEN_UNOBTAINABLE, PARTNER_REFUSED (status 401 or 403 in response to the token) or PARTNER_UNREACHABLE.
 */
public final class PartnerClient {
    /** Ten seconds for a call, because people wait. 16 MiB is more than any feature transfers at once. */
    private static final DeploymentHttpClient.Limits LIMITS =
            new DeploymentHttpClient.Limits(Duration.ofSeconds(10), 16 * 1024 * 1024);

    /** The objects of the node that the client uses. */
    public record Instruments(
            ConfigurationEpoch epoch,
            HopJournal journal,
            OperationCounters counters,
            IdGenerator ids,
            PartnerCallRegistry calls) {}

    private final DeploymentHttpClient http;
    private final ActorTokenSelector actorTokens;
    private final TokenIssuer issuer;
    private final Instruments instruments;
    private final ChallengeCache challenges;
    private final Set<String> accepting = ConcurrentHashMap.newKeySet();

    /** @param issuer makes the outer tokens */
    public PartnerClient(
            DeploymentHttpClient http, ActorTokenSelector actorTokens, TokenIssuer issuer, Instruments instruments) {
        this.http = http;
        this.actorTokens = actorTokens;
        this.issuer = issuer;
        this.instruments = instruments;
        this.challenges = new ChallengeCache(instruments.epoch());
    }

    /** Calls as this application, on behalf of the context's user, if any. */
    public Future<PartnerResponse> call(PartnerRequest request, CallContext context) {
        CallContext call = child(context);
        return attempt(request, call, true).onFailure(failure -> failed(host(request), failure, call));
    }

    /** Calls Microsoft Graph as the organisation's own application. No challenge of Graph names a token. */
    public Future<PartnerResponse> callGraph(PartnerRequest request, DedicatedApplication own, CallContext context) {
        CallContext call = child(context);
        return actorTokens
                .forGraph(own, request.uri(), call)
                .compose(proof -> present(request, proof, call, false))
                .onFailure(failure -> failed(host(request), failure, call));
    }

    private CallContext child(CallContext context) {
        instruments.journal().spans().calls(context);
        String asked = context.requestId();
        String id = asked == null ? instruments.ids().uuid() : asked;
        return new CallContext(context.user(), context.trace().child(instruments.ids()), id, context.links());
    }

    /** Journals a failed call that cannot be made because the partner's address is not configured. */
    public <T> Future<T> cannotCall(String product, Refusal refusal, CallContext context) {
        failed(product, refusal, context);
        return Future.failedFuture(refusal);
    }

    /** Journals that no call was made, because the context's user has no mailbox at the partner. */
    public void noMailbox(String product, String why, CallContext context) {
        journal(HopKind.FAILED, product, context, new Failure(FailureCause.NO_MAILBOX, why, null), null, null);
    }

    private void failed(String target, Throwable failure, CallContext call) {
        if (!(failure instanceof Refusal refusal)) {
            instruments.calls().failed(target, failure, null, call);
            journal(HopKind.FAILED, target, call, HopDetail.of(failure), null, null);
        } else if (refusal.code() != RefusalCode.PARTNER_REFUSED) {
            // Refusing responses are journalled elsewhere; this failure came earlier, or without response.
            noteRefused(target, target, refusal, null, call);
        }
    }

    private void noteRefused(
            String target, String peer, Refusal refusal, @Nullable String tokenHash, CallContext call) {
        instruments.calls().failed(target, refusal, tokenHash, call);
        instruments.journal().refused(HopKind.FAILED, peer, call, refusal, tokenHash, null);
    }

    /** Sends an anonymous request, for instance to discover a service. */
    public Future<PartnerResponse> ask(PartnerRequest request, CallContext context) {
        TraceParent trace = context.trace().child(instruments.ids());
        return send(trace, request, MultiMap.caseInsensitiveMultiMap().addAll(request.headers()), request.body())
                .map(answer -> new PartnerResponse(answer.status(), answer.headers(), answer.body()));
    }

    /** Whether the deployment has a host of this name. */
    public boolean knows(String host) {
        return http.knows(host);
    }

    /** Discards the cached challenge and tokens of a host, so that the next call requests them again. */
    public void forget(String host) {
        challenges.forget(host);
        actorTokens.forget(host);
        issuer.forgetOuters(host);
    }

    /** The cached actor tokens, and the cached outer tokens for a user, without their text. */
    public List<KeptToken> kept(Predicate<UserIdentifiers> user) {
        return Stream.concat(actorTokens.kept().stream(), issuer.keptOuters(user).stream())
                .toList();
    }

    /** The results of the latest calls to each partner. */
    public List<PartnerCallStatus> histories() {
        return instruments.calls().all();
    }

    private Future<PartnerResponse> attempt(PartnerRequest request, CallContext call, boolean mayRepeat) {
        return challenges
                .of(host(request), () -> askForChallenge(request, call))
                .compose(challenge -> actorTokens.forChallenge(challenge, request.uri(), call))
                // An unusable challenge is not cached, because the partner's administrator may change it soon.
                .onFailure(failure -> challenges.forget(host(request)))
                .compose(proof -> present(request, proof, call, mayRepeat));
    }

    private Future<PartnerResponse> present(
            PartnerRequest request, ActorProof proof, CallContext call, boolean mayRepeat) {
        String hash = TokenHash.of(proof.token().compact());
        return send(request, proof, hash, call).compose(answer -> judge(request, proof, hash, answer, call, mayRepeat));
    }

    private Future<DeploymentHttpClient.Answer> askForChallenge(PartnerRequest request, CallContext call) {
        instruments.counters().increment(OperationCounters.CHALLENGES_ASKED);
        journal(HopKind.ASKED, host(request), call, request.detail(), null, null);
        return exchange(request, "Bearer", MultiMap.caseInsensitiveMultiMap(), null, call);
    }

    private Future<DeploymentHttpClient.Answer> send(
            PartnerRequest request, ActorProof proof, String hash, CallContext call) {
        ActorToken actor = proof.token();
        HopDetail audience = new HopDetail.TokenFor(proof.audience().toString());
        var user = call.user();
        String token = user == null || proof.alone()
                ? actor.compact()
                : issuer.outerToken(
                        actor, proof.audience(), proof.application(), user, ClaimNames.NII_ACTIVE_DIRECTORY);
        Supplier<TokenInspection> opened = actor.origin() == ActorToken.Origin.REUSED ? null : ActorProof.opened(token);
        // The journal already has the request to the authorization server.
        boolean isIssued = actor.origin() == ActorToken.Origin.ISSUED;
        if (!isIssued) {
            boolean isNew = actor.origin() == ActorToken.Origin.SIGNED;
            journal(isNew ? HopKind.SIGNED : HopKind.REUSED, proof.peer(), call, audience, hash, opened);
        }
        journal(HopKind.CALLED, proof.peer(), call, request.detail(), hash, isIssued ? opened : null);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        return exchange(request, "Bearer " + token, headers, proof.bodyOf(request, user), call);
    }

    private Future<DeploymentHttpClient.Answer> exchange(
            PartnerRequest request, String authorization, MultiMap headers, @Nullable Buffer body, CallContext call) {
        headers.set(HttpHeaders.AUTHORIZATION, authorization)
                .set("client-request-id", String.valueOf(call.requestId()));
        return send(call.trace(), request, headers, body);
    }

    private Future<DeploymentHttpClient.Answer> send(
            TraceParent trace, PartnerRequest request, MultiMap headers, @Nullable Buffer body) {
        URI uri = request.uri();
        return http.send(trace, request.method(), uri, headers, body, LIMITS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof DeploymentHttpClient.NoAnswer none
                                ? new Refusal(RefusalCode.PARTNER_UNREACHABLE, Failure.unreachable(uri, none.detail()))
                                : failure));
    }

    private Future<PartnerResponse> judge(
            PartnerRequest request,
            ActorProof proof,
            String hash,
            DeploymentHttpClient.Answer answer,
            CallContext call,
            boolean mayRepeat) {
        if (answer.status() != 401 && answer.status() != 403) {
            accepting.add(host(request));
            instruments.calls().accepted(host(request), request, answer.status(), hash, call);
            return Future.succeededFuture(new PartnerResponse(answer.status(), answer.headers(), answer.body()));
        }
        Refusal refusal = new Refusal(RefusalCode.PARTNER_REFUSED, proof.refused(request, answer));
        noteRefused(host(request), proof.peer(), refusal, hash, call);
        if (answer.status() == 401) {
            challenges.forget(host(request));
        }
        if (answer.status() == 401 && !ActorProof.isAboutTheUser(answer)) {
            // The partner may have changed its realm, or may accept this node's tokens only from now on.
            actorTokens.forget(host(request));
            if (accepting.remove(host(request)) && mayRepeat) {
                return attempt(request, call, false);
            }
        }
        return Future.failedFuture(refusal);
    }

    private void journal(
            HopKind kind,
            String peer,
            CallContext call,
            HopDetail detail,
            @Nullable String tokenHash,
            @Nullable Supplier<TokenInspection> opened) {
        instruments.journal().record(kind, peer, call, null, detail, tokenHash, opened);
    }

    private static String host(PartnerRequest request) {
        return request.uri().getHost();
    }
}
