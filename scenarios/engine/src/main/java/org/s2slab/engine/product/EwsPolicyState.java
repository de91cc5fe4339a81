package org.s2slab.engine.product;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.AdministratorClient;

/**
 * The settings of an organisation of Exchange Online that decide who may use EWS.
 *
 * @param enabled EwsEnabled; null if it has no value
 * @param applications the ids of EwsAllowedAppIDs, in lower case
 */
public record EwsPolicyState(@Nullable Boolean enabled, List<String> applications) {
    public EwsPolicyState {
        applications = List.copyOf(applications);
    }

    /** Reads the settings. Blocks the calling thread. */
    static EwsPolicyState read(AdministratorClient desk) {
        JsonObject config = desk
                .run(ExchangeProduct.ORGANIZATION, new JsonObject().put("RetrieveEwsOperationAccessPolicy", true))
                .stream()
                .findFirst()
                .orElseGet(JsonObject::new);
        String ids = config.getString("EwsAllowedAppIDs", "");
        return new EwsPolicyState(
                config.getBoolean("EwsEnabled"),
                ids == null || ids.isBlank()
                        ? List.of()
                        : Arrays.stream(ids.split(",", -1))
                                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                                .toList());
    }
}
