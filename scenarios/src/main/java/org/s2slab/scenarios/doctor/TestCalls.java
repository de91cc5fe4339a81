package org.s2slab.scenarios.doctor;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.doctor.NodeFacts.KnownPerson;
import org.s2slab.scenarios.topology.Desk;
import org.s2slab.scenarios.topology.ManagedNode;

/**
 * The synthetic calls by which an edge proves that it holds: Test-CsExStorageConnectivity from Lync to Exchange,
 * Test-OAuthConnectivity between two Exchange servers, this lab's Test-LabPartner elsewhere, for the products have nothing
 * there.
 */
final class TestCalls {
    private final Map<String, ManagedNode> nodes;

    TestCalls(Map<String, ManagedNode> nodes) {
        this.nodes = Map.copyOf(nodes);
    }

    TestCall of(Pair pair) {
        @Nullable String user = pair.world().user();
        Optional<KnownPerson> person = pair.caller().people().stream()
                .filter(known -> user != null && known.isNamed(user))
                .findFirst();
        String target = pair.resource().probe().toString();
        if (user != null && pair.caller().is("lync") && pair.resource().is("exchange")) {
            // The product's test may use a token that is kept; what changed since shows in a new one only.
            TestCall anew = call(pair, "Test-LabPartner", Map.of("TargetUri", target, "User", user));
            if (!anew.taken()) {
                return anew;
            }
            String sip = person.flatMap(known -> known.addresses().stream().findFirst())
                    .orElse(user);
            return call(pair, "Test-CsExStorageConnectivity", Map.of("SipUri", "sip:" + sip));
        }
        if (person.isPresent()
                && pair.caller().is("exchange")
                && pair.resource().is("exchange")) {
            return call(
                    pair,
                    "Test-OAuthConnectivity",
                    Map.of(
                            "Service",
                            "EWS",
                            "TargetUri",
                            target,
                            "Mailbox",
                            person.get().upn()));
        }
        return call(
                pair,
                "Test-LabPartner",
                user == null ? Map.of("TargetUri", target) : Map.of("TargetUri", target, "User", user));
    }

    private TestCall call(Pair pair, String cmdlet, Map<String, String> parameters) {
        Line line = Line.of(cmdlet);
        JsonObject given = new JsonObject();
        parameters.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(parameter -> {
            line.with(parameter.getKey(), parameter.getValue());
            given.put(parameter.getKey(), parameter.getValue());
        });
        try {
            List<JsonObject> written =
                    new Desk(Objects.requireNonNull(nodes.get(pair.caller().name()))).run(cmdlet, given);
            JsonObject told = written.stream().findFirst().orElseGet(JsonObject::new);
            String result = told.getString("Result", told.getString("ResultType", ""));
            boolean taken = result.startsWith("Test Passed") || result.equals("Success");
            return new TestCall(line.toString(), taken, told.getString("Detail", result));
        } catch (Desk.Unanswered e) {
            return new TestCall(line.toString(), false, String.valueOf(e.getMessage()));
        }
    }
}
