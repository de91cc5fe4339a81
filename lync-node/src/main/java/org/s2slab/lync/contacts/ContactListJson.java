package org.s2slab.lync.contacts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Converts a contact list to JSON, for people's clients and for the cached copy of a list that is in Exchange. */
final class ContactListJson {
    private ContactListJson() {}

    static JsonObject write(ContactList list) {
        JsonArray groups = new JsonArray();
        for (DefaultGroup group : DefaultGroup.values()) {
            groups.add(group(group.title(), true, list));
        }
        list.groups().forEach(name -> groups.add(group(name, false, list)));
        JsonArray contacts = new JsonArray();
        list.contacts().forEach(contact -> contacts.add(write(contact)));
        JsonArray distribution = new JsonArray();
        list.distributionGroups().forEach(group -> distribution.add(write(group)));
        return new JsonObject().put("groups", groups).put("contacts", contacts).put("distributionGroups", distribution);
    }

    private static JsonObject group(String name, boolean standard, ContactList list) {
        long members = list.contacts().stream()
                .filter(contact -> contact.groups().contains(name))
                .count();
        return new JsonObject()
                .put("id", name)
                .put("name", name)
                .put("default", standard)
                .put("members", members);
    }

    static JsonObject write(Contact contact) {
        JsonObject json = new JsonObject()
                .put("id", contact.address())
                .put(
                        contact.isTelephone() ? "tel" : "sip",
                        contact.isTelephone() ? contact.number() : contact.address())
                .put("name", contact.name())
                .put("groups", new JsonArray(new ArrayList<>(contact.groups())));
        return contact.phone() == null ? json : json.put("phone", contact.phone());
    }

    static JsonObject write(ContactDistributionGroup group) {
        return new JsonObject()
                .put("id", group.smtp())
                .put("smtp", group.smtp())
                .put("name", group.name());
    }

    /** Parses the JSON that {@link #write(ContactList)} writes. */
    static ContactList read(JsonObject json) {
        List<String> groups = objects(json, "groups").stream()
                .filter(group -> !group.getBoolean("default"))
                .map(group -> group.getString("name"))
                .toList();
        List<Contact> contacts = objects(json, "contacts").stream()
                .map(contact -> new Contact(
                        contact.getString("id"),
                        contact.getString("name"),
                        contact.getJsonArray("groups").stream()
                                .map(String::valueOf)
                                .toList(),
                        contact.getString("phone")))
                .toList();
        List<ContactDistributionGroup> distribution = objects(json, "distributionGroups").stream()
                .map(group -> new ContactDistributionGroup(group.getString("smtp"), group.getString("name")))
                .toList();
        return new ContactList(groups, contacts, distribution);
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        return json.getJsonArray(name).stream().map(JsonObject.class::cast).toList();
    }
}
