package org.s2slab.exchange.delivery;

import static org.s2slab.ews.EwsNames.t;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.RecipientResolver;
import org.s2slab.exchange.content.ConversationIdentifier;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.mime.ClientHeaders;
import org.s2slab.exchange.mime.MimeWriter;
import org.s2slab.exchange.outofoffice.OutOfOfficeStore;
import org.s2slab.exchange.permissions.DelegateStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyGroup;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.rules.InboxRuleOutcome;
import org.s2slab.exchange.rules.InboxRules;
import org.s2slab.exchange.rules.JunkStore;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;

/**
 * Delivers mail within the organisation, in the sender's transaction. Does not send mail to other organisations: the
 * sender gets a message about each unknown address.
 *
 * @param absences the automatic replies of the recipients
 */
public record MailDelivery(ItemStores stores, AddressBook book, OutOfOfficeStore absences, IdGenerator ids) {
    /** Properties that recipients do not get: also categories, by default (Set-TransportConfig -ClearCategories). */
    private static final Set<String> NOT_SENT = PropertyGroup.uris("not sent");

    /** The maximum number of consecutive forwards by inbox rules, as in Exchange Server. Exchange Online allows one. */
    private static final int MOST_SENT_ON = 3;

    /** The inbox rules of the recipients. */
    public InboxRules rules() {
        return new InboxRules(stores.permissions().database(), stores.folders(), ids);
    }

    private ServerMessages messages() {
        return new ServerMessages(stores.clock());
    }

    /** Resolves the new recipients of an item by the address book. */
    public ItemContent resolved(ItemContent item, ItemContent before) {
        return new RecipientResolver(book).resolved(item, before);
    }

    /**
     * Prepares a draft for sending: sets the sender and the time, and removes the draft flag.
     *
     * @throws EwsError if there is no recipient, or a recipient without an address
     */
    public ItemWithAttachments stamped(SenderIdentity sender, ItemWithAttachments draft) {
        ItemContent content = resolved(
                sender.signed(draft.content(), stores.clock().instant(), ids),
                ItemContent.empty(draft.content().kind()));
        RecipientResolver.requireAddresses(content);
        ClientHeaders.requireShort(content);
        ResponseCode.ErrorMissingRecipients.throwIf(addresses(content).isEmpty());
        return draft.with(content);
    }

    /** Adds the author to a post without an author. Other items do not change. */
    public ItemContent posted(Mailbox author, ItemContent content) {
        return content.kind() == ItemKind.POST_ITEM && content.property("From").isEmpty()
                ? new SenderIdentity(author, author)
                        .signed(content, stores.clock().instant(), ids)
                : content;
    }

    /** Delivers a prepared item to the mailboxes of its recipients, once per mailbox. */
    public void send(WriteTransaction tx, Mailbox sender, ItemWithAttachments stamped) {
        ItemContent told = stamped.content().withoutValues(NOT_SENT);
        ItemContent received = ReadReceipts.received(told)
                .with(MimeWriter.headers(ItemWithAttachments.of(told)))
                .withRead(false)
                .withMailTimes(stores.clock().instant(), stamped.content().sent());
        new Journey(this, tx, sender).to(addresses(stamped.content()), stamped.with(received));
    }

    /** Delivers a message of the server to a mailbox and its delegates, and applies the rules of each. */
    public void deliver(WriteTransaction tx, Mailbox mailbox, ItemContent message) {
        new DelegateStore(stores.permissions())
                .receivers(tx, mailbox, message)
                .forEach((receiver, received) ->
                        new Journey(this, tx, receiver).sorted(receiver, ItemWithAttachments.of(received), () -> {}));
    }

    /** Sends a receipt to the sender of a message if the sender has a mailbox; see {@link ServerMessages#receipt}. */
    void report(WriteTransaction tx, Mailbox recipient, ItemContent message, ReceiptKind kind) {
        MailPerson.in(message, "From").stream()
                .flatMap(person -> book.reachedBy(person.address()).stream())
                .forEach(sender -> new Journey(this, tx, sender)
                        .into(sender, messages().receipt(recipient, sender, message, kind)));
    }

    /**
     * The delivery of one message, including forwards by inbox rules. The rules of each mailbox forward the message
     * only once.
     *
     * @param times the number of forwards so far, see {@link #MOST_SENT_ON}
     */
    private record Journey(MailDelivery mail, WriteTransaction tx, Mailbox sender, Set<String> passed, int times) {
        Journey(MailDelivery mail, WriteTransaction tx, Mailbox sender) {
            this(mail, tx, sender, new HashSet<>(), 0);
        }

        void to(List<String> addresses, ItemWithAttachments item) {
            Set<Mailbox> reached = addresses.stream()
                    .flatMap(address -> mail.book.reachedBy(address).stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            List<String> unknown = addresses.stream()
                    .filter(address -> mail.book.reachedBy(address).isEmpty())
                    .toList();
            for (Mailbox mailbox : reached) {
                boolean own = mailbox.equals(sender);
                sorted(mailbox, own ? item.with(item.content().with(t("IsFromMe", "true"))) : item, () -> {
                    confirm(mailbox, item.content());
                    reply(mailbox, item.content());
                });
            }
            if (!unknown.isEmpty()) {
                into(sender, mail.messages().notDelivered(item.content(), sender, unknown));
            }
        }

        /** Delivers junk mail to Junk Email. Delivers other mail by the inbox rules, then runs {@code answers}. */
        private void sorted(Mailbox mailbox, ItemWithAttachments item, Runnable answers) {
            String from = MailPerson.in(item.content(), "From", "Sender").stream()
                    .map(MailPerson::address)
                    .findFirst()
                    .orElse("");
            if (JunkStore.of(tx, mailbox).isJunk(from)) {
                put(mailbox, item, List.of(DistinguishedFolder.JUNKEMAIL.distinguishedName()));
            } else {
                into(mailbox, item);
                answers.run();
            }
        }

        /** Delivers an item to the folders that the inbox rules select, and forwards it as the rules say. */
        private void into(Mailbox mailbox, ItemWithAttachments item) {
            InboxRuleOutcome outcome = mail.rules()
                    .run(tx, mailbox, item, ConversationIdentifier.of(item.content()), () -> MimeWriter.write(item));
            put(mailbox, item.with(outcome.content()), outcome.folders());
            if (!outcome.sendings().isEmpty() && times < MOST_SENT_ON && passed.add(mailbox.id())) {
                outcome.sendings().forEach(sending -> sendOn(mailbox, item, sending));
            }
        }

        /**
         * Stores an item in folders. If there is no folder, permanently deletes the item, unless the mailbox is
         * protected.
         */
        private void put(Mailbox mailbox, ItemWithAttachments item, List<String> folders) {
            if (folders.isEmpty()) {
                Item made = create(mailbox, DistinguishedFolder.INBOX.distinguishedName(), item);
                mail.stores.items().delete(tx, mailbox, made, DisposalType.HardDelete);
            }
            folders.forEach(folder -> MailboxEventStore.arrived(tx, create(mailbox, folder, item)));
        }

        private Item create(Mailbox mailbox, String folder, ItemWithAttachments item) {
            return mail.stores.attachments().create(tx, mailbox, folder, item);
        }

        private void sendOn(Mailbox mailbox, ItemWithAttachments item, XmlElement sending) {
            List<String> addresses = sending.children().stream()
                    .flatMap(address -> address.childText("EmailAddress").stream())
                    .toList();
            if (sending.name().equals("RedirectToRecipients")) {
                new Journey(mail, tx, sender, passed, times + 1).to(addresses, item);
                return;
            }
            ItemWithAttachments draft = ReplyDraftFactory.forwarded(
                    mailbox, item, sending.name().equals("ForwardAsAttachmentToRecipients"), addresses);
            ItemWithAttachments stamped = mail.stamped(new SenderIdentity(mailbox, mailbox), draft);
            new Journey(mail, tx, mailbox, passed, times + 1)
                    .to(addresses, stamped.with(stamped.content().withRead(false)));
        }

        /** Sends a delivery receipt if the sender requests it. */
        private void confirm(Mailbox mailbox, ItemContent received) {
            if (received.isTrue("IsDeliveryReceiptRequested")) {
                mail.report(tx, mailbox, received, ReceiptKind.DELIVERED);
            }
        }

        /** Sends the automatic reply of an absent recipient, once per sender. */
        private void reply(Mailbox absent, ItemContent received) {
            if (!absent.equals(sender)) {
                mail.absences
                        .takeReply(tx, absent, sender.primaryAddress())
                        .ifPresent(
                                text -> into(sender, mail.messages().automaticReply(absent, sender, received, text)));
            }
        }
    }

    private static List<String> addresses(ItemContent content) {
        return MailPerson.in(content, "ToRecipients", "CcRecipients", "BccRecipients").stream()
                .map(MailPerson::address)
                .filter(address -> !address.isEmpty())
                .toList();
    }
}
