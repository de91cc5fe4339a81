package org.s2slab.exchange.delivery;

import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.List;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemFlag;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.mailbox.HoldAndRetentionStore;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.exchange.permissions.PermissionStore.Permission;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.trace.IdGenerator;
import org.s2slab.validation.UserDirectory.Kind;

/**
 * The sender of a message and its author.
 *
 * @param from the author of the message
 * @param sender the author, or a user who sends on behalf of the author
 */
public record SenderIdentity(Mailbox from, Mailbox sender) {
    /**
     * The sender of a draft: the caller, unless {@code From} names another user or the draft is in another user's
     * mailbox. Fails with ErrorSendAsDenied if the caller may not send for that user, and with ErrorQuotaExceeded if
     * the mailbox is too large.
     */
    static SenderIdentity of(MailboxTransaction transaction, ItemContent draft) {
        ResponseCode.ErrorQuotaExceeded.throwIf(HoldAndRetentionStore.exceedsSendQuota(
                transaction.tx(), transaction.mailbox().id()));
        EwsRequest request = transaction.request();
        PermissionStore permissions = transaction.stores().permissions();
        Mailbox actor = request.rights().actor();
        String address = MailPerson.in(draft, "From").stream()
                .map(MailPerson::address)
                .findFirst()
                .orElse("");
        List<Mailbox> named = address.isEmpty()
                ? List.of(request.mailbox())
                : actor.hasAddress(address)
                        ? List.of(actor)
                        : permissions.mailboxes().find(Kind.SMTP, address);
        ResponseCode.ErrorSendAsDenied.throwIf(named.size() != 1);
        Mailbox from = named.get(0);
        if (from.id().equals(actor.id())) {
            return new SenderIdentity(actor, actor);
        }
        Permission right = permissions
                .sending(transaction.tx(), from, actor)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorSendAsDenied));
        return new SenderIdentity(from, right == Permission.SendAs ? from : actor);
    }

    /** The sent message: with author, sender and InternetMessageId, read, and not a draft. */
    ItemContent signed(ItemContent content, Instant now, IdGenerator ids) {
        ItemContent named = content.internetMessageId() == null
                ? content.with(t("InternetMessageId", "<" + ids.uuid() + "@" + ServerMessages.domain(from) + ">"))
                : content;
        return named.with(MailPerson.of(from).as("From"))
                .with(MailPerson.of(sender).as("Sender"))
                .withFlag(ItemFlag.READ, true)
                .withFlag(ItemFlag.DRAFT, false)
                .withMailTimes(now, now);
    }
}
