package org.s2slab.exchange.views;

import static org.s2slab.ews.EwsNames.t;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.ChangeKeyFormat;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.ids.MailboxObjectId.Kind;
import org.s2slab.exchange.imlist.ImContact;
import org.s2slab.exchange.imlist.ImGroup;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.xml.XmlElement;

/** The groups of an IM list as items, for clients without support for instant messaging. */
public final class ImGroupView {
    /** The values that all groups have. */
    private static final Map<String, String> COMMON = Map.ofEntries(
            Map.entry("item:Sensitivity", "Normal"),
            Map.entry("item:Importance", "Normal"),
            Map.entry("item:IsSubmitted", "false"),
            Map.entry("item:IsDraft", "false"),
            Map.entry("item:IsFromMe", "false"),
            Map.entry("item:IsResend", "false"),
            Map.entry("item:IsUnmodified", "false"),
            Map.entry("item:HasAttachments", "false"),
            Map.entry("item:Culture", "en-US"),
            Map.entry("item:IsAssociated", "false"),
            Map.entry("contacts:ContactSource", "Store"));

    private ImGroupView() {}

    /** The item of a group with its contacts, in the hidden folder. */
    public static ObjectProperties of(Mailbox mailbox, ImGroup group, List<ImContact> contacts) {
        IdElement id = new IdElement(
                new MailboxObjectId(Kind.GROUP, mailbox.id(), group.id()).text(), ChangeKeyFormat.OF_GROUP);
        List<ItemProperty> properties = new ArrayList<>();
        properties.add(ItemProperty.id("item:ItemId", id));
        MailFolder folder = MailFolder.of(DistinguishedFolder.IMCONTACTLIST);
        properties.add(ItemProperty.id("item:ParentFolderId", IdElement.of(mailbox, folder)));
        properties.add(ItemProperty.rights("item:EffectiveRights", false));
        COMMON.forEach((uri, value) -> simple(properties, uri, value));
        for (String named : List.of("item:Subject", "contacts:DisplayName", "contacts:FileAs")) {
            simple(properties, named, group.name());
        }
        simple(properties, "item:ItemClass", group.type().itemClass());
        simple(properties, "item:Size", Integer.toString(group.name().getBytes(StandardCharsets.UTF_8).length));
        List<XmlElement> members = group.members().stream()
                .flatMap(key -> contacts.stream().filter(contact -> contact.id().equals(key)))
                .map(ImGroupView::member)
                .toList();
        properties.add(ItemProperty.of("distributionlist:Members", null, t("Members", members)));
        return ObjectProperties.of("DistributionList", properties);
    }

    private static void simple(List<ItemProperty> properties, String uri, String value) {
        properties.add(ItemProperty.simple(uri, value));
    }

    private static XmlElement member(ImContact member) {
        String id = member.item().storeId().text();
        return t(
                        "Member",
                        t(
                                "Mailbox",
                                t("Name", member.name()),
                                t("EmailAddress", member.address()),
                                t("RoutingType", "SIP"),
                                t("MailboxType", "Contact"),
                                new IdElement(id, ChangeKeyFormat.OF_MEMBER).element("ItemId")))
                .with("Key", id);
    }
}
