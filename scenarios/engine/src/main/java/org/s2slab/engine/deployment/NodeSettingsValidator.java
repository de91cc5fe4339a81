package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.s2slab.authz.AuthzConfig;
import org.s2slab.config.ConfigFile;
import org.s2slab.exchange.ExchangeConfig;
import org.s2slab.lync.LyncConfig;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.SharePointConfig;

/** Validates a node's settings with the configuration class of the node's role, without starting the node. */
public final class NodeSettingsValidator {
    private static final Map<String, Class<?>> CONFIGS = Map.of(
            "lync", LyncConfig.class,
            "exchange", ExchangeConfig.class,
            "sharepoint", SharePointConfig.class,
            "authz", AuthzConfig.class);

    /** The keys of a node's configuration that {@link NodeFolderWriter} writes from the other parts of the topology. */
    private static final Set<String> OF_LAB = Set.of("node", "tenants", "services", "mailbox-hosts");

    private NodeSettingsValidator() {}

    /**
     * The reason why a node cannot have these settings: one is the lab's, or the error of its configuration class. Blocks.
     */
    public static Optional<String> problem(NodePlan node, String domain) {
        for (String key : node.settings().fieldNames()) {
            if (OF_LAB.contains(key)) {
                return Optional.of("'" + key + "' is written by the lab; use the topology's own keys");
            }
        }
        Class<?> type = CONFIGS.get(node.role());
        if (type == null || node.settings().isEmpty()) {
            return Optional.empty();
        }
        JsonObject common = new JsonObject()
                .put("name", node.name())
                .put("domain", domain)
                .put("hosts", new JsonArray(node.hosts()))
                .put("data", "data")
                .put("tls-key", "tls-key.pem")
                .put("tls-certificate", "tls.pem")
                .put("trusted-roots", "roots.pem");
        return read(new JsonObject().put("node", common).mergeIn(node.settings()), type);
    }

    private static Optional<String> read(JsonObject config, Class<?> type) {
        try {
            Path file = Files.createTempFile("s2slab-settings", ".json");
            try {
                Files.writeString(file, config.encode());
                ConfigFile.read(file, type);
                return Optional.empty();
            } catch (Refusal refusal) {
                String detail = refusal.detail();
                return Optional.of(detail.substring(detail.indexOf(": ") + 2));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the settings of a node", e);
        }
    }
}
