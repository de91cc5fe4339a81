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
 * Which changes of items leave the original in Versions where a mailbox is protected, as Exchange documents it: of mail
 * the subject, the body, what is attached, who and when; of everything else any change that shows, but not whether it was
 * read, nor what attendees answered. Drafts are exempt.
 */
final class CopyOnWrite {
    private static final Set<String> PEOPLE = Set.of(
            "message:From",
            "message:Sender",
            "message:ToRecipients",
            "message:CcRecipients",
            "message:BccRecipients",
            "message:ReplyTo");
    private static final Set<String> ATTENDEES = Set.of("RequiredAttendees", "OptionalAttendees", "Resources");

    private CopyOnWrite() {}

    /** A draft in its folder. What was no draft does not become one by being moved there. */
    static boolean exempts(Item item) {
        return item.content().draft() && item.folder().equals(DistinguishedFolder.DRAFTS.distinguishedName());
    }

    /** Whether a change is one of those. */
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

    /** Attendees without their answers. */
    private static List<Optional<XmlElement>> invited(XmlElement attendees) {
        return attendees.children().stream()
                .map(attendee -> attendee.child("Mailbox"))
                .toList();
    }
}
