package org.s2slab.authz;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.node.RoleConfig;

/**
 * What the authorization server's configuration file says.
 *
 * @param tenant the tenant's GUID; derived from the deployment's domain unless said otherwise
 */
public record AuthzConfig(NodeConfig node, @Nullable String tenant) implements RoleConfig {
    public AuthzConfig {
        if (tenant != null && !tenant.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new IllegalArgumentException("tenant: '" + tenant + "' is not a GUID in lower case");
        }
    }

    String tenantId() {
        return tenant == null
                ? UUID.nameUUIDFromBytes(node.domain().getBytes(StandardCharsets.UTF_8))
                        .toString()
                : tenant;
    }

    /** Whether a word in a path or query names the tenant: by its id or its domain. */
    boolean isTenant(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.equals(tenantId()) || lower.equals(node.domain().toLowerCase(Locale.ROOT));
    }
}
