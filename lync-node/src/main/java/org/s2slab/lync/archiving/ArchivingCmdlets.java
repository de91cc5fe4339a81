package org.s2slab.lync.archiving;

import static org.s2slab.management.CmdletParameter.Type.BOOLEAN;
import static org.s2slab.management.CmdletParameter.Type.INTEGER;
import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.Type.SWITCH;
import static org.s2slab.management.CmdletParameter.choice;
import static org.s2slab.management.CmdletParameter.optional;
import static org.s2slab.management.CmdletParameter.required;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import org.s2slab.lync.archiving.ArchivingConfiguration.EnableArchiving;
import org.s2slab.lync.users.UserCmdlets;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletParameter;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Get- and Set-CsArchivingConfiguration, and Set-CsUser -ExchangeArchivingPolicy. */
public record ArchivingCmdlets(ArchivingSettingsStore settings, UserLookup users, UserCmdlets writer) {
    private static final String GLOBAL = "Global";

    public List<Cmdlet> all() {
        CmdletParameter identity =
                optional("Identity", STRING, "Global, the only configuration in a deployment with one pool.");
        return List.of(
                Cmdlet.reads(
                        "Get-CsArchivingConfiguration",
                        "Returns the archiving settings: what is archived and how long it is retained.",
                        List.of(identity, optional("LocalStore", SWITCH, "Reads the local replica.")),
                        this::get),
                Cmdlet.changes(
                        "Set-CsArchivingConfiguration",
                        "Changes the archiving settings: what is archived and how long it is retained.",
                        settings(identity),
                        this::set),
                Cmdlet.changes(
                        "Set-CsUser",
                        "Changes properties of a user who is enabled for Lync.",
                        List.of(
                                required("Identity", STRING, "The user."),
                                choice(
                                        "ExchangeArchivingPolicy",
                                        false,
                                        Arrays.stream(ExchangeArchivingPolicy.values())
                                                .map(ExchangeArchivingPolicy::word)
                                                .toList(),
                                        "Whether and where the user's transcripts are archived."),
                                optional("PassThru", SWITCH, "Returns the user.")),
                        this::setUser));
    }

    private static List<CmdletParameter> settings(CmdletParameter identity) {
        return List.of(
                identity,
                choice(
                        "EnableArchiving",
                        false,
                        Arrays.stream(EnableArchiving.values())
                                .map(EnableArchiving::word)
                                .toList(),
                        "The kinds of conversations that are archived."),
                optional(
                        "EnableExchangeArchiving",
                        BOOLEAN,
                        "Whether transcripts go to the mailboxes that Exchange's policies cover."),
                optional(
                        "BlockOnArchiveFailure",
                        BOOLEAN,
                        "Critical mode: blocks archived users while archiving fails."),
                optional(
                        "ArchiveDuplicateMessages",
                        BOOLEAN,
                        "Whether one copy for each archived user is stored, or one copy for all."),
                optional(
                        "CachePurgingInterval",
                        INTEGER,
                        "The hours between purges of conversations without archived users, 4 to 168."),
                optional("EnablePurging", BOOLEAN, "Whether old records are removed from Lync's own archive."),
                optional("PurgeExportedArchivesOnly", BOOLEAN, "Whether only exported records are removed."),
                optional(
                        "KeepArchivingDataForDays",
                        INTEGER,
                        "The days for which a record is retained if purging is enabled, 1 to 2562."),
                optional("PurgeHourOfDay", INTEGER, "The hour of the purge in UTC, 0 to 23."));
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
                parameters.flag("EnableExchangeArchiving", now.exchange()),
                parameters.flag("BlockOnArchiveFailure", now.blockOnFailure()),
                parameters.flag("ArchiveDuplicateMessages", now.duplicates()),
                parameters.number("CachePurgingInterval", now.cachePurgingHours()),
                parameters.flag("EnablePurging", now.purging()),
                parameters.flag("PurgeExportedArchivesOnly", now.exportedOnly()),
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
