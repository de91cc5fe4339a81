package org.s2slab.exchange.hybrid;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.s2slab.calendar.OnlineServiceChange;
import org.s2slab.calendar.ServiceChangeCalendar;

/**
 * A setting of Exchange that a setting override can switch on (<a
 * href="https://microsoft.github.io/CSS-Exchange/Hybrid/ConfigureExchangeHybridApplication/">script of Microsoft</a>).
 */
enum OverridableSetting {
    /** Exchange calls Exchange Online as the organisation's own application. */
    DEDICATED_APPLICATION("Global", "ExchangeOnpremAsThirdPartyAppId", "dedicated-application"),

    /** Exchange calls Microsoft Graph instead of EWS of Exchange Online, where it can. */
    GRAPH_ROUTE("SettingOverride", "RouteThroughMSGraph", "graph-hotfix");

    private final String component;
    private final String section;
    private final String change;

    OverridableSetting(String component, String section, String change) {
        this.component = component;
        this.section = section;
        this.change = change;
    }

    static Optional<OverridableSetting> of(String component, String section) {
        return Arrays.stream(values())
                .filter(setting -> setting.component.equals(component) && setting.section.equals(section))
                .findFirst();
    }

    /** All settings, in words. */
    static String all() {
        return Arrays.stream(values())
                .map(setting -> setting.section + " of " + setting.component)
                .collect(Collectors.joining(" and "));
    }

    String component() {
        return component;
    }

    String section() {
        return section;
    }

    /** The hotfix since which Exchange Server has the setting. */
    OnlineServiceChange hotfix() {
        return ServiceChangeCalendar.published().change(change);
    }
}
