package org.s2slab.lync.policy;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.s2slab.lync.users.UserCmdlets;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** The New-, Get-, Set-, Grant- and Remove- cmdlets for policies of one kind, for instance CsUserServicesPolicy. */
public record PolicyCmdlets<P extends Policy>(
        PolicyKind<P> kind, PolicyRepository<P> policies, UserLookup users, UserCmdlets writer) {
    private static final String TAG = "Tag:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}");

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-Cs" + kind.noun(), this::create),
                CMDLETS.cmdlet("Get-Cs" + kind.noun(), this::get),
                CMDLETS.cmdlet("Set-Cs" + kind.noun(), this::set),
                CMDLETS.cmdlet("Grant-Cs" + kind.noun(), this::grant),
                CMDLETS.cmdlet("Remove-Cs" + kind.noun(), this::remove));
    }

    private Future<CmdletOutput> create(CmdletArguments parameters) {
        String name = name(parameters.text("Identity"));
        if (!NAME.matcher(name).matches()) {
            throw Refusal.invalid("Identity: \"" + name + "\" is not a name for a policy.");
        }
        return policies.named(name).compose(existing -> {
            if (existing.isPresent()) {
                throw Refusal.conflict(
                        "\"" + existing.get().identity() + "\" already exists; Set-Cs" + kind.noun() + " changes it.");
            }
            var policy = kind.changed().apply(kind.installed().apply(name), parameters);
            return put(policy, parameters, CmdletOutput.of(kind.write().apply(policy)));
        });
    }

    private Future<CmdletOutput> get(CmdletArguments parameters) {
        Optional<String> identity = parameters.optionalText("Identity");
        if (identity.isPresent()) {
            return existing(identity.get())
                    .map(policy -> CmdletOutput.of(kind.write().apply(policy)));
        }
        Predicate<String> requested =
                ObjectCmdlets.pattern(parameters.optionalText("Filter").orElse("*"));
        return policies.all()
                .map(all -> CmdletOutput.of(all.stream()
                        .filter(policy -> requested.test(policy.identity()))
                        .map(kind.write())
                        .toList()));
    }

    private Future<CmdletOutput> set(CmdletArguments parameters) {
        return existing(parameters.optionalText("Identity").orElse(Policy.GLOBAL))
                .compose(policy -> put(kind.changed().apply(policy, parameters), parameters, CmdletOutput.NOTHING));
    }

    private Future<CmdletOutput> grant(CmdletArguments parameters) {
        if (!parameters.has("PolicyName")) {
            throw Refusal.invalid("PolicyName: give the name of a policy, or $null for none of their own.");
        }
        Optional<String> requested = parameters.optionalText("PolicyName");
        Future<Optional<String>> policyName = requested.isEmpty()
                ? Future.succeededFuture(requested)
                : existing(requested.get())
                        .map(policy -> policy.isGlobal() ? Optional.empty() : Optional.of(policy.name()));
        return users.oneEnabled(parameters.text("Identity"))
                .compose(user -> policyName
                        .compose(name ->
                                parameters.whatIf() ? Future.succeededFuture() : policies.grant(user.id(), name))
                        .compose(done -> writer.passThru(parameters, user)));
    }

    private Future<CmdletOutput> remove(CmdletArguments parameters) {
        return existing(parameters.text("Identity"))
                .compose(policy -> parameters.unlessWhatIf(() -> {
                    if (policy.isGlobal()) {
                        return policies.put(kind.installed().apply(Policy.GLOBAL))
                                .map(CmdletOutput.NOTHING.warning(
                                        "The global policy cannot be removed; it was reset to its default values."));
                    }
                    return policies.remove(policy.name())
                            .map(revoked -> revoked == 0
                                    ? CmdletOutput.NOTHING
                                    : CmdletOutput.NOTHING.warning(
                                            revoked + " users it was granted to fall back to the global policy."));
                }));
    }

    private Future<P> existing(String identity) {
        return policies.named(name(identity))
                .map(found -> found.orElseThrow(() -> Refusal.notFound(
                        "Cannot find \"" + identity + "\" \"" + kind.noun() + "\" because it does not exist.")));
    }

    private Future<CmdletOutput> put(P policy, CmdletArguments parameters, CmdletOutput output) {
        return parameters.unlessWhatIf(output, () -> policies.put(policy));
    }

    /** A policy's name without its scope. A deployment with one pool has no site or service scopes. */
    private static String name(String identity) {
        if (identity.regionMatches(true, 0, TAG, 0, TAG.length())) {
            return identity.substring(TAG.length());
        }
        if (identity.indexOf(':') >= 0) {
            throw new Refusal(
                    RefusalCode.NOT_SUPPORTED,
                    "Identity: \"" + identity + "\" is a policy of a site or service; this deployment has one pool, so"
                            + " there are only Global and Tag:<name>.");
        }
        return identity;
    }
}
