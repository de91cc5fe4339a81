package org.s2slab.exchange.access;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.ChangeKeyFormat;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** Resolves the ids in a request. Accepts only ids of the mailbox in which the request acts. */
public final class FolderIdResolver {
    private FolderIdResolver() {}

    /**
     * The key in a {@code FolderId} or {@code DistinguishedFolderId}. The store checks whether the folder exists.
     *
     * @throws EwsError for an invalid id, or an id of another mailbox
     */
    public static String key(XmlElement element, Mailbox mailbox) {
        if (element.name().equals("DistinguishedFolderId")) {
            return distinguished(element, mailbox);
        }
        MailboxObjectId id = storeId(element, mailbox);
        ResponseCode.ErrorCannotUseItemIdForFolderId.throwIf(id.kind() != MailboxObjectId.Kind.FOLDER);
        requireChangeKey(element);
        return id.key();
    }

    /** The key of the folder in an element such as {@code SavedItemFolderId}; empty without this element. */
    public static Optional<String> target(XmlElement operation, String name, Mailbox mailbox) {
        return operation.child(name).map(target -> key(target.children().get(0), mailbox));
    }

    /** The key of the folder for copies of sent messages: {@code SavedItemFolderId}, otherwise Sent Items. */
    public static Optional<String> saved(EwsRequest request) {
        return target(request.operation(), "SavedItemFolderId", request.mailbox())
                .or(() -> Optional.of(DistinguishedFolder.SENTITEMS.distinguishedName()));
    }

    /**
     * The key of a stored item.
     *
     * @throws EwsError as {@link #item}, for an object that only IM list operations change, and for an occurrence
     */
    public static String stored(XmlElement element, Mailbox mailbox) {
        MailboxObjectId id = changeable(element, mailbox);
        ResponseCode.ErrorInvalidOperation.throwIf(
                id.kind() == MailboxObjectId.Kind.OCCURRENCE,
                "This server does this with a whole series only, and not with a single occurrence.");
        return id.key();
    }

    /**
     * The id of a stored item or occurrence.
     *
     * @throws EwsError as {@link #item}, and for an object that only IM list operations change
     */
    public static MailboxObjectId changeable(XmlElement element, Mailbox mailbox) {
        MailboxObjectId id = item(element, mailbox);
        ResponseCode.ErrorAccessDenied.throwIf(
                id.kind() != MailboxObjectId.Kind.ITEM && id.kind() != MailboxObjectId.Kind.OCCURRENCE,
                "A group of the contact list of instant messaging is changed by its own operations only.");
        return id;
    }

    /**
     * The id of an attachment.
     *
     * @throws EwsError for an invalid id, an id of another mailbox, or the id of another object
     */
    public static MailboxObjectId attachment(XmlElement element, Mailbox mailbox) {
        MailboxObjectId id = storeId(element, mailbox);
        ResponseCode.ErrorInvalidAttachmentId.throwIf(id.kind() != MailboxObjectId.Kind.ATTACHMENT);
        return id;
    }

    /**
     * The id of an item.
     *
     * @throws EwsError for an invalid id, an id of another mailbox, or the id of a folder
     */
    public static MailboxObjectId item(XmlElement element, Mailbox mailbox) {
        MailboxObjectId id = storeId(element, mailbox);
        ResponseCode.ErrorCannotUseFolderIdForItemId.throwIf(id.kind() == MailboxObjectId.Kind.FOLDER);
        ResponseCode.ErrorInvalidIdNotAnItemAttachmentId.throwIf(id.kind() == MailboxObjectId.Kind.ATTACHMENT);
        requireChangeKey(element);
        return id;
    }

    private static void requireChangeKey(XmlElement element) {
        String change = element.attribute("ChangeKey", "");
        ResponseCode.ErrorInvalidChangeKey.throwIf(!change.isEmpty() && !ChangeKeyFormat.isWellFormed(change));
    }

    /**
     * The change key of an id. A request that sends or changes the item must contain the change key.
     *
     * @throws EwsError if the id has no change key
     */
    public static String changeKey(XmlElement id) {
        return id.attribute("ChangeKey")
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorChangeKeyRequiredForWriteOperations));
    }

    /**
     * The key of a conversation.
     *
     * @throws EwsError for an invalid id, an id of another mailbox, or the id of another object
     */
    public static String conversation(XmlElement id, Mailbox mailbox) {
        return MailboxObjectId.parse(id.attribute("Id", ""))
                .filter(found -> found.kind() == MailboxObjectId.Kind.CONVERSATION
                        && found.mailbox().equals(mailbox.id()))
                .map(MailboxObjectId::key)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidIdMalformed));
    }

    private static String distinguished(XmlElement element, Mailbox mailbox) {
        String address = Objects.requireNonNullElse(element.textAt("Mailbox", "EmailAddress"), "");
        // The caller has no access to other mailboxes, so the error does not reveal whether the mailbox exists.
        ResponseCode.ErrorAccessDenied.throwIf(!address.isEmpty() && !mailbox.hasAddress(address));
        String name = element.attribute("Id", "").toLowerCase(Locale.ROOT);
        ResponseCode.ErrorNoPublicFolderReplicaAvailable.throwIf(name.equals("publicfoldersroot"));
        return name;
    }

    /** The id of an object of any kind. */
    public static MailboxObjectId storeId(XmlElement element, Mailbox mailbox) {
        MailboxObjectId id = MailboxErrorMapper.id(element.attribute("Id", "").strip());
        ResponseCode.ErrorAccessDenied.throwIf(!id.mailbox().equals(mailbox.id()));
        return id;
    }
}
