package org.s2slab.exchange.recipients;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.addressbook.RoomStore;
import org.s2slab.exchange.ediscovery.HoldAndRetentionCmdlets;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.exchange.organization.MailboxServers;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.validation.UserDirectory.Kind;

/** The cmdlets Get-, Enable-, Disable- and Set-Mailbox. */
record MailboxCmdlets(
        MailboxServers servers,
        MailboxDirectory mailboxes,
        HoldAndRetentionCmdlets retention,
        RoomStore rooms,
        PermissionStore permissions) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@:]+@[^\\s@:]+");
    private static final String SMTP = "smtp:";
    private static final String PRIMARY = "SMTP:";
    private static final String ROOM = "Room";
    private static final String ARCHIVE = "Archive";

    List<Cmdlet> all() {
        return List.of(
                objects()
                        .get(given -> mailbox -> given.optionalText("Server")
                                        .map(name -> MailboxServers.isNamed(servers.of(mailbox), name))
                                        .orElse(true)
                                && given.optionalText("Database")
                                        .map(name -> databaseOf(mailbox).equalsIgnoreCase(name))
                                        .orElse(true)),
                CMDLETS.cmdlet("Enable-Mailbox", this::enable),
                CMDLETS.cmdlet("Disable-Mailbox", this::disable),
                CMDLETS.cmdlet("Set-Mailbox", this::set));
    }

    private ObjectCmdlets<Mailbox> objects() {
        return ObjectCmdlets.viewedBy(
                        ExchangeCmdlets.kind("Mailbox", "mailbox"),
                        () -> mailboxes.all().stream().filter(Mailbox::present).toList(),
                        Mailbox::name,
                        this::objects)
                .identifiedBy(
                        (mailbox, identity) -> mailboxes.identified(identity).contains(mailbox));
    }

    private String databaseOf(Mailbox mailbox) {
        return MailboxServers.databaseOf(servers.of(mailbox));
    }

    private Future<CmdletOutput> enable(CmdletArguments given) {
        Mailbox account = account(given);
        if (given.flag(ARCHIVE, false)) {
            Mailbox mailbox = mailbox(given);
            return objects().shownAfter(given, () -> mailboxes.setArchive(mailbox, true), mailbox.id());
        }
        if (account.present()) {
            throw Refusal.invalid(
                    "Identity: '" + account.name() + "' is a mailbox already, expected an account without one.");
        }
        List<String> addresses = given.optionalText("PrimarySmtpAddress")
                .map(address -> List.of(checked(address)))
                .orElseGet(() -> account.addresses().isEmpty() ? List.of(account.upn()) : account.addresses());
        return objects().shownAfter(given, () -> mailboxes.enable(account, addresses), account.id());
    }

    private Future<CmdletOutput> disable(CmdletArguments given) {
        Mailbox mailbox = mailbox(given);
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> given.flag(ARCHIVE, false) ? mailboxes.setArchive(mailbox, false) : mailboxes.disable(mailbox));
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        Mailbox mailbox = mailbox(given);
        return given.unlessWhatIf(
                        CmdletOutput.NOTHING,
                        () -> retention
                                .set(mailbox, given)
                                .compose(done -> given.has("Type")
                                        ? rooms.set(
                                                mailbox.id(), given.text("Type").equals(ROOM))
                                        : Future.succeededFuture())
                                .compose(done -> given.has("GrantSendOnBehalfTo")
                                        ? permissions
                                                .database()
                                                .change(tx -> permissions.setSendersOnBehalf(
                                                        tx, mailbox, given.texts("GrantSendOnBehalfTo")))
                                        : Future.succeededFuture()))
                .compose(done -> given.has("EmailAddresses")
                        ? setAddresses(mailbox, given)
                        : Future.succeededFuture(CmdletOutput.NOTHING));
    }

    /** Accepts an address of another account with a warning, because the lab demonstrates this mistake. */
    private Future<CmdletOutput> setAddresses(Mailbox mailbox, CmdletArguments given) {
        List<String> addresses = new ArrayList<>();
        for (String text : given.texts("EmailAddresses")) {
            boolean scheme = text.regionMatches(true, 0, SMTP, 0, SMTP.length());
            String address = checked(scheme ? text.substring(SMTP.length()) : text);
            addresses.add(text.startsWith(PRIMARY) ? 0 : addresses.size(), address);
        }
        if (addresses.isEmpty()) {
            throw Refusal.invalid("EmailAddresses: a mailbox needs at least one address.");
        }
        List<String> warnings = addresses.stream()
                .flatMap(address -> mailboxes.find(Kind.SMTP, address).stream()
                        .filter(other -> !other.id().equals(mailbox.id()))
                        .map(other -> "The proxy address \"SMTP:" + address + "\" is already being used by '"
                                + other.name() + "': a token that names a user by it is ambiguous now."))
                .toList();
        return given.unlessWhatIf(
                CmdletOutput.NOTHING.warnings(warnings), () -> mailboxes.setAddresses(mailbox, addresses));
    }

    private Mailbox mailbox(CmdletArguments given) {
        Mailbox account = account(given);
        if (!account.present()) {
            throw objects().missing(given.text("Identity"));
        }
        return account;
    }

    private Mailbox account(CmdletArguments given) {
        String identity = given.text("Identity");
        List<Mailbox> found = mailboxes.identified(identity);
        if (found.size() > 1) {
            throw Refusal.invalid("Identity: '" + identity + "' matches " + found.size()
                    + " accounts; name one by its GUID: "
                    + String.join(", ", found.stream().map(Mailbox::id).toList()) + ".");
        }
        return found.stream().findFirst().orElseThrow(() -> objects().missing(identity));
    }

    private static String checked(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw Refusal.invalid(
                    "EmailAddresses: '" + address + "' is not an SMTP address, such as anna@contoso.com.");
        }
        return address;
    }

    private Future<List<CmdletObject>> objects(List<Mailbox> found) {
        return permissions
                .database()
                .read(permissions::sendersOnBehalf)
                .map(senders -> found.stream()
                        .map(mailbox -> object(mailbox, senders.getOrDefault(mailbox.id(), List.of())))
                        .toList());
    }

    private CmdletObject object(Mailbox mailbox, List<String> senders) {
        List<String> proxies = new ArrayList<>();
        for (String address : mailbox.addresses()) {
            proxies.add((proxies.isEmpty() ? PRIMARY : SMTP) + address);
        }
        CmdletObject object = CmdletObject.empty()
                .with("Name", mailbox.name())
                .with("Alias", mailbox.alias())
                .with("DisplayName", mailbox.name())
                .with("UserPrincipalName", mailbox.upn())
                .with("RecipientTypeDetails", rooms.contains(mailbox.id()) ? "RoomMailbox" : "UserMailbox")
                .with("PrimarySmtpAddress", mailbox.primaryAddress())
                .with("EmailAddresses", proxies)
                .with("GrantSendOnBehalfTo", senders)
                .with("ArchiveStatus", mailbox.archive() ? "Active" : "None")
                .with("LegacyExchangeDN", mailbox.legacyName())
                .with("Database", databaseOf(mailbox))
                .with("ServerName", MailboxServers.name(servers.of(mailbox)))
                .with("AccountDisabled", !mailbox.enabled())
                .with("Identity", mailbox.name())
                .with("Guid", mailbox.id());
        return retention.shown(object, mailbox);
    }
}
