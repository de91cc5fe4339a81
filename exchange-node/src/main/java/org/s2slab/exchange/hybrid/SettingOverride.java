package org.s2slab.exchange.hybrid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An override of a setting of the organisation (New-SettingOverride).
 *
 * @param name unique without case
 * @param component the component of the setting
 * @param section the section of the component
 * @param parameters the values, {@code name=value}
 * @param reason the reason of the administrator
 * @param server the names of the servers that have the override; empty for all servers
 * @param minVersion the first build that has the override, or null
 * @param maxVersion the last build that has the override, or null
 */
public record SettingOverride(
        String name,
        String component,
        String section,
        List<String> parameters,
        String reason,
        List<String> server,
        @Nullable String minVersion,
        @Nullable String maxVersion) {
    private static final String ENABLED = "Enabled=true";

    public SettingOverride {
        parameters = List.copyOf(parameters);
        server = List.copyOf(server);
    }

    /** Whether this override switches a setting on. */
    boolean enables(OverridableSetting setting) {
        return component.equals(setting.component())
                && section.equals(setting.section())
                && parameters.contains(ENABLED);
    }
}
