package org.s2slab.lync.users;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.NameKey;

/** Get-, Enable- and Disable-CsUser. */
public final class UserCmdlets {
    private final UserStore users;
    private final UserLookup lookup;
    private final List<String> sipDomains;
    private final RegistrarPools pools;
    private final ConfigurationEpoch epoch;
    private final Function<LyncUser, Future<CmdletObject>> policiesOf;

    /**
     * @param sipDomains the allowed domains of SIP addresses
     * @param pools the pools of the deployment
     * @param policiesOf a user's effective policies, as Get-CsUser writes them
     */
    public UserCmdlets(
            UserStore users,
            List<String> sipDomains,
            RegistrarPools pools,
            ConfigurationEpoch epoch,
            Function<LyncUser, Future<CmdletObject>> policiesOf) {
        this.users = users;
        this.lookup = new UserLookup(users);
        this.sipDomains = List.copyOf(sipDomains);
        this.pools = pools;
        this.epoch = epoch;
        this.policiesOf = policiesOf;
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-CsUser", this::get),
                CMDLETS.cmdlet("Enable-CsUser", this::enable),
                CMDLETS.cmdlet("Disable-CsUser", this::disable));
    }

    private Future<CmdletOutput> get(CmdletArguments parameters) {
        int limit = parameters.number("ResultSize", Integer.MAX_VALUE);
        return parameters
                .optionalText("Identity")
                .map(identity -> lookup.matching(identity)
                        .compose(found ->
                                found.isEmpty() ? lookup.one(identity).map(List::of) : Future.succeededFuture(found)))
                .orElseGet(users::all)
                .map(found -> found.stream()
                        .filter(user -> user.lyncEnabled())
                        .limit(limit)
                        .toList())
                .compose(this::write);
    }

    private Future<CmdletOutput> enable(CmdletArguments parameters) {
        String pool = pools.named("RegistrarPool", parameters.text("RegistrarPool"));
        return lookup.one(parameters.text("Identity")).compose(user -> {
            String given = parameters.optionalText("SipAddress").orElse(user.sip());
            if (given == null) {
                throw Refusal.invalid("SipAddress: \"" + user.upn() + "\" has no SIP address; give one.");
            }
            String sip = NameKey.ofSip(given);
            String domain = sip.substring(sip.indexOf('@') + 1);
            if (sip.indexOf('@') < 1 || !sipDomains.contains(domain)) {
                throw Refusal.invalid(
                        "SipAddress: \"" + given + "\" is not in a SIP domain of this deployment: " + sipDomains + ".");
            }
            return users.matching(UserStore.Kind.SIP, sip).compose(holders -> {
                if (holders.stream().anyMatch(holder -> !holder.id().equals(user.id()))) {
                    throw Refusal.invalid("SipAddress: \"" + sip + "\" belongs to another user.");
                }
                return set(parameters, user, sip, pool);
            });
        });
    }

    private Future<CmdletOutput> disable(CmdletArguments parameters) {
        return lookup.one(parameters.text("Identity")).compose(user -> set(parameters, user, user.sip(), null));
    }

    /** @param pool the pool for which the user is enabled, or null to disable the user */
    private Future<CmdletOutput> set(
            CmdletArguments parameters, LyncUser user, @Nullable String sip, @Nullable String pool) {
        Future<Void> done = parameters.whatIf() ? Future.succeededFuture() : users.enable(user.id(), sip, pool);
        return done.onSuccess(changed -> epoch.advance())
                .compose(changed -> parameters.flag("PassThru", false)
                        ? lookup.one(user.id()).compose(now -> write(List.of(now)))
                        : Future.succeededFuture(CmdletOutput.NOTHING));
    }

    private Future<CmdletOutput> write(List<LyncUser> found) {
        return WorkSequence.list(found, this::write).map(CmdletOutput::of);
    }

    /** The output of a cmdlet that changed a user: nothing, or with {@code -PassThru} the user. */
    public Future<CmdletOutput> passThru(CmdletArguments parameters, LyncUser user) {
        return parameters.flag("PassThru", false)
                ? write(user).map(CmdletOutput::of)
                : Future.succeededFuture(CmdletOutput.NOTHING);
    }

    /** The user in the format of Get-CsUser. */
    private Future<CmdletObject> write(LyncUser user) {
        return policiesOf
                .apply(user)
                .map(policies -> CmdletObject.empty()
                        .with("Identity", "CN=" + user.displayName())
                        .with("DisplayName", user.displayName())
                        .with("UserPrincipalName", user.upn())
                        .with("SipAddress", user.sip() == null ? null : "sip:" + user.sip())
                        .with(
                                "WindowsEmailAddress",
                                user.smtp().isEmpty() ? null : user.smtp().get(0))
                        .with(
                                "ProxyAddresses",
                                user.smtp().stream().map("smtp:"::concat).toList())
                        .with("Sid", user.sid())
                        .with("RegistrarPool", user.lyncEnabled() ? pools.homeOf(user) : null)
                        .with("Enabled", user.enabled())
                        .withAll(policies));
    }
}
