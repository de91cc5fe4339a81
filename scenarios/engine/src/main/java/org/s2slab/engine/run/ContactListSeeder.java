package org.s2slab.engine.run;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ContactListPlan;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.ProductCmdlets;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/**
 * Fills the contact lists of a topology before a scenario begins: in Lync over UCWA, as the owners' clients do. Creates
 * the distribution groups of these lists in Exchange, as an administrator does.
 */
public record ContactListSeeder(StepTarget topology, IdGenerator ids) {
    /** The groups that every contact list has from the start. */
    private static final Set<String> STANDARD = Set.of("Other Contacts", "Favorites", "Tagged");

    /** The HTTP status of a response if an earlier run has already created the contact. */
    private static final int ALREADY_THERE = 409;

    /** Fills all lists and creates all groups in parallel, at one server of those that share a database. Blocks. */
    public void fill() {
        fill((lync, list) -> Future.succeededFuture(true));
    }

    /** Fills the lists that are empty, and creates the groups, in a deployment that may be used already. Blocks. */
    public void fillEmpty() {
        fill((lync, list) -> request(lync, list.owner(), HttpMethod.GET, "/users/me/contacts", null)
                .map(answer -> answer.status() == 200
                        && answer.body()
                                .toJsonObject()
                                .getJsonArray("contacts", new JsonArray())
                                .isEmpty()));
    }

    private void fill(BiFunction<RunningNode, ContactListPlan, Future<Boolean>> isMissing) {
        List<ContactListPlan> lists = topology.plan().contacts();
        Set<String> databases = new HashSet<>();
        Future.all(topology.nodes().stream()
                        .filter(node -> databases.add(
                                node.plan().database().orElse(node.plan().name())))
                        .flatMap(node -> switch (node.plan().role()) {
                            case "lync" ->
                                lists.stream()
                                        .map(list -> isMissing
                                                .apply(node, list)
                                                .compose(missing ->
                                                        missing ? fill(node, list) : Future.<Void>succeededFuture()));
                            case "exchange" ->
                                lists.stream()
                                        .flatMap(list -> list.distributionGroups().stream())
                                        .distinct()
                                        .map(smtp -> create(node, smtp));
                            default -> Stream.<Future<Void>>empty();
                        })
                        .toList())
                .await();
    }

    private Future<Void> create(RunningNode exchange, String smtp) {
        NodePlan plan = exchange.plan();
        ExchangeProduct product = (ExchangeProduct) ProductCmdlets.of(plan.role(), plan.name(), plan.host());
        CmdletCall call = product.createGroup(smtp);
        return topology.managed(exchange)
                .run(call.cmdlet(), call.arguments(), TraceParent.start(ids))
                .compose(answer -> checked(answer, 200, call.cmdlet() + " " + call.arguments()));
    }

    private Future<Void> fill(RunningNode lync, ContactListPlan list) {
        Future<Void> last = Future.succeededFuture();
        Map<String, JsonArray> groupsOf = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> group : list.groups().entrySet()) {
            if (!STANDARD.contains(group.getKey())) {
                JsonObject body = new JsonObject().put("name", group.getKey());
                last = last.compose(done -> post(lync, list.owner(), "/users/me/groups", body));
            }
            group.getValue()
                    .forEach(address -> groupsOf.computeIfAbsent(address, key -> new JsonArray())
                            .add(group.getKey()));
        }
        for (Map.Entry<String, JsonArray> contact : groupsOf.entrySet()) {
            JsonObject body = contact(contact.getKey()).put("groups", contact.getValue());
            last = last.compose(done -> post(lync, list.owner(), "/users/me/contacts", body));
        }
        for (String smtp : list.distributionGroups()) {
            JsonObject body = new JsonObject().put("smtp", smtp);
            last = last.compose(done -> post(lync, list.owner(), "/users/me/distribution-groups", body));
        }
        return last;
    }

    private JsonObject contact(String address) {
        if (address.startsWith("tel:")) {
            return new JsonObject().put("tel", address.substring("tel:".length()));
        }
        JsonObject contact = new JsonObject().put("sip", address);
        topology.plan().person(address).ifPresent(person -> contact.put("name", person.name()));
        return contact;
    }

    private Future<Void> post(RunningNode lync, String owner, String path, JsonObject body) {
        return request(lync, owner, HttpMethod.POST, path, body.toBuffer())
                .compose(
                        answer -> checked(answer, 201, "the contact list of " + owner + ": POST " + path + " " + body));
    }

    private Future<LabHttpClient.Answer> request(
            RunningNode lync, String owner, HttpMethod method, String path, @Nullable Buffer body) {
        String password =
                topology.plan().person(owner).map(person -> person.password()).orElse("");
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", LabHttpClient.basic(owner, password))
                .set("Content-Type", "application/json")
                .set(TraceParent.HEADER, TraceParent.start(ids).header());
        return topology.client()
                .send(new LabHttpClient.Ask(method, lync.plan().host(), lync.port(), path, headers, body));
    }

    private static Future<Void> checked(LabHttpClient.Answer answer, int expected, String request) {
        return answer.status() == expected || answer.status() == ALREADY_THERE
                ? Future.succeededFuture()
                : Future.failedFuture(
                        new IllegalStateException(request + " answered " + answer.status() + " " + answer.body()));
    }
}
