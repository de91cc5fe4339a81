package org.s2slab.lync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;

/** The Purges folder of one mailbox, where the same deposit made twice is kept once. */
final class FakeItems {
    /** An item: its message element, and the names of its attachments. */
    record Item(String id, XmlElement message, String html, List<String> attachments) {
        String subject() {
            return String.valueOf(message.textAt("Subject"));
        }
    }

    private static final String REFUSED = "<m:MessageText>Refused.</m:MessageText>";

    private final Map<String, Item> items = new LinkedHashMap<>();
    private final List<String> created = new ArrayList<>();
    private int deposits;
    private String refused = "";
    private String unacceptable = "";
    private int subscriptions;
    private int silences;

    synchronized List<Item> items() {
        return List.copyOf(items.values());
    }

    /** How often something was deposited, doubles counted. */
    synchronized int deposits() {
        return deposits;
    }

    /** How many subscriptions nobody has ended. */
    synchronized int subscriptions() {
        return subscriptions;
    }

    /** Tells nothing of what happens for so many questions. */
    synchronized void silentFor(int questions) {
        silences = questions;
    }

    private String events(XmlElement operation) {
        int seen = Integer.parseInt(operation.find("Watermark").orElseThrow().text());
        if (silences > 0 || seen == created.size()) {
            silences--;
            return "<t:StatusEvent><t:Watermark>" + seen + "</t:Watermark></t:StatusEvent>";
        }
        return created.stream()
                .skip(seen)
                .map(id -> "<t:CreatedEvent><t:Watermark>" + created.size() + "</t:Watermark><t:ItemId Id='" + id
                        + "'/></t:CreatedEvent>")
                .collect(Collectors.joining());
    }

    synchronized String perform(XmlElement operation) {
        return switch (operation.name()) {
            case "CreateItem" ->
                answer(
                        operation.name(),
                        operation.find("Items").orElseThrow().children().stream()
                                .map(this::create)
                                .toArray(String[]::new));
            case "CreateAttachment" -> attach(operation);
            case "GetItem" ->
                get(String.valueOf(
                        operation.find("ItemId").orElseThrow().attribute("Id").orElseThrow()));
            case "DeleteItem" -> {
                String id =
                        operation.find("ItemId").orElseThrow().attribute("Id").orElseThrow();
                items.values().removeIf(item -> item.id().equals(id));
                yield answer(operation.name(), "");
            }
            case "Subscribe" -> {
                subscriptions++;
                yield answer(
                        "Subscribe",
                        "<m:SubscriptionId>s</m:SubscriptionId><m:Watermark>" + created.size() + "</m:Watermark>");
            }
            case "GetEvents" -> answer("GetEvents", "<m:Notification>" + events(operation) + "</m:Notification>");
            case "Unsubscribe" -> {
                subscriptions--;
                yield answer("Unsubscribe", "");
            }
            default -> throw new IllegalArgumentException(operation.name());
        };
    }

    /** Somebody writes something else into what lies there. */
    synchronized void replace(String words, String others) {
        items.replaceAll((key, item) ->
                new Item(item.id(), item.message(), item.html().replace(words, others), item.attachments()));
    }

    private String get(String id) {
        Item item = items.values().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        return answer(
                "GetItem",
                "<m:Items><t:Message><t:ItemId Id='" + id + "' ChangeKey='k'/><t:ItemClass>"
                        + item.message().textAt("ItemClass") + "</t:ItemClass><t:Subject>"
                        + XmlText.escape(item.subject()) + "</t:Subject><t:Body BodyType='HTML'>"
                        + XmlText.escape(item.html()) + "</t:Body><t:From><t:Mailbox><t:EmailAddress>"
                        + item.message().textAt("From", "Mailbox", "EmailAddress")
                        + "</t:EmailAddress></t:Mailbox></t:From><t:InternetMessageId>"
                        + XmlText.escape(String.valueOf(item.message().textAt("InternetMessageId")))
                        + "</t:InternetMessageId></t:Message></m:Items>");
    }

    /** Refuses whatever says this, and nothing else. */
    synchronized void refuse(String words) {
        refused = words;
    }

    /** Has a call fail as a whole if anything in it says this; nothing for no longer. */
    synchronized void refuseCalls(String words) {
        unacceptable = words;
    }

    /** Whether Exchange does not look at anything in this call. */
    synchronized boolean refusesCall(XmlElement operation) {
        return !unacceptable.isEmpty()
                && operation.find("Items").stream()
                        .flatMap(items -> items.children().stream())
                        .anyMatch(message ->
                                String.valueOf(message.textAt("Body")).contains(unacceptable));
    }

    private String create(XmlElement message) {
        if (!refused.isEmpty() && String.valueOf(message.textAt("Body")).contains(refused)) {
            return REFUSED;
        }
        deposits++;
        String identity = String.valueOf(message.textAt("InternetMessageId"));
        Item item = items.computeIfAbsent(
                identity,
                key -> new Item(
                        "item" + (created.size() + 1),
                        message,
                        String.valueOf(message.textAt("Body")),
                        new ArrayList<>()));
        if (!created.contains(item.id())) {
            created.add(item.id());
        }
        return "<m:Items><t:Message><t:ItemId Id='" + item.id() + "' ChangeKey='k'/></t:Message></m:Items>";
    }

    private String attach(XmlElement operation) {
        String parent =
                operation.find("ParentItemId").orElseThrow().attribute("Id").orElseThrow();
        Item item = items.values().stream()
                .filter(one -> one.id().equals(parent))
                .findFirst()
                .orElseThrow();
        String file = operation.find("Name").orElseThrow().text() + "="
                + operation.find("Content").orElseThrow().text();
        if (!item.attachments().contains(file)) {
            item.attachments().add(file);
        }
        return answer("CreateAttachment", "<m:Attachments/>");
    }

    private static String answer(String operation, String... contents) {
        StringBuilder messages = new StringBuilder();
        for (String content : contents) {
            boolean error = content.equals(REFUSED);
            messages.append("<m:" + operation + "ResponseMessage ResponseClass='" + (error ? "Error" : "Success")
                    + "'><m:ResponseCode>" + (error ? "ErrorQuotaExceeded" : "NoError") + "</m:ResponseCode>" + content
                    + "</m:" + operation + "ResponseMessage>");
        }
        return "<m:" + operation + "Response><m:ResponseMessages>" + messages + "</m:ResponseMessages></m:" + operation
                + "Response>";
    }
}
