package org.s2slab.engine.product;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.AdministratorClient;

/** Reads members of what cmdlets write, and runs calls. */
public final class CmdletObjects {
    private CmdletObjects() {}

    /** The objects that a call writes; Desk.Unanswered when it is refused or the node does not answer. Blocks. */
    public static List<JsonObject> run(AdministratorClient desk, CmdletCall call) {
        return desk.run(call.cmdlet(), call.arguments());
    }

    /** The texts of a list; none where it is missing. */
    public static List<String> texts(@Nullable JsonArray array) {
        return array == null ? List.of() : array.stream().map(String::valueOf).toList();
    }

    /** An address; null where it is missing or empty. */
    static @Nullable URI url(@Nullable String text) {
        return text == null || text.isEmpty() ? null : URI.create(text);
    }

    /** What a node's document tells of its keys, and what its store has. */
    static SigningKeyState keys(AdministratorClient desk) {
        ServerProduct product = ServerProduct.of(desk.node().address());
        return SigningKeyState.of(
                run(desk, product.showStore()), desk.document(product.paths().metadata()));
    }
}
