package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.s2slab.http.BasicAuthenticator;
import org.s2slab.http.BasicCredential;
import org.s2slab.http.CaseInsensitivePath;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.HeaderText;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.Caller;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;

/** {@code /WebTicket/oauthtoken}: issues a web ticket for a person's name and password (RFC 6749, 4.3). */
record WebTicketEndpoint(String server, BasicAuthenticator people, WebTicketValidator tickets, HopJournal journal)
        implements Endpoint {
    static final String PATH = "/WebTicket/oauthtoken";

    /** An error of the token endpoint: the OAuth error code and Lync's own diagnostics. */
    private enum Problem {
        INVALID_REQUEST(28000, "The request is not a form with grant_type, username and password."),
        INVALID_GRANT(28020, "No valid security token."),
        UNSUPPORTED_GRANT_TYPE(28029, "Authentication type not allowed.");

        private final int number;
        private final String reason;

        Problem(int number, String reason) {
            this.number = number;
            this.reason = reason;
        }
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.POST, CaseInsensitivePath.path(PATH)).handler(this::token);
    }

    private void token(RoutingContext request) {
        String grant = request.request().getFormAttribute("grant_type");
        String user = request.request().getFormAttribute("username");
        String password = request.request().getFormAttribute("password");
        if (grant != null && !grant.equals("password")) {
            refuse(request, Problem.UNSUPPORTED_GRANT_TYPE);
        } else if (grant == null || user == null || password == null) {
            refuse(request, Problem.INVALID_REQUEST);
        } else {
            signIn(request, new BasicCredential(user, password));
        }
    }

    private void signIn(RoutingContext request, BasicCredential credential) {
        var context = RequestIdentity.context(request);
        Future<Caller> known = people.authenticate(credential);
        known.compose(caller -> {
                    var user = caller.user();
                    if (user == null) {
                        throw new Refusal(RefusalCode.CREDENTIAL_WRONG, "nobody signed in");
                    }
                    journal.record(HopKind.SIGNED_IN, "-", context.forUser(user.identifiers()), null, null, null);
                    return tickets.issue(user);
                })
                .onSuccess(ticket -> tell(request.response(), ticket))
                .onFailure(failure -> {
                    if (!(failure instanceof Refusal refusal) || refusal.code() != RefusalCode.CREDENTIAL_WRONG) {
                        request.fail(failure);
                        return;
                    }
                    journal.record(HopKind.REFUSED, "-", context, null, HopDetail.of(refusal), null);
                    refuse(request, Problem.INVALID_GRANT);
                });
    }

    private void tell(HttpServerResponse response, String ticket) {
        JsonObject body = new JsonObject()
                .put("access_token", ticket)
                .put("expires_in", WebTicketValidator.LIFE.toSeconds())
                .put("ms_rtc_identityscope", "local")
                .put("token_type", "Bearer");
        end(response, body);
    }

    private void refuse(RoutingContext request, Problem problem) {
        HttpServerResponse response = request.response()
                .setStatusCode(400)
                .putHeader("X-Ms-diagnostics", diagnostics(problem.number, problem.reason, server));
        end(response, new JsonObject().put("error", problem.name().toLowerCase(Locale.ROOT)));
    }

    private void end(HttpServerResponse response, JsonObject body) {
        response.putHeader("X-MS-Server-Fqdn", server)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Pragma", "no-cache")
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(body.toBuffer());
    }

    private static String diagnostics(int number, String reason, String server) {
        return number + ";source=" + HeaderText.quote(server) + ";reason=" + HeaderText.quote(reason);
    }
}
