package org.s2slab.engine.product;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.AdministratorClient;

/** Runs cmdlets and reads properties of the objects that they return. */
public final class CmdletObjectReader {
    private CmdletObjectReader() {}

    /** The objects that a call returns. Throws Unanswered if the node refuses the call or does not respond. Blocks. */
    public static List<JsonObject> run(AdministratorClient desk, CmdletCall call) {
        return desk.run(call.cmdlet(), call.arguments());
    }

    /** The texts of a JSON array; empty if the array is null. */
    public static List<String> texts(@Nullable JsonArray array) {
        return array == null ? List.of() : array.stream().map(String::valueOf).toList();
    }

    /** The URL in a text; null if the text is missing or empty. */
    static @Nullable URI url(@Nullable String text) {
        return text == null || text.isEmpty() ? null : URI.create(text);
    }

    /** Reads the keys in a node's metadata document and in its certificate store. */
    static SigningKeyState keys(AdministratorClient desk) {
        ServerProduct product = ServerProduct.of(desk.node().address());
        return SigningKeyState.of(
                run(desk, product.showStore()), desk.document(product.paths().metadata()));
    }
}
