package org.s2slab.management;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.s2slab.http.BasicCredential;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Authenticates the administrator on the management port, and refuses all other callers. */
public record AdministratorAuthenticator(AdministratorCredential credential) implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext request) {
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        boolean given = authorization != null && !authorization.isEmpty();
        if (given
                && BasicCredential.in(authorization).filter(credential::matches).isPresent()) {
            request.next();
            return;
        }
        request.response().putHeader("WWW-Authenticate", "Basic realm=\"management\", charset=\"UTF-8\"");
        request.fail(
                given
                        ? new Refusal(
                                RefusalCode.CREDENTIAL_WRONG, "the administrator's user name or password is wrong")
                        : new Refusal(
                                RefusalCode.CREDENTIAL_MISSING,
                                "HTTP Basic is needed: user " + AdministratorCredential.USER
                                        + ", password from the file of that name in the node's data folder"));
    }
}
