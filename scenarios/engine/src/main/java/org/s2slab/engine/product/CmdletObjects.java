package org.s2slab.engine.product;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.AdministratorClient;

/** Runs cmdlets and reads properties of the objects that they return. */
public final class CmdletObjects {
    private CmdletObjects() {}

    /** The objects that a call returns; Unanswered when it is refused or the node does not respond. Blocks. */
    public static List<JsonObject> run(AdministratorClient desk, CmdletCall call) {
        return desk.run(call.cmdlet(), call.arguments());
    }

    /** The texts of a list; empty if it is missing. */
    public static List<String> texts(@Nullable JsonArray array) {
        return array == null ? List.of() : array.stream().map(String::valueOf).toList();
    }

    /** An address; null if it is missing or empty. */
    static @Nullable URI url(@Nullable String text) {
        return text == null || text.isEmpty() ? null : URI.create(text);
    }

    /** The keys in a node's metadata document, and in its certificate store. */
    static SigningKeyState keys(AdministratorClient desk) {
        ServerProduct product = ServerProduct.of(desk.node().address());
        return SigningKeyState.of(
                run(desk, product.showStore()), desk.document(product.paths().metadata()));
    }
}
