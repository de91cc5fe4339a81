package org.s2slab.exchange.recipients;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.addressbook.DistributionGroup;
import org.s2slab.exchange.addressbook.DistributionGroupStore;
import org.s2slab.exchange.addressbook.RoomStore;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.exchange.organization.ExchangeOrganization;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;

/** The cmdlets Get-, New- and Remove-DistributionGroup, and Get-, Add- and Remove-DistributionGroupMember. */
record DistributionGroupCmdlets(
        DistributionGroupStore groups, MailboxDirectory mailboxes, ExchangeOrganization organisation, RoomStore rooms) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@:]+@[^\\s@:]+");

    List<Cmdlet> all() {
        return List.of(
                objects().get(),
                CMDLETS.cmdlet("New-DistributionGroup", this::create),
                CMDLETS.cmdlet("Set-DistributionGroup", this::set),
                objects().remove(groups::remove),
                CMDLETS.cmdlet("Get-DistributionGroupMember", this::members),
                CMDLETS.cmdlet("Add-DistributionGroupMember", given -> change(given, true)),
                CMDLETS.cmdlet("Remove-DistributionGroupMember", given -> change(given, false)));
    }

    private ObjectCmdlets<DistributionGroup> objects() {
        return new ObjectCmdlets<>(
                        ExchangeCmdlets.kind("DistributionGroup", "recipient"),
                        groups::all,
                        DistributionGroup::name,
                        this::object)
                .identifiedBy(DistributionGroup::isMeantBy);
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Name");
        String alias = given.optionalText("Alias").orElse(name.replaceAll("\\s", ""));
        String address = given.optionalText("PrimarySmtpAddress")
                .orElseGet(() -> alias + "@" + organisation.domains().get(0).domain());
        if (!ADDRESS.matcher(address).matches()) {
            throw Refusal.invalid(
                    "PrimarySmtpAddress: '" + address + "' is not an SMTP address, such as sales@contoso.com.");
        }
        if (groups.identified(name).isPresent()
                || groups.identified(address).isPresent()
                || !mailboxes.identified(address).isEmpty()) {
            throw objects().exists(name);
        }
        List<String> members =
                given.texts("Members").stream().map(this::memberId).toList();
        return objects()
                .shownAfter(
                        given,
                        () -> groups.create(name, address, members)
                                .compose(done -> mark(objects().existing(name), given)),
                        name);
    }

    private Future<CmdletOutput> members(CmdletArguments given) {
        return Future.succeededFuture(CmdletOutput.of(objects().existing(given).members().stream()
                .flatMap(member -> recipient(member).stream())
                .toList()));
    }

    private Future<CmdletOutput> change(CmdletArguments given, boolean joins) {
        DistributionGroup group = objects().existing(given);
        String member = memberId(given.text("Member"));
        if (group.members().contains(member) == joins) {
            throw joins
                    ? ExchangeCmdlets.exists("member of " + group.name(), given.text("Member"))
                    : ExchangeCmdlets.notFound(given.text("Member"));
        }
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> joins ? groups.addMember(group, member) : groups.removeMember(group, member));
    }

    private String memberId(String identity) {
        return groups.identified(identity)
                .map(DistributionGroup::id)
                .or(() ->
                        mailboxes.identified(identity).stream().map(Mailbox::id).findFirst())
                .orElseThrow(() -> ExchangeCmdlets.notFound(identity));
    }

    private Optional<CmdletObject> recipient(String id) {
        return groups.identified(id)
                .map(group -> recipient(group.name(), group.address(), "MailUniversalDistributionGroup", id))
                .or(() -> mailboxes.identified(id).stream()
                        .findFirst()
                        .map(account -> recipient(account.name(), account.primaryAddress(), "UserMailbox", id)));
    }

    private static CmdletObject recipient(String name, String address, String type, String id) {
        return CmdletObject.empty()
                .with("Name", name)
                .with("RecipientType", type)
                .with("PrimarySmtpAddress", address)
                .with("Guid", id);
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        DistributionGroup group = objects().existing(given);
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> mark(group, given));
    }

    private Future<Void> mark(DistributionGroup group, CmdletArguments given) {
        return given.has("RoomList") ? rooms.set(group.id(), given.flag("RoomList", true)) : Future.succeededFuture();
    }

    private CmdletObject object(DistributionGroup group) {
        return CmdletObject.empty()
                .with("Name", group.name())
                .with("DisplayName", group.name())
                .with("Alias", group.alias())
                .with("GroupType", "Universal")
                .with("RecipientType", "MailUniversalDistributionGroup")
                .with(
                        "RecipientTypeDetails",
                        rooms.contains(group.id()) ? "RoomList" : "MailUniversalDistributionGroup")
                .with("PrimarySmtpAddress", group.address())
                .with("LegacyExchangeDN", group.legacyName())
                .with("DistinguishedName", group.distinguishedName())
                .with("Identity", group.name())
                .with("Guid", group.id());
    }
}
