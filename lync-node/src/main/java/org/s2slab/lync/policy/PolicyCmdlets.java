package org.s2slab.lync.policy;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.lync.users.UserCmdlets;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** New-, Get-, Set-, Grant- and Remove-CsUserServicesPolicy. */
public final class PolicyCmdlets {
    private static final String TAG = "Tag:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}");

    private final PolicyStore policies;
    private final UserLookup users;
    private final UserCmdlets writer;

    public PolicyCmdlets(PolicyStore policies, UserLookup users, UserCmdlets writer) {
        this.policies = policies;
        this.users = users;
        this.writer = writer;
    }

    public List<Cmdlet> all() {
        return List.of(
                Cmdlet.changes(
                        "New-CsUserServicesPolicy",
                        "Makes a policy that says whether users may have their contacts in Exchange.",
                        settings(identity()),
                        this::create),
                Cmdlet.reads(
                        "Get-CsUserServicesPolicy",
                        "Returns the user services policies.",
                        List.of(
                                Parameter.optional("Identity", Parameter.Type.STRING, "The policy's name.")
                                        .in("Identity"),
                                Parameter.required("Filter", Parameter.Type.STRING, "A name with *.")
                                        .in("Filter"),
                                Parameter.optional(
                                        "LocalStore",
                                        Parameter.Type.SWITCH,
                                        "Reads the local replica; it is the same.")),
                        this::get),
                Cmdlet.changes(
                        "Set-CsUserServicesPolicy",
                        "Changes a user services policy; the global one unless named.",
                        settings(Parameter.optional("Identity", Parameter.Type.STRING, "The policy's name.")),
                        this::set),
                grantCmdlet(),
                Cmdlet.changes(
                        "Remove-CsUserServicesPolicy",
                        "Removes a policy; the global one is reset to what was installed.",
                        List.of(identity()),
                        this::remove));
    }

    private static Parameter identity() {
        return Parameter.required("Identity", Parameter.Type.STRING, "The policy's name.");
    }

    private static List<Parameter> settings(Parameter identity) {
        return List.of(
                identity,
                Parameter.optional("UcsAllowed", Parameter.Type.BOOLEAN, "Whether contacts move to Exchange."),
                Parameter.optional(
                        "MigrationDelayInDays",
                        Parameter.Type.INTEGER,
                        "Days to wait from the first sign-in that is allowed, 0 to 180."),
                Parameter.optional("EnableAwaySinceIndication", Parameter.Type.BOOLEAN, "Kept, without effect."));
    }

    private Cmdlet grantCmdlet() {
        return Cmdlet.changes(
                "Grant-CsUserServicesPolicy",
                "Gives a user a policy, or $null to go back to the global one.",
                List.of(
                        Parameter.required("Identity", Parameter.Type.STRING, "The user."),
                        Parameter.optional("PolicyName", Parameter.Type.STRING, "The policy's name, or $null."),
                        Parameter.optional("PassThru", Parameter.Type.SWITCH, "Writes the user.")),
                this::grant);
    }

    private Future<CmdletOutput> create(Parameters parameters) {
        String name = name(parameters.text("Identity"));
        if (!NAME.matcher(name).matches()) {
            throw refused(RefusalCode.PARAMETER_INVALID, "Identity: \"" + name + "\" is not a name for a policy.");
        }
        return policies.named(name).compose(existing -> {
            if (existing.isPresent()) {
                throw refused(
                        RefusalCode.CONFLICT,
                        "\"" + existing.get().identity() + "\" already exists; Set-CsUserServicesPolicy changes it.");
            }
            var policy = changed(new UserServicesPolicy(name, true, 0, false), parameters);
            return put(policy, parameters).map(CmdletOutput.of(write(policy)));
        });
    }

    private Future<CmdletOutput> get(Parameters parameters) {
        Optional<String> identity = parameters.optionalText("Identity");
        if (identity.isPresent()) {
            return existing(identity.get()).map(policy -> CmdletOutput.of(write(policy)));
        }
        String filter = parameters.optionalText("Filter").orElse("*");
        Pattern wanted = Pattern.compile(
                String.join(
                        ".*",
                        List.of(filter.split("\\*", -1)).stream()
                                .map(Pattern::quote)
                                .toList()),
                Pattern.CASE_INSENSITIVE);
        return policies.all()
                .map(all -> CmdletOutput.of(all.stream()
                        .filter(policy -> wanted.matcher(policy.identity()).matches())
                        .map(PolicyCmdlets::write)
                        .toList()));
    }

    private Future<CmdletOutput> set(Parameters parameters) {
        return existing(parameters.optionalText("Identity").orElse(UserServicesPolicy.GLOBAL))
                .compose(policy -> put(changed(policy, parameters), parameters))
                .map(CmdletOutput.NOTHING);
    }

    private Future<CmdletOutput> grant(Parameters parameters) {
        if (!parameters.has("PolicyName")) {
            throw refused(
                    RefusalCode.PARAMETER_INVALID,
                    "PolicyName: give the name of a policy, or $null for none of their own.");
        }
        Optional<String> wanted = parameters.optionalText("PolicyName");
        Future<Optional<String>> policyName = wanted.isEmpty()
                ? Future.succeededFuture(wanted)
                : existing(wanted.get())
                        .map(policy -> policy.isGlobal() ? Optional.empty() : Optional.of(policy.name()));
        return users.oneEnabled(parameters.text("Identity"))
                .compose(user -> policyName
                        .compose(name ->
                                parameters.whatIf() ? Future.succeededFuture() : policies.grant(user.id(), name))
                        .compose(done -> parameters.flag("PassThru", false)
                                ? writer.write(user).map(CmdletOutput::of)
                                : Future.succeededFuture(CmdletOutput.NOTHING)));
    }

    private Future<CmdletOutput> remove(Parameters parameters) {
        return existing(parameters.text("Identity")).compose(policy -> {
            if (parameters.whatIf()) {
                return Future.succeededFuture(CmdletOutput.NOTHING);
            }
            if (policy.isGlobal()) {
                return policies.put(UserServicesPolicy.installed())
                        .map(CmdletOutput.NOTHING.warning(
                                "The global policy cannot be removed; it was reset to its default values."));
            }
            return policies.remove(policy.name())
                    .map(revoked -> revoked == 0
                            ? CmdletOutput.NOTHING
                            : CmdletOutput.NOTHING.warning(
                                    revoked + " users it was granted to fall back to the global policy."));
        });
    }

    private Future<UserServicesPolicy> existing(String identity) {
        return policies.named(name(identity))
                .map(found -> found.orElseThrow(() -> refused(
                        RefusalCode.NOT_FOUND,
                        "Cannot find \"" + identity + "\" \"UserServicesPolicy\" because it does not exist.")));
    }

    private Future<Void> put(UserServicesPolicy policy, Parameters parameters) {
        return parameters.whatIf() ? Future.succeededFuture() : policies.put(policy);
    }

    private static UserServicesPolicy changed(UserServicesPolicy policy, Parameters parameters) {
        return new UserServicesPolicy(
                policy.name(),
                parameters.flag("UcsAllowed", policy.ucsAllowed()),
                parameters.number("MigrationDelayInDays", policy.migrationDelayInDays()),
                parameters.flag("EnableAwaySinceIndication", policy.awaySince()));
    }

    private static CmdletObject write(UserServicesPolicy policy) {
        return CmdletObject.empty()
                .with("Identity", policy.identity())
                .with("UcsAllowed", policy.ucsAllowed())
                .with("MigrationDelayInDays", policy.migrationDelayInDays())
                .with("EnableAwaySinceIndication", policy.awaySince());
    }

    /** A policy's name without its scope; site and service scopes have no counterpart in a deployment of one pool. */
    private static String name(String identity) {
        if (identity.regionMatches(true, 0, TAG, 0, TAG.length())) {
            return identity.substring(TAG.length());
        }
        if (identity.indexOf(':') >= 0) {
            throw refused(
                    RefusalCode.NOT_SUPPORTED,
                    "Identity: \"" + identity + "\" is a policy of a site or service; this deployment has one pool, so"
                            + " there are only Global and Tag:<name>.");
        }
        return identity;
    }

    private static Refusal refused(RefusalCode code, String detail) {
        return new Refusal(code, detail);
    }
}
