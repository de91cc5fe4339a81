package org.s2slab.exchange.items;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * The messages of a conversation as FindConversation shows them (MS-OXWSCONV), the newest first.
 *
 * @param here those in the folder that is searched, one at least
 * @param all those in the whole mailbox
 */
record MailConversation(String key, List<Item> here, List<Item> all) {
    private static final XmlNamespace T = EwsNames.TYPES;
    private static final List<String> IMPORTANCES = List.of("Low", "Normal", "High");

    /** The properties that a conversation has twice, the second time with the prefix Global, in the order of the schema. */
    private static final List<Field> FIELDS = List.of(
            new Field(
                    "UniqueRecipients", "String", items -> names(items, item -> true, "ToRecipients", "CcRecipients")),
            new Field(
                    "UniqueUnreadSenders",
                    "String",
                    items -> names(items, item -> !item.content().read(), "From")),
            new Field("UniqueSenders", "String", items -> names(items, item -> true, "From")),
            new Field(
                    "LastDeliveryTime", "", items -> List.of(time(items.get(0)).toString())),
            new Field(
                    "Categories",
                    "String",
                    items -> distinct(items.stream()
                            .flatMap(item -> item.content().property("Categories").stream())
                            .flatMap(list -> list.children().stream())
                            .map(XmlElement::text))),
            new Field("FlagStatus", "", items -> List.of(flag(items))),
            new Field(
                    "HasAttachments",
                    "",
                    items -> List.of(Boolean.toString(items.stream().anyMatch(Item::hasAttachments)))),
            new Field("MessageCount", "", items -> number(items.size())),
            new Field(
                    "UnreadCount",
                    "",
                    items -> number(items.stream()
                            .filter(item -> !item.content().read())
                            .count())),
            new Field(
                    "Size",
                    "",
                    items -> number(items.stream().mapToLong(Item::size).sum())),
            new Field(
                    "ItemClasses",
                    "ItemClass",
                    items -> distinct(items.stream().map(item -> item.content().itemClass()))),
            new Field(
                    "Importance",
                    "",
                    items -> items.stream()
                            .map(item ->
                                    item.content().propertyText("Importance").orElse("Normal"))
                            .max(Comparator.comparing(IMPORTANCES::indexOf))
                            .stream()
                            .toList()),
            new Field(
                    "ItemIds",
                    "ItemId",
                    items -> items.stream().map(item -> item.storeId().text()).toList()));

    /** @param entry the elements in its element; empty where that has a text */
    private record Field(String name, String entry, Function<List<Item>, List<String>> values) {
        void write(XmlWriter xml, String prefix, List<Item> items) {
            List<String> found = values.apply(items);
            if (entry.isEmpty()) {
                xml.element(T, prefix + name, found.get(0));
            } else if (!found.isEmpty()) {
                xml.open(T, prefix + name);
                found.forEach(value -> entry(xml, value));
                xml.close();
            }
        }

        private void entry(XmlWriter xml, String value) {
            if (entry.equals("ItemId")) {
                xml.open(T, entry).attribute("Id", value).close();
            } else {
                xml.element(T, entry, value);
            }
        }
    }

    /**
     * The value of a property to sort by.
     *
     * @throws EwsError for one that has several values, or that conversations do not have
     */
    String sortValue(String uri) {
        return uri.equals("conversation:ConversationTopic")
                ? ConversationKey.topic(here.get(0).content())
                : FIELDS.stream()
                        .filter(field ->
                                field.entry().isEmpty() && uri.matches("conversation:(Global)?" + field.name()))
                        .map(field -> field.values()
                                .apply(uri.contains(":Global") ? all : here)
                                .get(0))
                        .findFirst()
                        .orElseThrow(() -> new EwsError(ResponseCode.ErrorUnsupportedPathForSortGroup));
    }

    /** As a search shows it. */
    PropertySet shown(boolean idOnly) {
        return PropertySet.of(
                "Conversation", List.of(new ItemProperty(PropertySet.WHOLE, List.of(), xml -> write(xml, idOnly))));
    }

    private void write(XmlWriter xml, boolean idOnly) {
        id(xml, here.get(0).mailbox(), key);
        if (!idOnly) {
            xml.element(
                    T, "ConversationTopic", ConversationKey.topic(here.get(0).content()));
            for (Field field : FIELDS) {
                field.write(xml, "", here);
                field.write(xml, "Global", all);
            }
        }
    }

    /** {@code ConversationId}. */
    static void id(XmlWriter xml, String mailbox, String key) {
        xml.open(T, "ConversationId")
                .attribute("Id", new StoreId(StoreId.Kind.CONVERSATION, mailbox, key).text())
                .close();
    }

    /** The property that names the conversation of an item. */
    static ItemProperty id(PropertyDefinition field, String mailbox, ItemContent content) {
        return new ItemProperty(
                field.uri(), ConversationKey.guid(content), xml -> id(xml, mailbox, ConversationKey.of(content)));
    }

    static Instant time(Item item) {
        return Stream.of(item.content().received(), item.content().sent())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(item.created());
    }

    private static List<String> names(List<Item> items, Predicate<Item> wanted, String... lists) {
        return distinct(items.stream()
                .filter(wanted)
                .flatMap(item -> Stream.of(lists).flatMap(list -> item.content().property(list).stream()))
                .flatMap(list -> list.children("Mailbox").stream())
                .map(person -> person.childText("Name")
                        .filter(name -> !name.isBlank())
                        .orElse(person.childText("EmailAddress").orElse(""))));
    }

    private static String flag(List<Item> items) {
        List<String> flags = items.stream()
                .flatMap(item -> item.content().property("Flag").stream())
                .flatMap(flag -> flag.childText("FlagStatus").stream())
                .toList();
        return Stream.of("Flagged", "Complete")
                .filter(flags::contains)
                .findFirst()
                .orElse("NotFlagged");
    }

    private static List<String> distinct(Stream<String> values) {
        return values.filter(value -> !value.isBlank()).distinct().toList();
    }

    private static List<String> number(long number) {
        return List.of(Long.toString(number));
    }
}
