package org.s2slab.exchange.hybrid;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** The cmdlets New-, Get-, Set- and Remove-SettingOverride, and Get-ExchangeDiagnosticInfo for them. */
public record SettingOverrideCmdlets(SettingOverrideStore overrides, PolicyClock clock) {
    /** The status of an override that a server accepts; the lab stores no other override. */
    static final String ACCEPTED = "Accepted";

    private static final List<List<String>> PARAMETERS = List.of(List.of("Enabled=true"), List.of("Enabled=false"));

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-SettingOverride", this::create),
                objects().get(),
                CMDLETS.cmdlet(
                        "Set-SettingOverride",
                        given -> put(changed(objects().existing(given), given), given, CmdletOutput.NOTHING)),
                objects().remove(overrides::remove),
                CMDLETS.cmdlet("Get-ExchangeDiagnosticInfo", new DiagnosticInfoCmdlet(overrides)::show));
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
        OverridableSetting setting = setting(given);
        if (clock.isOutOfForce(setting.hotfix())) {
            throw new Refusal(
                    RefusalCode.NOT_SUPPORTED,
                    "Section: Exchange Server has the setting '" + setting.section() + "' since a hotfix of "
                            + setting.hotfix().firstDay() + ". Set the clock to a later time (./lab clock).");
        }
        SettingOverride made = changed(
                new SettingOverride(name, setting.component(), setting.section(), List.of(), "", List.of(), null, null),
                given);
        return put(made, given, CmdletOutput.of(object(made)));
    }

    private static OverridableSetting setting(CmdletArguments given) {
        String component = given.text("Component");
        String section = given.text("Section");
        return OverridableSetting.of(component, section)
                .orElseThrow(() -> new Refusal(
                        RefusalCode.NOT_SUPPORTED,
                        "Section: the lab does not have the setting '" + section + "' of the component '" + component
                                + "'. It has " + OverridableSetting.all() + "."));
    }

    private static SettingOverride changed(SettingOverride before, CmdletArguments given) {
        return new SettingOverride(
                before.name(),
                before.component(),
                before.section(),
                given.has("Parameters") ? given.texts("Parameters") : before.parameters(),
                given.optionalText("Reason").orElse(before.reason()),
                given.has("Server") ? given.texts("Server") : before.server(),
                version("MinVersion", given, before.minVersion()),
                version("MaxVersion", given, before.maxVersion()));
    }

    private static @Nullable String version(String parameter, CmdletArguments given, @Nullable String before) {
        if (!given.has(parameter)) {
            return before;
        }
        String version = given.optionalText(parameter).orElse(null);
        if (version != null && !ServerBuild.isVersion(version)) {
            throw Refusal.invalid(
                    parameter + ": '" + version + "' is not a version, such as " + ServerBuild.BUILD + ".");
        }
        return version;
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
                .with("MinVersion", override.minVersion())
                .with("MaxVersion", override.maxVersion())
                .with("FixVersion", null)
                .with("Server", override.server().isEmpty() ? null : override.server())
                .with("Parameters", override.parameters())
                .with("Status", ACCEPTED);
        return ExchangeCmdlets.named(object, override.name(), "Setting Overrides,CN=Global Settings");
    }
}
