package org.s2slab.exchange;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.exchange.addressbook.DistributionGroup;
import org.s2slab.exchange.addressbook.DistributionGroups;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.MailboxDirectory;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;

/** Get-, New- and Remove-DistributionGroup; Get-, Add- and Remove-DistributionGroupMember. */
final class DistributionGroupCmdlets {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@:]+@[^\\s@:]+");
    private static final Parameter IDENTITY =
            Parameter.required("Identity", Parameter.Type.STRING, "Name, alias, GUID or SMTP address of the group.");

    private final DistributionGroups groups;
    private final MailboxDirectory mailboxes;
    private final Organisation organisation;

    DistributionGroupCmdlets(DistributionGroups groups, MailboxDirectory mailboxes, Organisation organisation) {
        this.groups = groups;
        this.mailboxes = mailboxes;
        this.organisation = organisation;
    }

    List<Cmdlet> all() {
        Parameter member =
                Parameter.required("Member", Parameter.Type.STRING, "A mailbox or group, by any name it goes by.");
        return List.of(
                Cmdlet.reads(
                        "Get-DistributionGroup",
                        "Shows distribution groups.",
                        List.of(Parameter.optional(
                                "Identity", Parameter.Type.STRING, "One of them; * stands for any text in a name.")),
                        this::get),
                Cmdlet.changes(
                        "New-DistributionGroup",
                        "Makes a distribution group.",
                        List.of(
                                Parameter.required("Name", Parameter.Type.STRING, "Its name."),
                                Parameter.optional("Alias", Parameter.Type.STRING, "The name without spaces."),
                                Parameter.optional(
                                        "PrimarySmtpAddress",
                                        Parameter.Type.STRING,
                                        "Its address; the alias in the default domain."),
                                Parameter.optional("Members", Parameter.Type.STRINGS, "Its first members.")),
                        this::create),
                Cmdlet.changes(
                        "Remove-DistributionGroup", "Removes a distribution group.", List.of(IDENTITY), this::remove),
                Cmdlet.reads(
                        "Get-DistributionGroupMember",
                        "Shows who is in a distribution group.",
                        List.of(IDENTITY),
                        this::members),
                Cmdlet.changes(
                        "Add-DistributionGroupMember",
                        "Adds somebody to a distribution group.",
                        List.of(IDENTITY, member),
                        this::add),
                Cmdlet.changes(
                        "Remove-DistributionGroupMember",
                        "Takes somebody out of a distribution group.",
                        List.of(IDENTITY, member),
                        this::removeMember));
    }

    private Future<CmdletOutput> get(Parameters given) {
        Optional<String> identity = given.optionalText("Identity");
        List<DistributionGroup> found = groups.all().stream()
                .filter(group -> identity.isEmpty()
                        || group.isMeantBy(identity.get())
                        || CmdletWords.fits(identity.get(), group.name()))
                .toList();
        if (found.isEmpty() && identity.isPresent() && !identity.get().contains("*")) {
            return Future.failedFuture(CmdletWords.notFound(identity.get()));
        }
        return Future.succeededFuture(CmdletOutput.of(
                found.stream().map(DistributionGroupCmdlets::object).toList()));
    }

    private Future<CmdletOutput> create(Parameters given) {
        String name = given.text("Name");
        String alias = given.optionalText("Alias").orElse(name.replaceAll("\\s", ""));
        String address = given.optionalText("PrimarySmtpAddress")
                .orElseGet(() -> alias + "@" + organisation.domains().get(0).domain());
        if (!ADDRESS.matcher(address).matches()) {
            throw CmdletWords.invalid(
                    "PrimarySmtpAddress: '" + address + "' is not an SMTP address, such as sales@contoso.com.");
        }
        if (groups.identified(name).isPresent()
                || groups.identified(address).isPresent()
                || !mailboxes.identified(address).isEmpty()) {
            throw CmdletWords.exists("recipient", name);
        }
        List<String> members =
                given.texts("Members").stream().map(this::memberId).toList();
        return CmdletWords.unlessWhatIf(given, () -> {
            Future<Void> made = groups.create(name, address);
            for (String member : members) {
                made = made.compose(done -> groups.addMember(group(name), member));
            }
            return made.map(done -> CmdletOutput.of(object(group(name))));
        });
    }

    private Future<CmdletOutput> remove(Parameters given) {
        DistributionGroup group = group(given.text("Identity"));
        return CmdletWords.unlessWhatIf(given, () -> groups.remove(group).map(CmdletOutput.NOTHING));
    }

    private Future<CmdletOutput> members(Parameters given) {
        return Future.succeededFuture(CmdletOutput.of(group(given.text("Identity")).members().stream()
                .flatMap(member -> recipient(member).stream())
                .toList()));
    }

    private Future<CmdletOutput> add(Parameters given) {
        DistributionGroup group = group(given.text("Identity"));
        String member = memberId(given.text("Member"));
        if (group.members().contains(member)) {
            throw CmdletWords.exists("member of " + group.name(), given.text("Member"));
        }
        return CmdletWords.unlessWhatIf(
                given, () -> groups.addMember(group, member).map(CmdletOutput.NOTHING));
    }

    private Future<CmdletOutput> removeMember(Parameters given) {
        DistributionGroup group = group(given.text("Identity"));
        String member = memberId(given.text("Member"));
        if (!group.members().contains(member)) {
            throw CmdletWords.notFound(given.text("Member"));
        }
        return CmdletWords.unlessWhatIf(
                given, () -> groups.removeMember(group, member).map(CmdletOutput.NOTHING));
    }

    private DistributionGroup group(String identity) {
        return groups.identified(identity).orElseThrow(() -> CmdletWords.notFound(identity));
    }

    private String memberId(String identity) {
        return groups.identified(identity)
                .map(DistributionGroup::id)
                .or(() ->
                        mailboxes.identified(identity).stream().map(Mailbox::id).findFirst())
                .orElseThrow(() -> CmdletWords.notFound(identity));
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

    private static CmdletObject object(DistributionGroup group) {
        return CmdletObject.empty()
                .with("Name", group.name())
                .with("DisplayName", group.name())
                .with("Alias", group.alias())
                .with("GroupType", "Universal")
                .with("RecipientType", "MailUniversalDistributionGroup")
                .with("PrimarySmtpAddress", group.address())
                .with("LegacyExchangeDN", group.legacyName())
                .with("Identity", group.name())
                .with("Guid", group.id());
    }
}
