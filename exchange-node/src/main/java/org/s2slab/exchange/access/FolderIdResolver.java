package org.s2slab.exchange.access;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.ChangeKey;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.StoreId;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** Finds what an id of a request names, in the mailbox the request acts in and nowhere else. */
public final class FolderIdResolver {
    private FolderIdResolver() {}

    /**
     * The key of the folder that a {@code FolderId} or {@code DistinguishedFolderId} names; whether there is one by that
     * key is for the store to say.
     *
     * @throws EwsError when it names no folder here, or one of another mailbox
     */
    public static String key(XmlElement element, Mailbox mailbox) {
        if (element.name().equals("DistinguishedFolderId")) {
            return distinguished(element, mailbox);
        }
        StoreId id = storeId(element, mailbox);
        ResponseCode.ErrorCannotUseItemIdForFolderId.throwIf(id.kind() != StoreId.Kind.FOLDER);
        requireChangeKey(element);
        return id.key();
    }

    /** The key of the folder in an element such as {@code SavedItemFolderId}; empty where a request has none. */
    public static Optional<String> target(XmlElement operation, String name, Mailbox mailbox) {
        return operation.child(name).map(target -> key(target.children().get(0), mailbox));
    }

    /** The key of the folder that keeps what a request sends: {@code SavedItemFolderId}, else the sent items. */
    public static Optional<String> saved(EwsRequest request) {
        return target(request.operation(), "SavedItemFolderId", request.mailbox())
                .or(() -> Optional.of(DistinguishedFolder.SENTITEMS.distinguishedName()));
    }

    /**
     * The key of an item of the store.
     *
     * @throws EwsError as of {@link #item}, and for what is changed only by the operations on the IM list
     */
    public static String stored(XmlElement element, Mailbox mailbox) {
        StoreId id = changeable(element, mailbox);
        ResponseCode.ErrorInvalidOperation.throwIf(
                id.kind() == StoreId.Kind.OCCURRENCE,
                "This server does this with a whole series only, and not with a single occurrence.");
        return id.key();
    }

    /**
     * The id of an item of the store or of an occurrence.
     *
     * @throws EwsError as of {@link #item}, and for what is changed only by the operations on the IM list
     */
    public static StoreId changeable(XmlElement element, Mailbox mailbox) {
        StoreId id = item(element, mailbox);
        ResponseCode.ErrorAccessDenied.throwIf(
                id.kind() != StoreId.Kind.ITEM && id.kind() != StoreId.Kind.OCCURRENCE,
                "A group of the contact list of instant messaging is changed by its own operations only.");
        return id;
    }

    /**
     * The id of an attachment.
     *
     * @throws EwsError when it is malformed, of another mailbox, or of something else
     */
    public static StoreId attachment(XmlElement element, Mailbox mailbox) {
        StoreId id = storeId(element, mailbox);
        ResponseCode.ErrorInvalidAttachmentId.throwIf(id.kind() != StoreId.Kind.ATTACHMENT);
        return id;
    }

    /**
     * The id of an item.
     *
     * @throws EwsError when it is malformed, of another mailbox, or a folder's
     */
    public static StoreId item(XmlElement element, Mailbox mailbox) {
        StoreId id = storeId(element, mailbox);
        ResponseCode.ErrorCannotUseFolderIdForItemId.throwIf(id.kind() == StoreId.Kind.FOLDER);
        ResponseCode.ErrorInvalidIdNotAnItemAttachmentId.throwIf(id.kind() == StoreId.Kind.ATTACHMENT);
        requireChangeKey(element);
        return id;
    }

    private static void requireChangeKey(XmlElement element) {
        String change = element.attribute("ChangeKey", "");
        ResponseCode.ErrorInvalidChangeKey.throwIf(!change.isEmpty() && !ChangeKey.isWellFormed(change));
    }

    /**
     * The change key of an id, which a request needs in order to send or change the item.
     *
     * @throws EwsError when it has none
     */
    public static String changeKey(XmlElement id) {
        return id.attribute("ChangeKey")
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorChangeKeyRequiredForWriteOperations));
    }

    /**
     * The key of a conversation.
     *
     * @throws EwsError where the id is malformed, of something else, or of another mailbox
     */
    public static String conversation(XmlElement id, Mailbox mailbox) {
        return StoreId.parse(id.attribute("Id", ""))
                .filter(found -> found.kind() == StoreId.Kind.CONVERSATION
                        && found.mailbox().equals(mailbox.id()))
                .map(StoreId::key)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidIdMalformed));
    }

    private static String distinguished(XmlElement element, Mailbox mailbox) {
        String address = Objects.requireNonNullElse(element.textAt("Mailbox", "EmailAddress"), "");
        // Nobody has been given access to another's mailbox, so whether it exists is not told either.
        ResponseCode.ErrorAccessDenied.throwIf(!address.isEmpty() && !mailbox.hasAddress(address));
        String name = element.attribute("Id", "").toLowerCase(Locale.ROOT);
        ResponseCode.ErrorNoPublicFolderReplicaAvailable.throwIf(name.equals("publicfoldersroot"));
        return name;
    }

    /** The id of anything; its kind says of what. */
    public static StoreId storeId(XmlElement element, Mailbox mailbox) {
        StoreId id = MailboxErrorMapper.id(element.attribute("Id", "").strip());
        ResponseCode.ErrorAccessDenied.throwIf(!id.mailbox().equals(mailbox.id()));
        return id;
    }
}
