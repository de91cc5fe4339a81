package org.s2slab.exchange.search;

import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.Arrays;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.xml.XmlElement;

/** Mail and transcripts to search for. */
public final class ArchivedItems {
    private ArchivedItems() {}

    /** Puts an item into any folder of a mailbox, as the server itself does where nobody else may. */
    public static Item put(ItemStore items, Mailbox mailbox, String folder, ItemContent content) {
        boolean preserving = DistinguishedFolder.isPreserving(folder);
        return items.database()
                .write(tx -> {
                    Item item = items.create(tx, mailbox, preserving ? "inbox" : folder, content);
                    return preserving ? items.relocate(tx, item, mailbox, folder) : item;
                })
                .await();
    }

    public static ItemContent transcript(String subject, String text, String from, String... to) {
        return mail(subject, text, from, to).withItemClass("IPM.Note.Microsoft.Conversation");
    }

    public static ItemContent mail(String subject, String text, String from, String... to) {
        return ItemContent.empty(ItemKind.MESSAGE)
                .withSubject(subject)
                .withBody("<p>" + text + "</p>", text)
                .with(t("From", person(from)))
                .with(people("ToRecipients", to));
    }

    public static ItemContent at(ItemContent content, String time) {
        return content.withMailTimes(Instant.parse(time), Instant.parse(time));
    }

    public static XmlElement people(String list, String... names) {
        return t(list, Arrays.stream(names).map(ArchivedItems::person).toList());
    }

    private static XmlElement person(String name) {
        return t(
                "Mailbox",
                t("Name", name + " Example"),
                t("EmailAddress", name + "@contoso.com"),
                t("RoutingType", "SMTP"));
    }
}
