package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.DistinguishedFolder;
import org.s2slab.exchange.mailbox.ElementJson;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemKind;
import org.s2slab.exchange.mailbox.ItemWithAttachments;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.outofoffice.OutOfOfficeStore;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;

/**
 * Mail within the organisation: from one mailbox into others, in the transaction of the sender. There is no way out
 * of the organisation; the sender is told of each address that nobody here has, by a message.
 */
public final class MailDelivery {
    private final AttachmentStore attachments;
    private final AddressBook book;
    private final OutOfOfficeStore absences;
    private final Clock clock;
    private final IdGenerator ids;

    /** @param absences the automatic replies of those who receive mail */
    public MailDelivery(
            AttachmentStore attachments, AddressBook book, OutOfOfficeStore absences, Clock clock, IdGenerator ids) {
        this.attachments = attachments;
        this.book = book;
        this.absences = absences;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * The item as it is sent: from its sender, now, no draft any more.
     *
     * @throws EwsError where it is addressed to nobody
     */
    public ItemWithAttachments stamped(Mailbox sender, ItemWithAttachments draft) {
        ItemContent content = draft.content();
        if (addresses(content).isEmpty()) {
            throw new EwsError(ResponseCode.ErrorMissingRecipients);
        }
        if (content.internetMessageId() == null) {
            content =
                    content.with(ElementJson.text("InternetMessageId", "<" + ids.uuid() + "@" + domain(sender) + ">"));
        }
        XmlElement from = person(sender.name(), sender.primaryAddress());
        content = content.with(ElementJson.of("From", List.of(from)))
                .with(ElementJson.of("Sender", List.of(from)))
                .withFlags(true, false, content.associated())
                .withMailTimes(clock.instant(), clock.instant());
        return new ItemWithAttachments(content, draft.attachments());
    }

    /** Puts a stamped item into the inboxes of those it is addressed to, each once. */
    public Future<Void> send(SqlConnection connection, Mailbox sender, ItemWithAttachments stamped) {
        Set<Mailbox> reached = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String address : addresses(stamped.content())) {
            List<Mailbox> owners = book.reachedBy(address);
            reached.addAll(owners);
            if (owners.isEmpty()) {
                unknown.add(address);
            }
        }
        ItemContent received = stamped.content()
                .without("BccRecipients")
                .withRead(false)
                .withMailTimes(clock.instant(), stamped.content().sent());
        Future<Void> done = Future.succeededFuture();
        for (Mailbox mailbox : reached) {
            done = done.compose(before ->
                            deliver(connection, mailbox, new ItemWithAttachments(received, stamped.attachments())))
                    .compose(delivered -> reply(connection, mailbox, sender, received));
        }
        return unknown.isEmpty()
                ? done
                : done.compose(before -> deliver(connection, sender, notDelivered(stamped.content(), sender, unknown)));
    }

    /** Puts an item into the inbox of a mailbox. */
    public Future<Void> deliver(SqlConnection connection, Mailbox mailbox, ItemWithAttachments item) {
        return attachments
                .create(connection, mailbox, DistinguishedFolder.INBOX.distinguishedName(), item)
                .compose(delivered -> MailboxEventStore.arrived(connection, delivered))
                .mapEmpty();
    }

    /** Sends the automatic reply of an absent recipient, once to each sender. */
    private Future<Void> reply(SqlConnection connection, Mailbox absent, Mailbox sender, ItemContent received) {
        if (absent.equals(sender)) {
            return Future.succeededFuture();
        }
        return absences.takeReply(connection, absent, sender.primaryAddress())
                .compose(text -> text.isEmpty()
                        ? Future.succeededFuture()
                        : deliver(connection, sender, automaticReply(absent, sender, received, text.get())));
    }

    private ItemWithAttachments automaticReply(Mailbox absent, Mailbox sender, ItemContent received, String html) {
        ItemContent content = fromServer(
                        "IPM.Note.Rules.OofTemplate.Microsoft",
                        "Automatic reply: " + received.subject(),
                        person(absent.name(), absent.primaryAddress()),
                        sender)
                .withBody(html, BodyConverter.text(html));
        String answered = received.internetMessageId();
        return new ItemWithAttachments(
                answered == null ? content : content.with(ElementJson.text("InReplyTo", answered)), List.of());
    }

    private ItemContent fromServer(String itemClass, String subject, XmlElement from, Mailbox recipient) {
        return ItemContent.empty(ItemKind.MESSAGE)
                .withItemClass(itemClass)
                .withSubject(subject)
                .withFlags(false, false, false)
                .withMailTimes(clock.instant(), clock.instant())
                .with(ElementJson.of("From", List.of(from)))
                .with(ElementJson.of("ToRecipients", List.of(person(recipient.name(), recipient.primaryAddress()))));
    }

    private ItemWithAttachments notDelivered(ItemContent sent, Mailbox sender, List<String> unknown) {
        String text =
                "Your message \"" + sent.subject() + "\" has not been delivered to:\n\n" + String.join("\n", unknown)
                        + "\n\nNobody in the organisation has this address, and no mail leaves it.";
        ItemContent content = fromServer(
                        "REPORT.IPM.Note.NDR",
                        "Undeliverable: " + sent.subject(),
                        person("Microsoft Outlook", "postmaster@" + domain(sender)),
                        sender)
                .withBody(null, text);
        return new ItemWithAttachments(content, List.of());
    }

    private static String domain(Mailbox sender) {
        return sender.primaryAddress().substring(sender.primaryAddress().lastIndexOf('@') + 1);
    }

    private static List<String> addresses(ItemContent content) {
        return Stream.of("ToRecipients", "CcRecipients", "BccRecipients")
                .flatMap(list -> content.property(list).stream())
                .flatMap(list -> list.children("Mailbox").stream())
                .flatMap(person -> person.childText("EmailAddress").stream())
                .filter(address -> !address.isBlank())
                .toList();
    }

    private static XmlElement person(String name, String address) {
        return ElementJson.of(
                "Mailbox",
                List.of(
                        ElementJson.text("Name", name),
                        ElementJson.text("EmailAddress", address),
                        ElementJson.text("RoutingType", "SMTP")));
    }
}
