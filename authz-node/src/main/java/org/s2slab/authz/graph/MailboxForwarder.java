package org.s2slab.authz.graph;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopDetail.Failure;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trust.DeploymentHttpClient;
import org.s2slab.trust.DeploymentHttpClient.Answer;

/**
 * Forwards Graph's requests for {@code /users} to the Exchange Online of the tenant in the caller's token, with the same
 * token. Exchange Online validates this token again.
 *
 * @param hosts the hosts of Exchange Online by tenant, from the configuration; no request chooses a host
 */
public record MailboxForwarder(
        DeploymentHttpClient http, HopJournal journal, IdGenerator ids, Map<String, String> hosts) {
    /** The first segment of the forwarded addresses. */
    static final String USERS = "users";

    /** Ten seconds, because people wait. A photo has at most 1 MiB; the schedules of one request are smaller. */
    private static final DeploymentHttpClient.Limits LIMITS =
            new DeploymentHttpClient.Limits(Duration.ofSeconds(10), 8 * 1024 * 1024);

    private static final List<String> REQUEST_FIELDS =
            List.of("Authorization", "Content-Type", "Prefer", "If-None-Match");
    private static final List<String> RESPONSE_FIELDS =
            List.of("Content-Type", "ETag", "Preference-Applied", "Retry-After");

    public MailboxForwarder {
        hosts = Map.copyOf(hosts);
    }

    /** Whether an address belongs to Exchange Online, and the tenant has one. */
    boolean serves(List<String> segments, Caller caller) {
        return segments.get(0).equals(USERS) && hosts.containsKey(tenant(caller));
    }

    /**
     * Forwards a request, and sends the response of Exchange Online.
     *
     * @param segments the decoded segments of the address, of which the forwarded address is made
     */
    Future<Void> forward(RoutingContext request, List<String> segments) {
        Caller caller = RequestIdentity.caller(request);
        PrincipalId exchange = new PrincipalId(WellKnownPrincipals.EXCHANGE, tenant(caller));
        URI address = address(String.valueOf(hosts.get(exchange.realm())), segments, request.request());
        CallContext context = RequestIdentity.context(request);
        CallContext call =
                new CallContext(context.user(), context.trace().child(ids), context.requestId(), context.links());
        HttpServerRequest asked = request.request();
        var detail = new HopDetail.Call(asked.method().name(), address.toString());
        journal.record(HopKind.CALLED, exchange.product(), call, null, detail, caller.tokenHash());
        var body = request.body() == null ? null : request.body().buffer();
        return http.send(call.trace(), asked.method(), address, fields(asked, call), body, LIMITS)
                .recover(failure -> Future.failedFuture(unreachable(address, failure)))
                .map(answer -> accepted(address, answer))
                .onFailure(failure -> failed(exchange, failure, call, caller))
                .compose(answer -> send(request.response(), answer));
    }

    private static String tenant(Caller caller) {
        PrincipalId application = caller.application();
        return application == null ? "" : application.realm();
    }

    private static URI address(String host, List<String> segments, HttpServerRequest request) {
        String path = segments.stream()
                .map(MailboxForwarder::encoded)
                .collect(Collectors.joining("/", "https://" + host + "/v1.0/", ""));
        try {
            return URI.create(request.query() == null ? path : path + "?" + request.query());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("The query of the address cannot be read: '"
                    + GraphRequest.shown(String.valueOf(request.query())) + "'.");
        }
    }

    /** A segment as in an address. A segment that another server could read as several segments is refused. */
    private static String encoded(String segment) {
        boolean isPlain = segment.chars().allMatch(one -> one > ' ' && one != '/' && one != '\\' && one != 0x7F);
        if (!isPlain || segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw Refusal.invalid("The address has the segment '" + GraphRequest.shown(segment)
                    + "'; expected are the id or the user principal name of a user, and names of Graph.");
        }
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }

    private static MultiMap fields(HttpServerRequest request, CallContext call) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        copy(REQUEST_FIELDS, request.headers(), fields);
        String id = call.requestId();
        return fields.set("client-request-id", id == null ? call.trace().guid() : id);
    }

    private static void copy(List<String> names, MultiMap from, MultiMap to) {
        for (String name : names) {
            String value = from.get(name);
            if (value != null) {
                to.set(name, value);
            }
        }
    }

    private static Throwable unreachable(URI address, Throwable failure) {
        return failure instanceof DeploymentHttpClient.NoAnswer none
                ? new Refusal(RefusalCode.PARTNER_UNREACHABLE, Failure.unreachable(address, none.detail()))
                : failure;
    }

    /** The response, unless Exchange Online refuses the token. The caller could not mend that. */
    private static Answer accepted(URI address, Answer answer) {
        if (answer.status() == 401) {
            throw new Refusal(RefusalCode.PARTNER_REFUSED, refused(address, answer));
        }
        return answer;
    }

    private static Failure refused(URI address, Answer answer) {
        String id = answer.headers().get("request-id");
        String text = "'" + address + "' answered " + answer.status() + "; request-id: " + id;
        return new Failure(FailureCause.REFUSED, text, address.toString(), answer.status(), id, null);
    }

    private void failed(PrincipalId exchange, Throwable failure, CallContext call, Caller caller) {
        if (failure instanceof Refusal refusal) {
            journal.refused(HopKind.FAILED, exchange.product(), call, refusal, caller.tokenHash(), null);
        }
    }

    private static Future<Void> send(HttpServerResponse response, Answer answer) {
        response.setStatusCode(answer.status());
        copy(RESPONSE_FIELDS, answer.headers(), response.headers());
        return response.end(answer.body());
    }
}
