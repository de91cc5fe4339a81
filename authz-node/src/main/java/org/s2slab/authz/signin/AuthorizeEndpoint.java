package org.s2slab.authz.signin;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.s2slab.authz.grants.TokenDenial;
import org.s2slab.authz.registry.Person;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;

/**
 * The authorization endpoints of v1.0 and v2.0: people sign in on a page, and the program gets a code (<a
 * href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow">authorization code flow</a>, RFC
 * 6749 section 4.1, RFC 7636).
 */
record AuthorizeEndpoint(PersonAuthenticator service, SignInGrantStore grants) implements Endpoint {
    private static final long LIFETIME = 600;

    @Override
    public void mount(EndpointRoutes routes) {
        String address = "/(?<tenant>[^/]+)/oauth2/(?<version>v2\\.0/)?authorize";
        routes.routeWithRegex(HttpMethod.GET, address)
                .handler(http -> guarded(http, (same, asked) -> show(same, asked, asked.text("login_hint"), "")));
        routes.routeWithRegex(HttpMethod.POST, address).handler(http -> guarded(http, this::signIn));
        routes.routeWithRegex(HttpMethod.GET, "/[^/]+/oauth2/(v2\\.0/)?logout")
                .handler(http ->
                        SignInPage.message(http, 200, "You are signed out: this server keeps nobody signed in."));
    }

    @Override
    public Set<String> bodyTypes() {
        return SignInPage.FORM;
    }

    @Override
    public boolean isLinkedTo() {
        return true;
    }

    /** Checks the request. What is wrong with the program or its address is shown on a page, the rest is sent back. */
    private void guarded(RoutingContext http, BiConsumer<RoutingContext, SignInRequest> step) {
        SignInRequest asked = SignInRequest.of(http, http.queryParams(), service.registry());
        boolean hasAddress = false;
        try {
            SignInRule.require(SignInRules.PROGRAM, asked);
            SignInRule.require(SignInRules.ADDRESS, asked);
            hasAddress = true;
            SignInRule.require(SignInRules.FORM, asked);
            asked.requireAccess(service.hosts());
            step.accept(http, asked);
        } catch (TokenDenial denial) {
            service.denied(denial, RequestIdentity.context(http));
            if (hasAddress) {
                answer(http, asked, "error", String.valueOf(denial.error()), "error_description", denial.told());
            } else {
                SignInPage.message(http, 400, denial.told());
            }
        }
    }

    private static void show(RoutingContext http, SignInRequest asked, String name, String message) {
        String program = asked.client().map(PublicClient::name).orElse("");
        SignInPage.form(
                http,
                "sign-in",
                Map.of("program", program, "name", name, "message", message),
                asked.text("redirect_uri"));
    }

    private void signIn(RoutingContext http, SignInRequest asked) {
        Person person;
        try {
            person = service.signIn(http, asked.tenants(), asked.text("client_id"), asked.asked());
        } catch (TokenDenial denial) {
            service.denied(denial, RequestIdentity.context(http));
            show(http, asked, SignInPage.text(http, "login"), denial.told());
            return;
        }
        String code = SignInGrantStore.newCode();
        String session = RequestIdentity.context(http).trace().guid();
        grants.add(code, SignInGrant.of(asked, null, person.tenant(), person.id(), service.now() + LIFETIME))
                .onSuccess(added -> answer(http, asked, "code", code, "session_state", session))
                .onFailure(http::fail);
    }

    /** Sends two parameters and the state of the request to the redirect address. */
    private static void answer(
            RoutingContext http, SignInRequest asked, String name, String value, String other, String second) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(name, value);
        parameters.put(other, second);
        if (asked.fields().containsKey("state")) {
            parameters.put("state", asked.text("state"));
        }
        SignInPage.answer(http, asked, parameters);
    }
}
