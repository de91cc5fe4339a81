package org.s2slab.authz.signin;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.s2slab.authz.grants.TokenDenial;
import org.s2slab.authz.registry.Person;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.authz.signin.SignInGrant.State;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;

/** The page on which a person types the code of a device, sees which program asks, and allows or declines it. */
record DevicePageEndpoint(PersonAuthenticator service, SignInGrantStore grants) implements Endpoint {
    static final String PATH = "/common/oauth2/deviceauth";

    @Override
    public void mount(EndpointRoutes routes) {
        routes.get(PATH).handler(http -> SignInPage.form(http, "device", Map.of("message", ""), ""));
        routes.post(PATH).handler(this::step);
    }

    @Override
    public Set<String> bodyTypes() {
        return SignInPage.FORM;
    }

    @Override
    public boolean isLinkedTo() {
        return true;
    }

    /** The code was typed, or the person has decided. */
    private void step(RoutingContext http) {
        String code =
                SignInPage.text(http, "user_code").replace("-", "").strip().toUpperCase(Locale.ROOT);
        grants.waiting(code, service.now())
                .compose(found -> decide(http, known(http, found), code))
                .onFailure(failure -> {
                    if (failure instanceof TokenDenial denial) {
                        service.denied(denial, RequestIdentity.context(http));
                        SignInPage.form(http, "device", Map.of("message", denial.told()), "");
                    } else {
                        http.fail(failure);
                    }
                });
    }

    private SignInGrant known(RoutingContext http, Optional<SignInGrant> found) {
        String address = http.request().remoteAddress().hostAddress();
        service.requireRight(http, address, found.isPresent(), SignInRules.USER_CODE);
        return found.orElseThrow();
    }

    private Future<Void> decide(RoutingContext http, SignInGrant grant, String code) {
        List<TenantSnapshot> tenants = SignInRequest.tenants(service.registry(), grant.tenant());
        try {
            switch (SignInPage.text(http, "decision")) {
                case "allow" -> {
                    Person person = service.signIn(http, tenants, grant.client(), grant.asked());
                    String told = "You have signed in. You can close this page.";
                    return decided(http, grants.decide(code, State.GIVEN, person.tenant(), person.id()), told);
                }
                case "decline" -> {
                    String told = "You have declined. The program gets no token.";
                    return decided(http, grants.decide(code, State.DECLINED, grant.tenant(), ""), told);
                }
                default -> ask(http, tenants, grant, code, "");
            }
        } catch (TokenDenial denial) {
            service.denied(denial, RequestIdentity.context(http));
            ask(http, tenants, grant, code, denial.told());
        }
        return Future.succeededFuture();
    }

    private static Future<Void> decided(RoutingContext http, Future<Boolean> first, String told) {
        return first.onSuccess(isFirst ->
                        SignInPage.message(http, isFirst ? 200 : 400, isFirst ? told : "The code was used already."))
                .mapEmpty();
    }

    private static void ask(
            RoutingContext http, List<TenantSnapshot> tenants, SignInGrant grant, String code, String message) {
        String program =
                PublicClient.of(tenants, grant.client()).map(PublicClient::name).orElse(grant.client());
        String name = SignInPage.text(http, "login");
        SignInPage.form(http, "allow", Map.of("message", message, "program", program, "name", name, "code", code), "");
    }
}
