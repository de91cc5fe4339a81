package org.s2slab.exchange.views;

import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.content.ConversationIdentifier;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;

/**
 * A conversation in FindConversation (MS-OXWSCONV), the newest message first.
 *
 * @param here the messages in the searched folder, at least one
 * @param all the messages in the whole mailbox
 */
public record MailConversation(String key, List<Item> here, List<Item> all) {
    /** The properties of a conversation in the schema's order. The prefix Global means the whole mailbox. */
    private static final List<Field> FIELDS = List.of(
            Field.list("UniqueRecipients", "String", item -> names(item, "ToRecipients", "CcRecipients")),
            Field.list(
                    "UniqueUnreadSenders",
                    "String",
                    item -> item.content().read() ? Stream.empty() : names(item, "From")),
            Field.list("UniqueSenders", "String", item -> names(item, "From")),
            Field.one("LastDeliveryTime", items -> time(items.get(0))),
            Field.list(
                    "Categories",
                    "String",
                    item -> item.content().entries("Categories").stream().map(XmlElement::text)),
            Field.one(
                    "FlagStatus",
                    items -> most(
                            items,
                            List.of("NotFlagged", "Complete", "Flagged"),
                            item -> item.content()
                                    .property("Flag")
                                    .flatMap(flag -> flag.childText("FlagStatus"))
                                    .orElse("NotFlagged"))),
            Field.one(
                    "HasAttachments",
                    items -> items.stream().anyMatch(item -> item.attached().notInline())),
            Field.one("MessageCount", List::size),
            Field.one(
                    "UnreadCount",
                    items -> items.stream()
                            .filter(item -> !item.content().read())
                            .count()),
            Field.one("Size", items -> items.stream().mapToLong(Item::size).sum()),
            Field.list(
                    "ItemClasses", "ItemClass", item -> Stream.of(item.content().itemClass())),
            Field.one(
                    "Importance",
                    items -> most(
                            items,
                            List.of("Low", "Normal", "High"),
                            item -> item.content().propertyText("Importance", "Normal"))),
            Field.list("ItemIds", "ItemId", item -> Stream.of(item.storeId().text())));

    /** @param entry the name of its child elements; empty for an element with a text */
    private record Field(String name, String entry, Function<List<Item>, Stream<String>> values) {
        /** A property that has the values of all items, each value once. */
        static Field list(String name, String entry, Function<Item, Stream<String>> values) {
            return new Field(
                    name,
                    entry,
                    items -> items.stream()
                            .flatMap(values)
                            .filter(value -> !value.isBlank())
                            .distinct());
        }

        static Field one(String name, Function<List<Item>, Object> value) {
            return new Field(name, "", items -> Stream.of(value.apply(items).toString()));
        }

        /** The element of the property; empty for a list without values. */
        Optional<XmlElement> element(String prefix, List<Item> items) {
            List<String> found = values.apply(items).toList();
            if (entry.isEmpty()) {
                return Optional.of(t(prefix + name, found.get(0)));
            }
            List<XmlElement> entries = found.stream()
                    .map(value -> entry.equals("ItemId") ? t(entry).with("Id", value) : t(entry, value))
                    .toList();
            return Optional.of(t(prefix + name, entries)).filter(whole -> !found.isEmpty());
        }
    }

    /**
     * The value of a property for sorting.
     *
     * @throws EwsError for a property with several values, or an unknown property
     */
    public String sortValue(String uri) {
        return uri.equals("conversation:ConversationTopic")
                ? ConversationIdentifier.topic(here.get(0).content())
                : FIELDS.stream()
                        .filter(field ->
                                field.entry().isEmpty() && uri.matches("conversation:(Global)?" + field.name()))
                        .map(field -> field.values().apply(uri.contains(":Global") ? all : here))
                        .flatMap(values -> values)
                        .findFirst()
                        .orElseThrow(() -> new EwsError(ResponseCode.ErrorUnsupportedPathForSortGroup));
    }

    /** The conversation for a search response. */
    public ObjectProperties shown(boolean idOnly) {
        return ObjectProperties.of(
                "Conversation",
                List.of(new ItemProperty(ObjectProperties.WHOLE, List.of(), xml -> write(xml, idOnly))));
    }

    private void write(XmlWriter xml, boolean idOnly) {
        Item newest = here.get(0);
        xml.copy(EwsNames.TYPES, id(newest.mailbox(), key));
        if (!idOnly) {
            xml.element(EwsNames.TYPES, "ConversationTopic", ConversationIdentifier.topic(newest.content()));
            FIELDS.stream()
                    .flatMap(field -> Stream.of(field.element("", here), field.element("Global", all)))
                    .flatMap(Optional::stream)
                    .forEach(element -> xml.copy(EwsNames.TYPES, element));
        }
    }

    /** The {@code ConversationId} element. */
    private static XmlElement id(String mailbox, String key) {
        return t("ConversationId")
                .with("Id", new MailboxObjectId(MailboxObjectId.Kind.CONVERSATION, mailbox, key).text());
    }

    /** The conversation id property of an item. */
    static ItemProperty id(PropertyDefinition field, String mailbox, ItemContent content) {
        return ItemProperty.of(
                field.uri(), ConversationIdentifier.guid(content), id(mailbox, ConversationIdentifier.of(content)));
    }

    /** The time at which a message was received; if missing, sent; if missing, created. */
    public static Instant time(Item item) {
        return Stream.of(item.content().received(), item.content().sent())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(item.history().created());
    }

    private static Stream<String> names(Item item, String... lists) {
        return MailPerson.in(item.content(), lists).stream().map(MailPerson::shownName);
    }

    /** The value that comes last in a given order, among the values of all items. */
    private static String most(List<Item> items, List<String> order, Function<Item, String> value) {
        return items.stream()
                .map(value)
                .max(Comparator.comparing(order::indexOf))
                .orElseThrow();
    }
}
