package org.s2slab.lync.archiving;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.config.Switches;
import org.s2slab.lync.archiving.ArchivingConfiguration.ArchivingSwitch;
import org.s2slab.lync.archiving.ArchivingConfiguration.EnableArchiving;
import org.s2slab.lync.users.UserCmdlets;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Get- and Set-CsArchivingConfiguration, and Set-CsUser -ExchangeArchivingPolicy. */
public record ArchivingCmdlets(ArchivingSettingsStore settings, UserLookup users, UserCmdlets writer) {
    private static final String GLOBAL = "Global";

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-CsArchivingConfiguration", this::get),
                CMDLETS.cmdlet("Set-CsArchivingConfiguration", this::set),
                CMDLETS.cmdlet("Set-CsUser", this::setUser));
    }

    private Future<CmdletOutput> get(CmdletArguments parameters) {
        checkIdentity(parameters);
        return Future.succeededFuture(CmdletOutput.of(write(settings.configuration())));
    }

    private Future<CmdletOutput> set(CmdletArguments parameters) {
        checkIdentity(parameters);
        ArchivingConfiguration now = settings.configuration();
        var changed = new ArchivingConfiguration(
                parameters
                        .optionalText("EnableArchiving")
                        .map(EnableArchiving::of)
                        .orElse(now.enableArchiving()),
                Switches.<ArchivingSwitch>of()
                        .with(ArchivingSwitch.EXCHANGE, parameters.flag("EnableExchangeArchiving", now.exchange()))
                        .with(
                                ArchivingSwitch.BLOCK_ON_FAILURE,
                                parameters.flag("BlockOnArchiveFailure", now.blockOnFailure()))
                        .with(ArchivingSwitch.DUPLICATES, parameters.flag("ArchiveDuplicateMessages", now.duplicates()))
                        .with(ArchivingSwitch.PURGING, parameters.flag("EnablePurging", now.purging()))
                        .with(
                                ArchivingSwitch.EXPORTED_ONLY,
                                parameters.flag("PurgeExportedArchivesOnly", now.exportedOnly())),
                parameters.number("CachePurgingInterval", now.cachePurgingHours()),
                parameters.number("KeepArchivingDataForDays", now.keepDays()),
                parameters.number("PurgeHourOfDay", now.purgeHour()));
        return parameters.unlessWhatIf(CmdletOutput.NOTHING, () -> settings.put(changed));
    }

    private static void checkIdentity(CmdletArguments parameters) {
        String identity = parameters.optionalText("Identity").orElse(GLOBAL);
        if (!identity.equalsIgnoreCase(GLOBAL)) {
            throw new Refusal(
                    RefusalCode.NOT_SUPPORTED,
                    "Identity: \"" + identity + "\"; this deployment has one pool, so there is only Global.");
        }
    }

    private static CmdletObject write(ArchivingConfiguration now) {
        return CmdletObject.empty()
                .with("Identity", GLOBAL)
                .with("EnableArchiving", now.enableArchiving().word())
                .with("EnableExchangeArchiving", now.exchange())
                .with("EnablePurging", now.purging())
                .with("PurgeExportedArchivesOnly", now.exportedOnly())
                .with("BlockOnArchiveFailure", now.blockOnFailure())
                .with("KeepArchivingDataForDays", now.keepDays())
                .with("PurgeHourOfDay", now.purgeHour())
                .with("ArchiveDuplicateMessages", now.duplicates())
                .with("CachePurgingInterval", now.cachePurgingHours());
    }

    private Future<CmdletOutput> setUser(CmdletArguments parameters) {
        return users.oneEnabled(parameters.text("Identity")).compose(user -> {
            Future<Void> done = parameters
                    .optionalText("ExchangeArchivingPolicy")
                    .filter(word -> !parameters.whatIf())
                    .map(word -> settings.put(user.id(), ExchangeArchivingPolicy.of(word)))
                    .orElseGet(Future::succeededFuture);
            return done.compose(changed -> writer.passThru(parameters, user));
        });
    }
}
