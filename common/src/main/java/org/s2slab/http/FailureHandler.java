package org.s2slab.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.TokenRedactor;

/** Converts failures to responses. No other class does this. */
public final class FailureHandler implements Handler<RoutingContext> {
    private static final String KEY = "s2slab.failures";

    /** The key of the form of the error responses of the endpoint that a request is for. */
    static final String ERRORS = "s2slab.errors";

    private static final int TOO_LARGE = 413;
    private static final int INTERNAL_ERROR = 500;
    private static final String NOTHING_MORE = "An internal error occurred.";

    /** The form of the body of a response. */
    private interface Form {
        @Nullable
        JsonObject refusal(Refusal refusal, String traceId);

        JsonObject internalError(String traceId);
    }

    private final Form form;
    private final InternalFailures failures;
    private final Optional<CallerAuthenticator> foremost;

    private FailureHandler(Form form, InternalFailures failures, Optional<CallerAuthenticator> foremost) {
        this.form = form;
        this.failures = failures;
        this.foremost = foremost;
    }

    /** The handler for partners and people at a node that accepts no tokens. */
    public static FailureHandler forPublic(Dialect dialect, InternalFailures failures) {
        return forPublic(dialect, failures, Optional.empty());
    }

    /**
     * The handler for partners and people: the public text only ({@link Dialect#told}), in the product's form if it has
     * one.
     *
     * @param foremost writes the challenge if a rule refused a Bearer token before any authenticator (RFC 9110, 15.5.2:
     *     each response 401 has a challenge); empty if the node accepts no tokens
     */
    public static FailureHandler forPublic(
            Dialect dialect, InternalFailures failures, Optional<CallerAuthenticator> foremost) {
        return new FailureHandler(
                new Form() {
                    @Override
                    public @Nullable JsonObject refusal(Refusal refusal, String traceId) {
                        return dialect.body(refusal, traceId);
                    }

                    @Override
                    public JsonObject internalError(String traceId) {
                        return plain("server_error", NOTHING_MORE, traceId);
                    }
                },
                failures,
                foremost);
    }

    /** The handler for administrators: code, rule and the complete detail. */
    public static FailureHandler forAdministrators(InternalFailures failures) {
        return new FailureHandler(
                new Form() {
                    @Override
                    public JsonObject refusal(Refusal refusal, String traceId) {
                        return error(
                                refusal.code().name(), TokenRedactor.redact(refusal.detail()), refusal.rule(), traceId);
                    }

                    @Override
                    public JsonObject internalError(String traceId) {
                        return error(
                                "INTERNAL_ERROR",
                                NOTHING_MORE + " The node's log has it by its trace id.",
                                null,
                                traceId);
                    }
                },
                failures,
                Optional.empty());
    }

    /**
     * Records the failure behind a response that an endpoint writes itself in its product's form. The failure is an
     * internal failure, or a refusal with such a cause.
     *
     * @throws IllegalStateException if no failure handler is in front of the endpoint
     */
    public static void note(RoutingContext request, Throwable failure) {
        FailureHandler responder = request.get(KEY);
        if (responder == null) {
            throw new IllegalStateException("no failure responder stands in front of this endpoint", failure);
        }
        responder.noted(request, failure);
    }

    private void noted(RoutingContext request, Throwable failure) {
        String what = request.request().method() + " " + request.request().path();
        failures.note(what, RequestIdentity.traceId(request), failure);
    }

    /** Handles all failures of a router, also failures of matching. Must be called before any other route is added. */
    public void mount(Router router) {
        router.route().failureHandler(this);
        router.route()
                .handler(RequestCheck.work("failures", request -> request.put(KEY, this))
                        .handler());
        List.of(400, 404, 405, 406, TOO_LARGE, 415, INTERNAL_ERROR)
                .forEach(status -> router.errorHandler(status, request -> answer(request, status)));
    }

    /** If a body is too large and its endpoint has its own failure handler, that handler responds. */
    @Override
    public void handle(RoutingContext request) {
        if (request.statusCode() == TOO_LARGE) {
            request.next();
        } else {
            answer(request, request.statusCode());
        }
    }

    private void answer(RoutingContext request, int status) {
        Throwable failure = request.failure();
        if (failure instanceof HttpClosedException) {
            // The client has left, and the node has not failed.
            return;
        }
        if (request.response().headWritten()) {
            if (failure != null) {
                noted(request, failure);
            }
            request.request().connection().close();
            return;
        }
        String traceId = RequestIdentity.traceId(request);
        Optional<Refusal> refusal = refusalOf(request, status);
        if (refusal.isPresent()) {
            noted(request, refusal.get());
            refuse(refusal.get(), traceId, request);
            return;
        }
        noted(request, failure == null ? new IllegalStateException("status " + status) : failure);
        end(request.response().setStatusCode(INTERNAL_ERROR), form.internalError(traceId));
    }

    private void refuse(Refusal refusal, String traceId, RoutingContext request) {
        CallerAuthenticator.of(request).ifPresent(authenticator -> authenticator.refusedLater(refusal, request));
        HttpServerResponse response =
                request.response().setStatusCode(refusal.code().status());
        boolean challenged = challenge(refusal, request);
        Endpoint.ErrorForm own = request.get(ERRORS);
        JsonObject body =
                own == null ? form.refusal(refusal, traceId) : own.body(refusal, RequestIdentity.context(request));
        if (body == null && !challenged && refusal.code() != RefusalCode.TENANT_POLICY) {
            body = plain(refusal.code().error(), Dialect.told(refusal), traceId);
        }
        end(response, body);
    }

    private boolean challenge(Refusal refusal, RoutingContext request) {
        boolean credential = refusal.code().status() == RefusalCode.CREDENTIAL_MISSING.status()
                || refusal.code() == RefusalCode.GRANT_INSUFFICIENT;
        Optional<CallerAuthenticator> doorkeeper = CallerAuthenticator.of(request)
                .or(() -> refusal.code() == RefusalCode.TOKEN_FORM ? foremost : Optional.empty());
        if (!credential || doorkeeper.isEmpty()) {
            return false;
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        boolean anonymous = !request.request().headers().contains(HttpHeaders.AUTHORIZATION);
        doorkeeper.get().challenge(headers, refusal, RequestFacts.hostOf(request.request()), anonymous);
        headers.forEach((name, value) -> request.response().headers().add(name, HeaderText.clean(value)));
        return true;
    }

    private static Optional<Refusal> refusalOf(RoutingContext request, int status) {
        Throwable failure = request.failure();
        while (failure instanceof HttpException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        if (failure instanceof Refusal refusal) {
            return Optional.of(refusal);
        }
        if (failure instanceof DecodeException) {
            return Optional.of(new Refusal(RefusalCode.REQUEST_MALFORMED, "the body is not a JSON object"));
        }
        String detail = request.request().method() + " " + request.request().path();
        RefusalCode code = switch (status) {
            case 400 -> RefusalCode.REQUEST_MALFORMED;
            case 404 -> RefusalCode.NOT_FOUND;
            case 405 -> RefusalCode.METHOD_NOT_ALLOWED;
            case 406, 415 -> RefusalCode.MEDIA_TYPE_UNSUPPORTED;
            case TOO_LARGE -> RefusalCode.REQUEST_TOO_LARGE;
            case 417 -> RefusalCode.EXPECTATION_FAILED;
            case 503 -> RefusalCode.UNAVAILABLE;
            default -> null;
        };
        return code == null
                ? Optional.empty()
                : Optional.of(new Refusal(code, code.sentence().replaceFirst("\\.$", ": ") + detail));
    }

    private static void end(HttpServerResponse response, @Nullable JsonObject body) {
        if (body == null) {
            response.end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(body.toBuffer());
    }

    private static JsonObject plain(@Nullable String error, String sentence, String traceId) {
        return new JsonObject()
                .put("error", error == null ? "unauthorized" : error)
                .put("error_description", sentence)
                .put("traceId", traceId);
    }

    private static JsonObject error(String code, String message, @Nullable String rule, String traceId) {
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("code", code)
                                .put("message", message)
                                .put("rule", rule)
                                .put("traceId", traceId));
    }
}
