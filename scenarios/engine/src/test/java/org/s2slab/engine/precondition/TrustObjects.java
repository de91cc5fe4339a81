package org.s2slab.engine.precondition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * The linked accounts of partner applications at Exchange, and their management roles. No single step creates these
 * objects.
 */
final class TrustObjects {
    private final List<ManagedNode> exchanges;

    TrustObjects(Deployment topology) {
        exchanges = topology.managed().stream()
                .filter(node -> node.role().equals("exchange"))
                .toList();
    }

    /** The names of the present management role assignments. */
    Set<String> assignments() {
        Set<String> names = new TreeSet<>();
        for (ManagedNode exchange : exchanges) {
            run(exchange, "Get-ManagementRoleAssignment", new JsonObject())
                    .forEach(one -> names.add(((JsonObject) one).getString("Name")));
        }
        return names;
    }

    /**
     * The keys of the present linked accounts and their roles, as in {@link Precondition#key}.
     *
     * @param existing assignments from the setup, which are ignored
     */
    Set<String> keys(Set<String> existing) {
        Set<String> keys = new TreeSet<>();
        for (ManagedNode exchange : exchanges) {
            JsonArray assignments = run(exchange, "Get-ManagementRoleAssignment", new JsonObject());
            for (Object one : run(exchange, "Get-PartnerApplication", new JsonObject())) {
                JsonObject application = (JsonObject) one;
                String account = application.getString("LinkedAccount");
                if (account != null && !account.isEmpty()) {
                    String product = productOf(application);
                    keys.add(Precondition.accountKey(product));
                    assignments.stream()
                            .map(JsonObject.class::cast)
                            .filter(assignment -> isOf(assignment, account))
                            .filter(assignment -> !existing.contains(assignment.getString("Name")))
                            .forEach(assignment ->
                                    keys.add(Precondition.roleKey(product, assignment.getString("Role"))));
                }
            }
        }
        return keys;
    }

    /** Removes the linked account from a product's application, or the role from the account. */
    void takeBack(Precondition precondition) {
        int taken = 0;
        for (ManagedNode exchange : exchanges) {
            for (Object one : run(exchange, "Get-PartnerApplication", new JsonObject())) {
                JsonObject application = (JsonObject) one;
                String account = application.getString("LinkedAccount");
                if (account == null || !productOf(application).equals(precondition.account())) {
                    continue;
                }
                taken += precondition.role() == null
                        ? takeAccount(exchange, application)
                        : takeRole(exchange, account, precondition.role());
            }
        }
        if (taken == 0) {
            throw new IllegalStateException("there is nothing to take back: " + precondition.key());
        }
    }

    private static int takeAccount(ManagedNode exchange, JsonObject application) {
        JsonObject given =
                new JsonObject().put("Identity", application.getString("Name")).putNull("LinkedAccount");
        run(exchange, "Set-PartnerApplication", given);
        return 1;
    }

    private static int takeRole(ManagedNode exchange, String account, String role) {
        int taken = 0;
        for (Object one : run(exchange, "Get-ManagementRoleAssignment", new JsonObject())) {
            JsonObject assignment = (JsonObject) one;
            if (isOf(assignment, account) && role.equals(assignment.getString("Role"))) {
                run(
                        exchange,
                        "Remove-ManagementRoleAssignment",
                        new JsonObject().put("Identity", assignment.getString("Name")));
                taken++;
            }
        }
        return taken;
    }

    private static boolean isOf(JsonObject assignment, String account) {
        String assignee = String.valueOf(assignment.getString("RoleAssigneeName"));
        return account.equals(assignee) || account.endsWith("/" + assignee);
    }

    private static String productOf(JsonObject application) {
        return WellKnownPrincipals.productOf(application.getString("ApplicationIdentifier"));
    }

    static JsonArray run(ManagedNode node, String cmdlet, JsonObject parameters) {
        var answer = node.run(cmdlet, parameters, null).await();
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(cmdlet + " " + parameters + ": " + answer.body());
        }
        return answer.body().toJsonObject().getJsonArray("output", new JsonArray());
    }
}
