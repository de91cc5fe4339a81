package org.s2slab.exchange.mailbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.xml.XmlElement;

/**
 * Decides which item changes store a copy of the original in Versions if the mailbox is protected, as Exchange
 * documents it. For mail: subject, body, attachments, people and times. For other items: any visible change, except the
 * read state and the responses of attendees. Drafts are exempt.
 */
final class CopyOnWriteRule {
    private static final Set<String> PEOPLE = Set.of(
            "message:From",
            "message:Sender",
            "message:ToRecipients",
            "message:CcRecipients",
            "message:BccRecipients",
            "message:ReplyTo");
    private static final Set<String> ATTENDEES = Set.of("RequiredAttendees", "OptionalAttendees", "Resources");

    private CopyOnWriteRule() {}

    /** Whether an item is a draft in the Drafts folder. Other items do not become drafts by a move to this folder. */
    static boolean exempts(Item item) {
        return item.content().draft() && item.folder().equals(DistinguishedFolder.DRAFTS.distinguishedName());
    }

    /** Whether a change of an item requires a copy of the original. */
    static boolean wants(Item item, ItemContent changed) {
        ItemContent original = item.content();
        boolean said = !original.subject().equals(changed.subject())
                || !original.body().equals(changed.body())
                || !original.times().equals(changed.times())
                || original.draft() != changed.draft()
                || !original.itemClass().equals(changed.itemClass());
        Predicate<String> counts = key -> !original.kind().isMail() || PEOPLE.contains(key);
        return said || !properties(original, counts).equals(properties(changed, counts));
    }

    private static Map<String, Object> properties(ItemContent content, Predicate<String> counts) {
        Map<String, Object> counting = new HashMap<>(content.values());
        counting.keySet().removeIf(Predicate.not(counts));
        ATTENDEES.forEach(list ->
                content.property(list).ifPresent(attendees -> counting.put("calendar:" + list, invited(attendees))));
        return counting;
    }

    /** The mailboxes of attendees, without their responses. */
    private static List<Optional<XmlElement>> invited(XmlElement attendees) {
        return attendees.children().stream()
                .map(attendee -> attendee.child("Mailbox"))
                .toList();
    }
}
