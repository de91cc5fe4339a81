package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.CmdletObjectReader;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.ServerProduct;
import org.s2slab.engine.product.TrustState.KnownPerson;

/**
 * Makes the test calls of an examination. The first call is the lab's Test-LabPartner with a new challenge and a new
 * token. This call neither reads nor changes the caller's caches. If the resource accepts it, the product's own test
 * follows, which may use the caches: Test-CsExStorageConnectivity (Lync to Exchange), Test-OAuthConnectivity (between
 * Exchange servers).
 */
final class CallCheck {
    private final Map<String, ManagedNode> nodes;

    /**
     * The test calls in one direction between two servers.
     *
     * @param own the product's own test; null if it does not exist, was not allowed, or the fresh call was refused
     */
    record Tried(ProbeCall fresh, @Nullable ProbeCall own) {
        /**
         * The call whose result counts: the product's own test if it ran, otherwise the call that the doctor made
         * itself.
         */
        ProbeCall decisive() {
            return own == null ? fresh : own;
        }
    }

    CallCheck(Map<String, ManagedNode> nodes) {
        this.nodes = Map.copyOf(nodes);
    }

    /** @param withOwn whether the product's own test is allowed; it replaces an unusable cached token */
    Tried of(ServerPair pair, boolean withOwn) {
        @Nullable String user = pair.world().user();
        String target = pair.resource().probe().toString();
        ProbeCall fresh = call(pair.caller().product().testPartner(target, user));
        return new Tried(fresh, fresh.taken() && user != null && withOwn ? own(pair, user, target) : null);
    }

    private @Nullable ProbeCall own(ServerPair pair, String user, String target) {
        Optional<KnownPerson> person = pair.caller().people().stream()
                .filter(known -> known.isNamed(user))
                .findFirst();
        if (!pair.resource().is("exchange")) {
            return null;
        }
        ServerProduct caller = pair.caller().product();
        if (caller instanceof LyncProduct lync) {
            return call(lync.testExchange(
                    person.flatMap(known -> known.addresses().stream().findFirst())
                            .orElse(user)));
        }
        return person.isPresent() && caller instanceof ExchangeProduct exchange
                ? call(exchange.testConnectivity(person.get().upn(), target))
                : null;
    }

    private ProbeCall call(CmdletCall call) {
        try {
            List<JsonObject> written = CmdletObjectReader.run(
                    new AdministratorClient(Objects.requireNonNull(nodes.get(call.node()))), call);
            JsonObject told = written.stream().findFirst().orElseGet(JsonObject::new);
            String result = told.getString("Result", told.getString("ResultType", ""));
            boolean taken = result.startsWith("Test Passed") || result.equals("Success");
            return new ProbeCall(call.line(), taken, told.getString("Detail", result));
        } catch (AdministratorClient.Unanswered e) {
            return new ProbeCall(call.line(), false, String.valueOf(e.getMessage()));
        }
    }
}
