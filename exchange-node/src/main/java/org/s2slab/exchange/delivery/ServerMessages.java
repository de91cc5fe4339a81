package org.s2slab.exchange.delivery;

import static org.s2slab.ews.EwsNames.t;

import java.time.Clock;
import java.util.List;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.values.BodyConverter;

/** Creates the messages of the server: automatic replies, receipts, and non-delivery reports. */
record ServerMessages(Clock clock) {
    ItemWithAttachments automaticReply(Mailbox absent, Mailbox sender, ItemContent received, String html) {
        ItemContent content = message(
                        "IPM.Note.Rules.OofTemplate.Microsoft",
                        "Automatic reply: " + received.subject(),
                        MailPerson.of(absent),
                        sender)
                .withBody(html, BodyConverter.text(html));
        return answering(content, received);
    }

    /** Creates a receipt ([MS-OXOMSG] 2.2.2). */
    ItemWithAttachments receipt(Mailbox recipient, Mailbox sender, ItemContent message, ReceiptKind kind) {
        String text = "Your message\n\nTo: " + recipient.name() + "\nSubject: " + message.subject() + "\nSent: "
                + message.sent() + "\n\n" + kind.done() + " on " + clock.instant() + ".";
        String itemClass = "REPORT." + message.itemClass() + "." + kind.suffix();
        return answering(
                message(itemClass, kind.prefix() + message.subject(), MailPerson.of(recipient), sender)
                        .withBody(null, text),
                message);
    }

    ItemWithAttachments notDelivered(ItemContent sent, Mailbox sender, List<String> unknown) {
        String text =
                "Your message \"" + sent.subject() + "\" has not been delivered to:\n\n" + String.join("\n", unknown)
                        + "\n\nNobody in the organisation has this address, and no mail leaves it.";
        ItemContent content = message(
                        "REPORT.IPM.Note.NDR",
                        "Undeliverable: " + sent.subject(),
                        new MailPerson("Microsoft Outlook", "postmaster@" + domain(sender)),
                        sender)
                .withBody(null, text);
        return ItemWithAttachments.of(content);
    }

    private static ItemWithAttachments answering(ItemContent answer, ItemContent message) {
        String answered = message.internetMessageId();
        return ItemWithAttachments.of(answered == null ? answer : answer.with(t("InReplyTo", answered)));
    }

    private ItemContent message(String itemClass, String subject, MailPerson from, Mailbox recipient) {
        return ItemContent.empty(ItemKind.MESSAGE)
                .withItemClass(itemClass)
                .withSubject(subject)
                .withFlags(Switches.of())
                .withMailTimes(clock.instant(), clock.instant())
                .with(from.as("From"))
                .with(MailPerson.of(recipient).as("ToRecipients"));
    }

    static String domain(Mailbox sender) {
        return sender.primaryAddress().substring(sender.primaryAddress().lastIndexOf('@') + 1);
    }
}
