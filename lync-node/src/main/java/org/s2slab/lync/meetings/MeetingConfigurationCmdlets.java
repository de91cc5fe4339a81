package org.s2slab.lync.meetings;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletTable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Get-, Set-, New- and Remove-CsMeetingConfiguration, for Global and for the pool, which takes precedence. */
final class MeetingConfigurationCmdlets {
    private static final String GLOBAL = "Global";

    private final MeetingConfigurationStore store;
    private final String service;

    /** @param pool the only pool; its own configuration is {@code service:UserServer:<pool>} */
    MeetingConfigurationCmdlets(MeetingConfigurationStore store, String pool) {
        this.store = store;
        this.service = "service:UserServer:" + pool;
    }

    List<Cmdlet> all() {
        CmdletTable table = CMDLETS.with("service:UserServer:<pool>", service);
        return List.of(
                table.cmdlet("Get-CsMeetingConfiguration", this::get),
                table.cmdlet("Set-CsMeetingConfiguration", this::set),
                table.cmdlet("New-CsMeetingConfiguration", this::create),
                table.cmdlet("Remove-CsMeetingConfiguration", this::remove));
    }

    private Future<CmdletOutput> get(CmdletArguments parameters) {
        Optional<String> identity = parameters.optionalText("Identity");
        Stream<String> scopes = identity.isPresent()
                ? Stream.of(existing(identity.get()))
                : Stream.of(MeetingConfigurationStore.GLOBAL, MeetingConfigurationStore.SERVICE);
        return Future.succeededFuture(CmdletOutput.of(scopes.flatMap(
                        scope -> store.named(scope).map(found -> write(scope, found)).stream())
                .toList()));
    }

    private Future<CmdletOutput> set(CmdletArguments parameters) {
        String scope = existing(parameters.optionalText("Identity").orElse(GLOBAL));
        MeetingConfiguration old = store.named(scope).orElse(MeetingConfiguration.INSTALLED);
        return put(parameters, scope, changed(old, parameters), CmdletOutput.NOTHING);
    }

    private Future<CmdletOutput> create(CmdletArguments parameters) {
        String scope = scope(parameters.text("Identity"));
        if (store.named(scope).isPresent()) {
            throw Refusal.conflict(
                    "\"" + parameters.text("Identity") + "\" already exists; Set-CsMeetingConfiguration changes it.");
        }
        MeetingConfiguration made = changed(MeetingConfiguration.INSTALLED, parameters);
        return put(parameters, scope, made, CmdletOutput.of(write(scope, made)));
    }

    private Future<CmdletOutput> remove(CmdletArguments parameters) {
        String scope = existing(parameters.text("Identity"));
        if (scope.equals(MeetingConfigurationStore.GLOBAL)) {
            return put(
                    parameters,
                    scope,
                    MeetingConfiguration.INSTALLED,
                    CmdletOutput.NOTHING.warning(
                            "The global configuration cannot be removed; it was reset to its default values."));
        }
        return parameters.unlessWhatIf(CmdletOutput.NOTHING, () -> store.remove(scope));
    }

    private Future<CmdletOutput> put(
            CmdletArguments parameters, String scope, MeetingConfiguration configuration, CmdletOutput output) {
        return parameters.unlessWhatIf(output, () -> store.put(scope, configuration));
    }

    private static MeetingConfiguration changed(MeetingConfiguration old, CmdletArguments parameters) {
        JsonObject settings = old.settings().copy();
        MeetingConfiguration.FLAGS.forEach(
                name -> settings.put(name, parameters.flag(name, settings.getBoolean(name))));
        parameters
                .optionalText(MeetingConfiguration.PRESENTER)
                .ifPresent(given -> settings.put(MeetingConfiguration.PRESENTER, given));
        MeetingConfiguration.TEXTS.stream()
                .filter(parameters::has)
                .forEach(
                        name -> settings.put(name, parameters.optionalText(name).orElse("")));
        return new MeetingConfiguration(settings);
    }

    private CmdletObject write(String scope, MeetingConfiguration configuration) {
        CmdletObject object = CmdletObject.empty()
                .with("Identity", scope.equals(MeetingConfigurationStore.GLOBAL) ? GLOBAL : service);
        for (var setting : configuration.settings()) {
            Object value = setting.getValue();
            object = object.with(setting.getKey(), "".equals(value) ? null : value);
        }
        return object;
    }

    private String existing(String identity) {
        String scope = scope(identity);
        if (store.named(scope).isEmpty()) {
            throw Refusal.notFound(
                    "Cannot find \"" + identity + "\" \"MeetingConfiguration\" because it does not exist.");
        }
        return scope;
    }

    private String scope(String identity) {
        String requested = identity.toLowerCase(Locale.ROOT);
        if (requested.equals(MeetingConfigurationStore.GLOBAL)) {
            return requested;
        }
        if (requested.equals(service.toLowerCase(Locale.ROOT))) {
            return MeetingConfigurationStore.SERVICE;
        }
        throw new Refusal(
                RefusalCode.NOT_SUPPORTED,
                "Identity: \"" + identity
                        + "\" is not here; this deployment has one pool and no sites, so there are only"
                        + " Global and " + service + ".");
    }
}
