package org.s2slab.exchange.content;

import static org.s2slab.ews.EwsNames.t;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.xml.XmlElement;

/**
 * Reads and sets a part of a structured element that has its own MAPI identity, for instance {@code
 * @From/Mailbox/Name}.
 */
public final class StructuredPartAccess {
    private static final String MARK = "@";

    /** A part that every flag has (t:FlagType). */
    private static final String STATUS = "FlagStatus";

    /** The key of a flag status that a client set by MAPI and the schema does not name, stored outside of the flag. */
    static final String OTHER_STATUS = "mapi:" + STATUS;

    /** The order of the parts in the schema. */
    private static final List<String> ORDER = List.of(
            STATUS, "StartDate", "DueDate", "CompleteDate", "Name", "EmailAddress", "RoutingType", "MailboxType");

    private StructuredPartAccess() {}

    public static boolean is(PropertyDefinition property) {
        return property.derivation().startsWith(MARK);
    }

    /** The text of the part; empty if the item does not have the part. */
    public static Optional<String> text(ItemContent item, PropertyDefinition property) {
        String[] path = path(property);
        Optional<XmlElement> found = item.property(path[0]);
        for (int i = 1; i < path.length; i++) {
            String step = path[i];
            found = found.flatMap(element -> element.child(step));
        }
        return found.map(XmlElement::text);
    }

    /** Sets or removes the part. Removes the element after its last part. */
    public static ItemContent with(ItemContent item, PropertyDefinition property, Optional<String> text) {
        if (!property.uri().equals(OTHER_STATUS)) {
            ItemContent changed = withPart(item, property, text);
            return item.value(OTHER_STATUS)
                    .map(other -> changed.with(OTHER_STATUS, other))
                    .orElse(changed);
        }
        Optional<String> other = text.filter(value -> !property.form().choices().containsKey(value));
        ItemContent plain = withPart(
                item.withoutValues(List.of(OTHER_STATUS)), property, other.isPresent() ? Optional.empty() : text);
        return other.map(value -> plain.with(OTHER_STATUS, value)).orElse(plain);
    }

    private static ItemContent withPart(ItemContent item, PropertyDefinition property, Optional<String> text) {
        String[] path = path(property);
        XmlElement whole = item.property(path[0]).orElse(t(path[0]));
        XmlElement changed = with(whole, path, 1, text);
        if (path[0].equals("Flag")
                && !changed.children().isEmpty()
                && changed.child(STATUS).isEmpty()) {
            changed = with(changed, new String[] {path[0], STATUS}, 1, Optional.of("NotFlagged"));
        }
        return changed.children().isEmpty() ? item.without(path[0]) : item.with(changed);
    }

    private static XmlElement with(XmlElement element, String[] path, int place, Optional<String> text) {
        String name = path[place];
        List<XmlElement> parts = new ArrayList<>(element.children().stream()
                .filter(part -> !part.name().equals(name))
                .toList());
        if (place < path.length - 1) {
            XmlElement inner = element.child(name).orElse(t(name));
            XmlElement changed = with(inner, path, place + 1, text);
            if (!changed.children().isEmpty()) {
                parts.add(changed);
            }
        } else {
            text.ifPresent(value -> parts.add(t(name, value)));
        }
        parts.sort(Comparator.comparingInt(part -> ORDER.indexOf(part.name())));
        return t(element.name(), parts);
    }

    private static String[] path(PropertyDefinition property) {
        return property.derivation().substring(MARK.length()).split("/", -1);
    }
}
