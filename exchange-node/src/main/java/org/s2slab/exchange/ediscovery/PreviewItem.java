package org.s2slab.exchange.ediscovery;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.ids.ChangeKeyFormat;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.exchange.search.SearchHit;
import org.s2slab.store.ReadTransaction;
import org.s2slab.trace.TokenHash;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** A found item in a search result (t:SearchPreviewItemType), with the properties needed to review it. */
record PreviewItem(SearchHit hit, Item item, Mailbox mailbox) {
    private static final XmlNamespace T = EwsNames.TYPES;

    /** The maximum number of body characters in a preview. */
    private static final int PREVIEW = 200;

    /** PidTagCreatorName ([MS-OXPROPS]). In this server, it names the application that deposited an item. */
    private static final Pattern CREATOR_NAME = Pattern.compile("(?i)0x0*3ff8|0*16376");

    /** Whether the PreviewItemResponseShape of a search requests the depositors of items. */
    static boolean asksForDepositors(XmlElement search) {
        return search.at("PreviewItemResponseShape", "AdditionalProperties").stream()
                .flatMap(paths -> paths.children("ExtendedFieldURI").stream())
                .flatMap(path -> path.attribute("PropertyTag").stream())
                .anyMatch(tag -> CREATOR_NAME.matcher(tag.strip()).matches());
    }

    /** The found items in the order of the hits, without items that were deleted since. */
    static List<PreviewItem> read(ReadTransaction rx, List<SearchHit> hits, List<Mailbox> mailboxes) {
        List<Item> items =
                ItemRowMapper.numbered(rx, hits.stream().map(SearchHit::number).toList());
        return hits.stream()
                .flatMap(hit -> items.stream()
                        .filter(item -> item.number() == hit.number())
                        .flatMap(item -> mailboxes.stream()
                                .filter(mailbox -> mailbox.id().equals(item.mailbox()))
                                .limit(1)
                                .map(mailbox -> new PreviewItem(hit, item, mailbox))))
                .toList();
    }

    void write(XmlWriter xml, boolean withDepositor) {
        ItemContent content = item.content();
        String parent = new MailboxObjectId(MailboxObjectId.Kind.FOLDER, item.mailbox(), item.folder()).text();
        xml.open(T, "SearchPreviewItem");
        id(xml, "Id", item.storeId().text(), item.changeKey());
        xml.open(T, "Mailbox")
                .element(T, "MailboxId", mailbox.legacyName())
                .element(T, "PrimarySmtpAddress", mailbox.primaryAddress())
                .close();
        id(xml, "ParentId", parent, ChangeKeyFormat.of("Folder", item.mailbox(), 1));
        xml.element(T, "ItemClass", content.itemClass())
                .element(T, "UniqueHash", hash(content))
                .element(T, "SortValue", hit.reference());
        String sender = content.sender();
        if (sender != null) {
            xml.element(T, "Sender", sender);
        }
        people(xml, content, "ToRecipients");
        people(xml, content, "CcRecipients");
        people(xml, content, "BccRecipients");
        xml.element(T, "CreatedTime", item.history().created().toString());
        time(xml, "ReceivedTime", content.received(), item.history().created());
        time(xml, "SentTime", content.sent(), item.history().created());
        xml.element(T, "Subject", content.subject())
                .element(T, "Size", item.size())
                .element(
                        T,
                        "Preview",
                        content.text()
                                .substring(0, Math.min(PREVIEW, content.text().length())))
                .element(T, "Importance", content.propertyText("Importance").orElse("Normal"))
                .element(T, "Read", content.read())
                .element(T, "HasAttachment", item.attached().notInline());
        if (withDepositor) {
            depositor(xml);
        }
        xml.close();
    }

    /** Writes the item as a partially indexed item (t:NonIndexableItemDetailType). */
    void writeNonIndexable(XmlWriter xml) {
        xml.open(T, "NonIndexableItemDetail");
        id(xml, "ItemId", item.storeId().text(), item.changeKey());
        xml.element(T, "ErrorCode", "DocumentParserFailure")
                .element(T, "ErrorDescription", "The contents of attachments are not indexed.")
                .element(T, "IsPartiallyIndexed", "true")
                .element(T, "IsPermanentFailure", "true")
                .element(T, "SortValue", hit.reference())
                .element(T, "AttemptCount", "0")
                .close();
    }

    private void depositor(XmlWriter xml) {
        String depositor = item.depositor();
        if (depositor == null) {
            return;
        }
        xml.open(T, "ExtendedProperties").open(T, "ExtendedProperty");
        xml.open(T, "ExtendedFieldURI")
                .attribute("PropertyTag", "0x3ff8")
                .attribute("PropertyType", "String")
                .close();
        xml.element(T, "Value", depositor).close().close();
    }

    private static void id(XmlWriter xml, String name, String id, String changeKey) {
        xml.open(T, name).attribute("Id", id).attribute("ChangeKey", changeKey).close();
    }

    private static void time(XmlWriter xml, String name, @Nullable Instant time, Instant otherwise) {
        xml.element(T, name, (time == null ? otherwise : time).toString());
    }

    private static void people(XmlWriter xml, ItemContent content, String list) {
        List<String> addresses = MailPerson.in(content, list).stream()
                .map(MailPerson::address)
                .filter(address -> !address.isEmpty())
                .toList();
        xml.listIfAny(T, list, addresses, address -> xml.element(T, "SmtpAddress", address));
    }

    /** A hash that is equal for copies of one item in several mailboxes. */
    private static String hash(ItemContent content) {
        String what = String.join(
                "\n",
                content.itemClass(),
                content.subject(),
                String.valueOf(content.sender()),
                String.valueOf(content.sent()),
                content.text());
        return HexFormat.of().formatHex(TokenHash.sha256(what));
    }
}
