package org.s2slab.authz.graph;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.s2slab.authz.registry.Person;
import org.s2slab.authz.registry.TenantPeople;
import org.s2slab.config.DirectoryRole;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Guid;
import org.s2slab.refusal.Refusal;

/** The requests for the domains of a tenant, and for the person who calls. */
record TenantOperations(TenantPeople people) {
    /** The suffix of the initial domain of every tenant. */
    private static final String INITIAL = ".onmicrosoft.com";

    List<GraphRoute> routes() {
        return List.of(
                GraphRoute.get("domains", GraphPermission.DOMAINS, TenantOperations::domains),
                GraphRoute.get("domains/*", GraphPermission.DOMAINS, TenantOperations::domain),
                GraphRoute.get("me", GraphPermission.SELF, this::person),
                GraphRoute.get("me/memberOf", GraphPermission.SELF, TenantOperations::roles));
    }

    private static GraphAnswer domains(GraphRequest request) {
        JsonArray value = new JsonArray();
        names(request).forEach(domain -> value.add(json(domain, request)));
        return GraphAnswer.of(request.list("domains", value));
    }

    private static GraphAnswer domain(GraphRequest request) {
        request.query().require(false);
        String name = request.keys().get(0);
        return names(request).stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(domain -> GraphAnswer.of(request.entity("domains", json(domain, request))))
                .orElseThrow(() -> GraphErrors.unknown(GraphRequest.shown(name)));
    }

    private static List<String> names(GraphRequest request) {
        return request.tenant().tenant().allDomains();
    }

    private static JsonObject json(String domain, GraphRequest request) {
        return new JsonObject()
                .put("authenticationType", "Managed")
                .putNull("availabilityStatus")
                .put("id", domain)
                .put("isAdminManaged", true)
                .put("isDefault", domain.equals(names(request).get(0)))
                .put("isInitial", domain.endsWith(INITIAL))
                .put("isRoot", true)
                .put("isVerified", true)
                .put("supportedServices", new JsonArray().add("Email").add("OfficeCommunicationsOnline"));
    }

    private static ActingUser caller(GraphRequest request) {
        return Optional.ofNullable(request.caller().user())
                .orElseThrow(() -> Refusal.invalid("/me request is only valid with delegated authentication flow."));
    }

    /** The signed-in person. The display name comes from the account of this person. */
    private GraphAnswer person(GraphRequest request) {
        ActingUser person = caller(request);
        request.query().require(false);
        String name = people.withId(person.id())
                .map(Person::account)
                .map(UserAccount::name)
                .orElse(person.label());
        return GraphAnswer.of(request.entity(
                "users",
                new JsonObject()
                        .put("displayName", name)
                        .put("userPrincipalName", person.identifiers().upn())
                        .put("id", person.id())));
    }

    private static GraphAnswer roles(GraphRequest request) {
        caller(request);
        JsonArray value = new JsonArray();
        List<String> templates =
                request.caller().roles().stream().filter(Guid::isGuid).toList();
        for (String template : templates) {
            value.add(new JsonObject()
                    .put("@odata.type", "#microsoft.graph.directoryRole")
                    .put("id", template)
                    .put("displayName", DirectoryRole.titleOf(template))
                    .put("roleTemplateId", template));
        }
        return GraphAnswer.of(request.list("directoryObjects", value));
    }
}
