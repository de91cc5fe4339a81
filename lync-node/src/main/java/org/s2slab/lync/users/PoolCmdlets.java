package org.s2slab.lync.users;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;

/** Get-CsPool, Get-CsComputer and Move-CsUser: the pools of the deployment, and the home pool of a user. */
public final class PoolCmdlets {
    private final RegistrarPools pools;
    private final UserStore users;
    private final UserLookup lookup;
    private final UserCmdlets writer;
    private final ConfigurationEpoch epoch;

    /** @param writer writes the moved user in the format of Get-CsUser */
    public PoolCmdlets(RegistrarPools pools, UserStore users, UserCmdlets writer, ConfigurationEpoch epoch) {
        this.pools = pools;
        this.users = users;
        this.lookup = new UserLookup(users);
        this.writer = writer;
        this.epoch = epoch;
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-CsPool", this::pools),
                CMDLETS.cmdlet("Get-CsComputer", this::computers),
                CMDLETS.cmdlet("Move-CsUser", this::move));
    }

    private Future<CmdletOutput> pools(CmdletArguments parameters) {
        return Future.succeededFuture(CmdletOutput.of(chosen(parameters, "Identity").entrySet().stream()
                .map(pool -> CmdletObject.empty()
                        .with("Identity", pool.getKey())
                        .with("Fqdn", pool.getKey())
                        .with("Services", List.of("Registrar:" + pool.getKey(), "UserServer:" + pool.getKey()))
                        .with("Computers", pool.getValue()))
                .toList()));
    }

    private Future<CmdletOutput> computers(CmdletArguments parameters) {
        return Future.succeededFuture(CmdletOutput.of(chosen(parameters, "Pool").entrySet().stream()
                .flatMap(pool -> pool.getValue().stream()
                        .map(server -> CmdletObject.empty()
                                .with("Identity", server)
                                .with("Pool", pool.getKey())
                                .with("Fqdn", server)))
                .toList()));
    }

    private Map<String, List<String>> chosen(CmdletArguments parameters, String parameter) {
        return parameters
                .optionalText(parameter)
                .map(name -> pools.named(parameter, name))
                .map(name -> Map.of(name, pools.servers().getOrDefault(name, List.of())))
                .orElse(pools.servers());
    }

    /**
     * Moves a user. Contacts in the unified contact store stay there: the product rolls them back by itself only for a
     * move to Lync Server 2010 or to another premises, and this deployment has neither as a pool.
     */
    private Future<CmdletOutput> move(CmdletArguments parameters) {
        String target = pools.named("Target", parameters.text("Target"));
        return lookup.one(parameters.text("Identity")).compose(user -> {
            Future<Void> moved = parameters.whatIf() ? Future.succeededFuture() : users.moveTo(user.id(), target);
            return moved.onSuccess(done -> epoch.advance())
                    .compose(done -> lookup.one(user.id()))
                    .compose(now -> writer.passThru(parameters, now));
        });
    }
}
