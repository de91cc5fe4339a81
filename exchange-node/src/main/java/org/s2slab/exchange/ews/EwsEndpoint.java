package org.s2slab.exchange.ews;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.responsecode.ServerVersion;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.MediaTypes;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.Caller;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.IdGenerator;

/** The SOAP endpoint of EWS: parses the envelope, determines the mailbox and dispatches to the operation. */
public final class EwsEndpoint implements Endpoint {
    private static final String PATH = "(?i)/ews/exchange\\.asmx";

    private static final Set<RefusalCode> OF_PORT = Set.of(RefusalCode.GRANT_INSUFFICIENT, RefusalCode.TENANT_POLICY);

    /** The header by which a client requests a cookie that routes its subscription requests to one Mailbox server. */
    private static final String AFFINITY = "X-PreferServerAffinity";

    private final Map<String, EwsOperation> operations;
    private final RequestSchema schema;
    private final MailboxResolver acting;
    private final CallerBudget budget;
    private final BiFunction<EwsRequest, EwsOperation, Future<EwsResponse>> rights;
    private final EwsPolicy policy;
    private final IdGenerator ids;
    private final String server;
    private final ListLimit lists;

    /**
     * @param rights performs an operation if the caller has the required rights on folders and mailboxes
     * @param policy the policies of the organization for callers
     * @param server the name of this server in response headers
     * @param listEntries the maximum number of entries of one list in a request
     */
    public EwsEndpoint(
            List<EwsOperation> operations,
            RequestSchema schema,
            MailboxResolver acting,
            CallerBudget budget,
            BiFunction<EwsRequest, EwsOperation, Future<EwsResponse>> rights,
            EwsPolicy policy,
            IdGenerator ids,
            String server,
            int listEntries) {
        this.operations = Stream.concat(EwsOperationTable.constants().stream(), operations.stream())
                .collect(Collectors.toMap(EwsOperation::name, Function.identity()));
        this.schema = schema;
        this.acting = acting;
        this.budget = budget;
        this.rights = rights;
        this.policy = policy;
        this.ids = ids;
        this.server = server;
        this.lists = new ListLimit(listEntries);
    }

    @Override
    public Set<String> bodyTypes() {
        return MediaTypes.XML;
    }

    @Override
    public Optional<CallerPolicy> policy() {
        return Optional.of(policy::check);
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.POST, PATH).handler(this::serve).failureHandler(this::refuseLarge);
        routes.routeWithRegex(HttpMethod.GET, PATH).handler(EwsEndpoint::describe);
    }

    /** Refuses a request as Exchange does if more requests run at the same time than EwsMaxConcurrency allows. */
    @Override
    public void refuseBusy(RoutingContext request) {
        refuse(request, ResponseCode.ErrorExceededConnectionCount);
    }

    private void refuseLarge(RoutingContext request) {
        refuse(request, ResponseCode.ErrorRequestStreamTooBig);
    }

    private void refuse(RoutingContext request, ResponseCode code) {
        headers(request);
        fault(request, new EwsFault(code));
    }

    private void serve(RoutingContext request) {
        Buffer body = request.body().buffer();
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && !type.toLowerCase(Locale.ROOT).contains("xml")) {
            request.fail(new Refusal(
                    RefusalCode.MEDIA_TYPE_UNSUPPORTED, "Content-Type: '" + type + "', expected text/xml (SOAP 1.1)"));
            return;
        }
        headers(request);
        RequestSchema.compiled(request.vertx())
                .compose(ready -> perform(request, body == null ? new byte[0] : body.getBytes()))
                .onFailure(failure -> fault(request, failure));
    }

    /**
     * Runs the checks that follow the checks of the port, in the order of the code. The first failing check ends the
     * request. {@code EwsChecksTest} proves the order.
     */
    private Future<Void> perform(RoutingContext http, byte[] document) {
        Caller caller = RequestIdentity.caller(http);
        RequestSchema.Parsed parsed = schema.read(document);
        EwsEnvelope envelope = EwsEnvelope.of(parsed.envelope());
        EwsOperation operation = operation(envelope);
        RequestIdentity.operation(http, operation.name());
        lists.check(envelope.operation());
        parsed.requireValid();
        envelope.requireTimeZone();
        EwsRequest request = acting.authorized(caller, envelope, operation, RequestIdentity.context(http));
        policy.requireIn(http, request.mailbox());
        long begun = budget.require(caller);
        return Future.succeededFuture(request)
                .compose(accepted -> rights.apply(accepted, operation).onComplete(done -> budget.charge(caller, begun)))
                .recover(failure -> asMessage(operation, failure))
                .compose(answer -> send(http.response(), request, operation, answer, envelope));
    }

    /**
     * Writes the response: on a worker thread unless it is small, because the computation of long bodies and series
     * takes time.
     */
    private static Future<Void> send(
            HttpServerResponse response,
            EwsRequest request,
            EwsOperation operation,
            EwsResponse answer,
            EwsEnvelope envelope) {
        if (answer.rest() != null && !response.ended()) {
            StreamedEwsResponse.begin(response, operation, answer);
            return Future.succeededFuture();
        }
        // After a timeout the response is already sent. A disconnected client needs no response.
        if (response.ended()) {
            return Future.succeededFuture();
        }
        Callable<String> text = () -> envelope.shown(EwsResponseWriter.answer(operation, answer));
        return (request.budget().isSmall() ? WorkSequence.now(text) : WorkSequence.aside(text)).map(written -> {
            if (!response.ended() && !response.closed()) {
                response.end(written);
            }
            return null;
        });
    }

    private EwsOperation operation(EwsEnvelope envelope) {
        String name = envelope.operation().name();
        EwsOperation operation = operations.get(name);
        if (operation == null || !envelope.operation().is(EwsNames.MESSAGES, name)) {
            throw new EwsFault(
                    ResponseCode.ErrorInvalidRequest,
                    "The request is invalid: this server has no operation '" + name + "'.");
        }
        ServerVersion since = EwsOperationTable.row(name).since();
        if (envelope.version().isBefore(since)) {
            throw new EwsFault(
                    ResponseCode.ErrorIncorrectSchemaVersion,
                    "The operation '" + name + "' needs RequestServerVersion " + since + " or later; the request named "
                            + envelope.version() + ".");
        }
        return operation;
    }

    private static Future<EwsResponse> asMessage(EwsOperation operation, Throwable failure) {
        return failure instanceof EwsError error
                ? Future.succeededFuture(EwsResponse.failure(operation, error))
                : Future.failedFuture(failure);
    }

    private static void fault(RoutingContext request, Throwable failure) {
        if (failure instanceof Refusal refusal && OF_PORT.contains(refusal.code())) {
            // The fault concerns the caller, not the operation: respond as the checks of the port do.
            request.fail(refusal);
            return;
        }
        if (!(failure instanceof EwsFault)) {
            FailureHandler.note(request, failure);
        }
        if (request.response().ended()) {
            return;
        }
        request.response().setStatusCode(500).end(EwsResponseWriter.fault(asFault(failure)));
    }

    private static EwsFault asFault(Throwable failure) {
        if (failure instanceof EwsFault fault) {
            return fault;
        }
        boolean denied = failure instanceof Refusal refusal && refusal.code() == RefusalCode.ACCESS_DENIED;
        return new EwsFault(denied ? ResponseCode.ErrorAccessDenied : ResponseCode.ErrorInternalServerError);
    }

    private void headers(RoutingContext request) {
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/xml; charset=utf-8")
                .putHeader("request-id", ids.uuid())
                .putHeader("X-FEServer", server)
                .putHeader("X-CalculatedBETarget", server);
        String credential = Objects.requireNonNullElse(request.request().getHeader(HttpHeaders.AUTHORIZATION), "");
        // Rule A10: a client must not send a cookie beside a token, so it gets none.
        if ("true".equalsIgnoreCase(request.request().getHeader(AFFINITY))
                && !credential.regionMatches(true, 0, "Bearer", 0, 6)) {
            response.addCookie(Cookie.cookie("X-BackEndOverrideCookie", server)
                    .setPath("/EWS")
                    .setSecure(true)
                    .setHttpOnly(true));
        }
    }

    /** The page for a user who opens the address in a browser. Some clients also request it. */
    private static void describe(RoutingContext request) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end(
                        "<!DOCTYPE html><title>Exchange Web Services</title><p>This is a SOAP service: POST an envelope here."
                                + " It is described by <a href=\"services.wsdl\">services.wsdl</a>.");
    }
}
