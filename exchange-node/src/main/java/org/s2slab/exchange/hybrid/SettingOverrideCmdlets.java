package org.s2slab.exchange.hybrid;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.calendar.OnlineServiceChange;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.NamedTable;

/** The cmdlets New-, Get-, Set- and Remove-SettingOverride, for the only setting that the lab supports. */
public record SettingOverrideCmdlets(NamedTable<SettingOverride> overrides, PolicyClock clock) {
    private static final OnlineServiceChange HOTFIX =
            ServiceChangeCalendar.published().change("dedicated-application");
    private static final List<List<String>> PARAMETERS = List.of(List.of("Enabled=true"), List.of("Enabled=false"));

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-SettingOverride", this::create),
                objects().get(),
                CMDLETS.cmdlet(
                        "Set-SettingOverride",
                        given -> put(changed(objects().existing(given), given), given, CmdletOutput.NOTHING)),
                objects().remove(override -> overrides.remove(override.name())));
    }

    private ObjectCmdlets<SettingOverride> objects() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("SettingOverride", "setting override"),
                overrides::all,
                SettingOverride::name,
                SettingOverrideCmdlets::object);
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Name");
        objects().requireFree(name);
        String component = given.text("Component");
        String section = given.text("Section");
        if (!component.equals(SettingOverride.COMPONENT) || !section.equals(SettingOverride.SECTION)) {
            throw new Refusal(
                    RefusalCode.NOT_SUPPORTED,
                    "Section: the lab does not have the setting '" + section + "' of the component '" + component
                            + "'. It has " + SettingOverride.SECTION + " of " + SettingOverride.COMPONENT + ".");
        }
        if (clock.isOutOfForce(HOTFIX)) {
            throw new Refusal(
                    RefusalCode.NOT_SUPPORTED,
                    "Section: Exchange Server has the setting '" + section + "' since a hotfix of " + HOTFIX.firstDay()
                            + ". Set the clock to a later time (./lab clock).");
        }
        SettingOverride made = changed(new SettingOverride(name, component, section, List.of(), ""), given);
        return put(made, given, CmdletOutput.of(object(made)));
    }

    private static SettingOverride changed(SettingOverride before, CmdletArguments given) {
        return new SettingOverride(
                before.name(),
                before.component(),
                before.section(),
                given.has("Parameters") ? given.texts("Parameters") : before.parameters(),
                given.optionalText("Reason").orElse(before.reason()));
    }

    private Future<CmdletOutput> put(SettingOverride override, CmdletArguments given, CmdletOutput output) {
        if (!PARAMETERS.contains(override.parameters())) {
            throw Refusal.invalid("Parameters: " + override.parameters() + " is not Enabled=true or Enabled=false.");
        }
        return given.unlessWhatIf(output, () -> overrides.put(override));
    }

    private static CmdletObject object(SettingOverride override) {
        CmdletObject object = CmdletObject.empty()
                .with("ComponentName", override.component())
                .with("SectionName", override.section())
                .with("FlightName", null)
                .with("ModifiedBy", null)
                .with("Reason", override.reason())
                .with("MinVersion", null)
                .with("MaxVersion", null)
                .with("FixVersion", null)
                .with("Server", null)
                .with("Parameters", override.parameters());
        return ExchangeCmdlets.named(object, override.name(), "Setting Overrides,CN=Global Settings");
    }
}
