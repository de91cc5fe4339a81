package org.s2slab.exchange.owa;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.imlist.ImContact;
import org.s2slab.exchange.imlist.ImGroup;
import org.s2slab.exchange.imlist.ImList;
import org.s2slab.refusal.Refusal;

/** Reads and writes the JSON of the people view, with the names of the EWS elements Persona and ImGroup. */
final class PeopleJson {
    /** The maximum length of a display name or address. A stored property has up to 256 characters. */
    private static final int LONGEST = 256;

    private static final Pattern ADDRESS = Pattern.compile("(?i:sip:)?[^\\s@:]+@[^\\s@:]+");

    /** The characters that XML 1.0 does not allow (section 2.2), so EWS could not return them. */
    private static final Pattern NOT_SHOWABLE =
            Pattern.compile("[^\\t\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private PeopleJson() {}

    /**
     * Writes a whole list.
     *
     * @param unified whether the list is in the unified contact store and can be changed
     */
    static JsonObject view(ImList list, boolean unified) {
        JsonArray people = new JsonArray();
        list.contacts().forEach(contact -> people.add(person(contact, list)));
        JsonArray groups = new JsonArray();
        list.groups().forEach(group -> groups.add(group(group)));
        return new JsonObject()
                .put("folder", DistinguishedFolder.QUICKCONTACTS.displayName())
                .put("unifiedContactStore", unified)
                .put("people", people)
                .put("groups", groups);
    }

    static JsonObject person(ImContact contact, ImList list) {
        JsonArray groups = new JsonArray();
        list.groups().stream()
                .filter(group -> group.members().contains(contact.id()))
                .forEach(group -> groups.add(group.name()));
        JsonObject json = new JsonObject()
                .put("id", contact.id())
                .put("displayName", contact.name())
                .put("imAddress", contact.address())
                .put("groups", groups);
        return contact.telephone() == null ? json : json.put("phoneNumber", contact.telephone());
    }

    static JsonObject group(ImGroup group) {
        JsonObject json = new JsonObject()
                .put("id", group.id())
                .put("displayName", group.name())
                .put("groupType", group.type().itemClass())
                .put("members", group.members().size());
        return group.smtpAddress() == null ? json : json.put("smtpAddress", group.smtpAddress());
    }

    /** The stripped text of a member, empty if missing. Refuses a text that cannot be stored or returned by EWS. */
    static Optional<String> text(JsonObject json, String name) {
        Object value = json.getValue(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text) || text.isBlank()) {
            throw Refusal.invalid("'" + name + "' must be a text that is not blank");
        }
        if (text.length() > LONGEST) {
            throw Refusal.invalid("'" + name + "' has " + text.length() + " characters; the longest has " + LONGEST);
        }
        var odd = NOT_SHOWABLE.matcher(text);
        if (odd.find()) {
            throw Refusal.invalid("'" + name + "' contains the character U+"
                    + String.format(Locale.ROOT, "%04X", text.codePointAt(odd.start())) + ", which XML cannot carry");
        }
        return Optional.of(text.strip());
    }

    /** The value of a required member. */
    static String required(JsonObject json, String name) {
        return text(json, name).orElseThrow(() -> Refusal.invalid("'" + name + "' is needed"));
    }

    /** The IM address of a request, with or without {@code sip:}. */
    static String imAddress(JsonObject json) {
        String address = required(json, "imAddress");
        if (!ADDRESS.matcher(address).matches()) {
            throw Refusal.invalid("'imAddress' is '" + address + "', expected an address such as bert@contoso.com");
        }
        return address;
    }
}
