package org.s2slab.exchange.permissions;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.permissions.PermissionStore.Permission;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;

/** The cmdlets for FullAccess (*-MailboxPermission) and Send-As (*-ADPermission): Add, Get and Remove. */
public record MailboxPermissionCmdlets(PermissionStore store) {
    private static final String SELF = "NT AUTHORITY\\SELF";

    /** A right on a mailbox, with its names in the cmdlets. */
    private record Kind(String noun, String parameter, String value, Permission permission) {
        void check(CmdletArguments given) {
            for (String right : given.texts(parameter)) {
                if (!right.equalsIgnoreCase(value)) {
                    throw Refusal.invalid(
                            parameter + ": '" + right + "', expected " + value + ", the only one in the lab.");
                }
            }
        }
    }

    public List<Cmdlet> all() {
        return Stream.of(
                        new Kind("MailboxPermission", "AccessRights", "FullAccess", Permission.FullAccess),
                        new Kind("ADPermission", "ExtendedRights", "Send-As", Permission.SendAs))
                .flatMap(kind -> cmdlets(kind).stream())
                .toList();
    }

    private List<Cmdlet> cmdlets(Kind kind) {
        return List.of(
                CMDLETS.cmdlet("Add-" + kind.noun(), given -> change(kind, given, true)),
                CMDLETS.cmdlet("Get-" + kind.noun(), given -> get(kind, given)),
                CMDLETS.cmdlet("Remove-" + kind.noun(), given -> change(kind, given, false)));
    }

    private Future<CmdletOutput> change(Kind kind, CmdletArguments given, boolean adds) {
        kind.check(given);
        Mailbox mailbox = store.identified(given.text("Identity"));
        Mailbox user = store.identified(given.text("User"));
        return given.unlessWhatIf(() -> store.database()
                .change(tx -> store.set(tx, mailbox, user.id(), kind.permission(), adds))
                .map(done -> adds ? CmdletOutput.of(shown(kind, mailbox, user.name())) : CmdletOutput.NOTHING));
    }

    private Future<CmdletOutput> get(Kind kind, CmdletArguments given) {
        Mailbox mailbox = store.identified(given.text("Identity"));
        Optional<String> user =
                given.optionalText("User").map(name -> store.identified(name).name());
        return store.database()
                .read(rx -> store.accounts(rx, mailbox, kind.permission()))
                .map(accounts -> CmdletOutput.of(Stream.concat(
                                Stream.of(SELF),
                                accounts.stream()
                                        .flatMap(id -> store.account(id).stream())
                                        .map(Mailbox::name))
                        .filter(name -> user.map(name::equals).orElse(true))
                        .map(name -> shown(kind, mailbox, name))
                        .toList()));
    }

    private static CmdletObject shown(Kind kind, Mailbox mailbox, String user) {
        return CmdletObject.empty()
                .with("Identity", mailbox.name())
                .with("User", user)
                .with(kind.parameter(), List.of(kind.value()))
                .with("IsInherited", false)
                .with("Deny", false);
    }
}
