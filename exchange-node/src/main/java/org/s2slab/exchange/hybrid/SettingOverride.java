package org.s2slab.exchange.hybrid;

import java.util.List;
import org.s2slab.store.Database;
import org.s2slab.store.NamedTable;

/**
 * An override of a setting of the organisation (New-SettingOverride).
 *
 * @param name unique without case
 * @param component the component of the setting
 * @param section the section of the component
 * @param parameters the values, {@code name=value}
 * @param reason the reason of the administrator
 */
public record SettingOverride(String name, String component, String section, List<String> parameters, String reason) {
    /** The component of the setting by which Exchange calls Exchange Online as the organisation's own application. */
    static final String COMPONENT = "Global";

    static final String SECTION = "ExchangeOnpremAsThirdPartyAppId";

    private static final String ENABLED = "Enabled=true";

    public SettingOverride {
        parameters = List.copyOf(parameters);
    }

    /** The setting overrides of the organisation. */
    public static NamedTable<SettingOverride> table(Database database) {
        return new NamedTable<>(database, "setting_overrides", SettingOverride.class, SettingOverride::name);
    }

    /** Whether this override enables the dedicated hybrid application. */
    boolean enablesDedicatedApplication() {
        return component.equals(COMPONENT) && section.equals(SECTION) && parameters.contains(ENABLED);
    }
}
