package org.s2slab.lync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.lync.exchange.XmlElement;

/** The Purges folder of one mailbox, where the same deposit made twice is kept once. */
final class FakeItems {
    /** An item: its message element, and the names of its attachments. */
    record Item(String id, XmlElement message, List<String> attachments) {
        String subject() {
            return String.valueOf(message.textAt("Subject"));
        }

        String html() {
            return String.valueOf(message.textAt("Body"));
        }
    }

    private final Map<String, Item> items = new LinkedHashMap<>();
    private int deposits;

    synchronized List<Item> items() {
        return List.copyOf(items.values());
    }

    /** How often something was deposited, doubles counted. */
    synchronized int deposits() {
        return deposits;
    }

    synchronized String perform(XmlElement operation) {
        return switch (operation.name()) {
            case "CreateItem" -> create(operation.find("Message").orElseThrow());
            case "CreateAttachment" -> attach(operation);
            case "DeleteItem" -> {
                String id = operation.find("ItemId").orElseThrow().attribute("Id");
                items.values().removeIf(item -> item.id().equals(id));
                yield answer(operation.name(), "");
            }
            default -> throw new IllegalArgumentException(operation.name());
        };
    }

    private String create(XmlElement message) {
        deposits++;
        String identity = String.valueOf(message.textAt("InternetMessageId"));
        Item item = items.computeIfAbsent(
                identity, key -> new Item("item" + (items.size() + 1), message, new ArrayList<>()));
        return answer(
                "CreateItem",
                "<m:Items><t:Message><t:ItemId Id='" + item.id() + "' ChangeKey='k'/></t:Message></m:Items>");
    }

    private String attach(XmlElement operation) {
        String parent = operation.find("ParentItemId").orElseThrow().attribute("Id");
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

    private static String answer(String operation, String content) {
        return "<m:" + operation + "Response><m:ResponseMessages><m:" + operation
                + "ResponseMessage ResponseClass='Success'><m:ResponseCode>NoError</m:ResponseCode>" + content + "</m:"
                + operation + "ResponseMessage></m:ResponseMessages></m:" + operation + "Response>";
    }
}
