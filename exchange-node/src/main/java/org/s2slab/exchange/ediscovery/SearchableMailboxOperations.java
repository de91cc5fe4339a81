package org.s2slab.exchange.ediscovery;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.addressbook.DistributionGroup;
import org.s2slab.exchange.addressbook.DistributionGroupStore;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.mailbox.HoldAndRetentionStore;
import org.s2slab.exchange.mailbox.SavedMailboxSearch;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The operations GetSearchableMailboxes (lists mailboxes) and GetDiscoverySearchConfiguration (stored searches). */
record SearchableMailboxOperations(
        MailboxDirectory mailboxes, DistributionGroupStore groups, HoldAndRetentionStore preservation) {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;

    /** The mailboxes and groups whose name or address begins with the filter; without a filter, all. */
    Future<EwsResponse> list(EwsRequest request) {
        String filter = request.operation().childText("SearchFilter", "").strip();
        boolean expand = request.operation().isChildTrue("ExpandGroupMembership");
        List<DistributionGroup> meant = groups.all().stream()
                .filter(group -> fits(filter, group.name(), group.address()))
                .toList();
        List<Mailbox> found = Stream.concat(
                        mailboxes.all().stream()
                                .filter(mailbox -> fits(filter, mailbox.name(), mailbox.primaryAddress())),
                        expand ? meant.stream().flatMap(this::members) : Stream.empty())
                .filter(Mailbox::present)
                .distinct()
                .toList();
        return Future.succeededFuture(EwsResponse.single(xml -> {
            xml.open(M, "SearchableMailboxes");
            found.forEach(mailbox -> write(xml, mailbox));
            if (!expand) {
                meant.forEach(group -> write(xml, group.id(), group.address(), group.name(), true, group.legacyName()));
            }
            xml.close();
        }));
    }

    Future<EwsResponse> searches(EwsRequest request) {
        String name = request.operation().childText("SearchId", "").strip();
        boolean holdsOnly = request.operation().isChildTrue("InPlaceHoldConfigurationOnly");
        List<SavedMailboxSearch> requested = preservation.searches().stream()
                .filter(search -> name.isEmpty() || search.name().equalsIgnoreCase(name))
                .filter(search -> !holdsOnly || search.hold())
                .toList();
        return Future.succeededFuture(EwsResponse.single(
                xml -> xml.list(M, "DiscoverySearchConfigurations", requested, search -> write(xml, search))));
    }

    private void write(XmlWriter xml, SavedMailboxSearch search) {
        xml.open(T, "DiscoverySearchConfiguration")
                .element(T, "SearchId", search.name())
                .element(T, "SearchQuery", search.query())
                .open(T, "SearchableMailboxes");
        mailboxes.all().stream()
                .filter(mailbox -> search.mailboxes().contains(mailbox.id()))
                .forEach(mailbox -> write(xml, mailbox));
        xml.close().element(T, "InPlaceHoldIdentity", search.holdId()).close();
    }

    private static void write(XmlWriter xml, Mailbox mailbox) {
        write(xml, mailbox.id(), mailbox.primaryAddress(), mailbox.name(), false, mailbox.legacyName());
    }

    private static void write(
            XmlWriter xml, String guid, String address, String name, boolean group, String reference) {
        xml.open(T, "SearchableMailbox")
                .element(T, "Guid", guid)
                .element(T, "PrimarySmtpAddress", address)
                .element(T, "IsExternalMailbox", "false")
                .element(T, "ExternalEmailAddress", "")
                .element(T, "DisplayName", name)
                .element(T, "IsMembershipGroup", group)
                .element(T, "ReferenceId", reference)
                .close();
    }

    private Stream<Mailbox> members(DistributionGroup group) {
        return group.members().stream().flatMap(member -> mailboxes.identified(member).stream());
    }

    private static boolean fits(String filter, String name, String address) {
        String requested = filter.toLowerCase(Locale.ROOT).replace("*", "");
        return Stream.concat(Stream.of(name.split(" ")), Stream.of(name, address))
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).startsWith(requested));
    }
}
