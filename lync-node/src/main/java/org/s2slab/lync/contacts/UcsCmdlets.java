package org.s2slab.lync.contacts;

import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.s2slab.lync.policy.UserServicesPolicyStore;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.RegistrarPools;
import org.s2slab.lync.users.UserCmdlets;
import org.s2slab.lync.users.UserLookup;
import org.s2slab.lync.users.UserStore;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;

/** Invoke-CsUcsRollback and Debug-CsUnifiedContactStore. */
public final class UcsCmdlets {
    private static final String EXPORT = "ContactDataExportFileName";

    private final Vertx vertx;
    private final UserStore users;
    private final UserLookup lookup;
    private final UserCmdlets writer;
    private final UserServicesPolicyStore policies;
    private final UcsStore ucs;
    private final ContactRollback rollback;
    private final ExchangeContactList exchange;
    private final RegistrarPools pools;

    /** The state of one user, with the words of the pool's counters. */
    private record Standing(LyncUser user, UcsState state, boolean allowed) {
        String word() {
            return switch (state.store()) {
                case EXCHANGE -> "Migrated";
                case MIGRATING -> allowed ? "Migrating" : "Disabled";
                case LYNC -> allowed ? "Allowed" : "Disabled";
            };
        }
    }

    /** @param pools the pools of the deployment */
    public UcsCmdlets(
            Vertx vertx,
            UserStore users,
            UserCmdlets writer,
            UserServicesPolicyStore policies,
            UcsStore ucs,
            ContactRollback rollback,
            ExchangeContactList exchange,
            RegistrarPools pools) {
        this.vertx = vertx;
        this.users = users;
        this.lookup = new UserLookup(users);
        this.writer = writer;
        this.policies = policies;
        this.ucs = ucs;
        this.rollback = rollback;
        this.exchange = exchange;
        this.pools = pools;
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Invoke-CsUcsRollback", this::rollBack),
                CMDLETS.cmdlet("Debug-CsUnifiedContactStore", this::debug));
    }

    private Future<CmdletOutput> rollBack(CmdletArguments parameters) {
        return lookup.one(parameters.text("Identity")).compose(user -> {
            var context = parameters.context().forUser(user.identifiers());
            return parameters.unlessWhatIf(() -> rollback.rollBack(user.id(), parameters.flag("Force", false), context)
                    .compose(warning -> writer.passThru(parameters, user)
                            .map(output -> warning.map(output::warning).orElse(output))));
        });
    }

    private Future<CmdletOutput> debug(CmdletArguments parameters) {
        if (parameters.has("Identity")) {
            return lookup.one(parameters.text("Identity"))
                    .compose(this::standing)
                    .compose(standing -> export(parameters, standing))
                    .map(standing -> CmdletOutput.of(write(standing)));
        }
        String pool = pools.servers().keySet().stream()
                .filter(parameters.text("PoolFqdn")::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Cannot find the pool \"" + parameters.text("PoolFqdn")
                        + "\"; the pools of this deployment are "
                        + pools.servers().keySet() + "."));
        return users.all()
                .map(all -> all.stream()
                        .filter(user -> pools.homeOf(user).equals(pool))
                        .toList())
                .compose(this::standings)
                .map(standings -> CmdletOutput.of(count(pool, standings)));
    }

    /** Exports the list as Exchange returns it; after a failure, no file is written. */
    private Future<Standing> export(CmdletArguments parameters, Standing standing) {
        Optional<String> name = parameters.optionalText(EXPORT);
        if (name.isEmpty()) {
            return Future.succeededFuture(standing);
        }
        Path file = ContactExport.file(EXPORT, name.get());
        LyncUser user = standing.user();
        if (!standing.state().inExchange()) {
            throw Refusal.notFound("The contacts of sip:" + user.sip()
                    + " are not in the unified contact store; nothing was exported.");
        }
        return exchange.read(parameters.context().forUser(user.identifiers()))
                .compose(found -> vertx.executeBlocking(() -> {
                    ContactExport.write(file, user, found.asContactList());
                    return standing;
                }));
    }

    private Future<List<Standing>> standings(List<LyncUser> all) {
        return WorkSequence.list(all.stream().filter(LyncUser::enabled).toList(), this::standing);
    }

    private Future<Standing> standing(LyncUser user) {
        return ucs.of(user.id())
                .compose(state ->
                        policies.effectiveFor(user.id()).map(policy -> new Standing(user, state, policy.ucsAllowed())));
    }

    private static CmdletObject write(Standing standing) {
        UcsState state = standing.state();
        return CmdletObject.empty()
                .with("Identity", "sip:" + standing.user().sip())
                .with("UcsState", standing.word())
                .with("Migrated", state.inExchange())
                .with("MigrationAttempts", state.attempts())
                .with("LastMigrationAttempt", state.lastAttempt())
                .with("LastMigrationError", state.lastError())
                .with("RolledBack", state.rolledBack())
                .with("NotMigratedBefore", state.restsUntil());
    }

    private static CmdletObject count(String pool, List<Standing> standings) {
        List<String> failed = standings.stream()
                .filter(standing -> standing.state().lastError() != null)
                .map(standing ->
                        "sip:" + standing.user().sip() + ": " + standing.state().lastError())
                .toList();
        return CmdletObject.empty()
                .with("FrontEnd", pool)
                .with("UcsDisabledCount", count(standings, "Disabled"))
                .with("UcsAllowedCount", count(standings, "Allowed"))
                .with("UcsMigratingCount", count(standings, "Migrating"))
                .with("UcsMigratedCount", count(standings, "Migrated"))
                .with("FailedUserData", failed);
    }

    private static long count(List<Standing> standings, String word) {
        return standings.stream()
                .filter(standing -> standing.word().equals(word))
                .count();
    }
}
