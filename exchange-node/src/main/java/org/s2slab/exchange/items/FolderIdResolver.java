package org.s2slab.exchange.items;

import java.util.Locale;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.DistinguishedFolder;
import org.s2slab.exchange.mailbox.StoreId;
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
        if (id.kind() != StoreId.Kind.FOLDER) {
            throw new EwsError(ResponseCode.ErrorCannotUseItemIdForFolderId);
        }
        return id.key();
    }

    /** The key of the folder in an element such as {@code SavedItemFolderId}; empty where a request has none. */
    static Optional<String> target(XmlElement operation, String name, Mailbox mailbox) {
        return operation.child(name).map(target -> key(target.children().get(0), mailbox));
    }

    /** The key of the folder that keeps what a request sends: {@code SavedItemFolderId}, else the sent items. */
    static Optional<String> saved(EwsRequest request) {
        return target(request.operation(), "SavedItemFolderId", request.mailbox())
                .or(() -> Optional.of(DistinguishedFolder.SENTITEMS.distinguishedName()));
    }

    /**
     * The key of an item of the store.
     *
     * @throws EwsError as of {@link #item}, and for what is changed only by the operations on the IM list
     */
    static String stored(XmlElement element, Mailbox mailbox) {
        StoreId id = changeable(element, mailbox);
        if (id.kind() == StoreId.Kind.OCCURRENCE) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidOperation,
                    "This server does this with a whole series only, and not with a single occurrence.");
        }
        return id.key();
    }

    /**
     * The id of an item of the store or of an occurrence.
     *
     * @throws EwsError as of {@link #item}, and for what is changed only by the operations on the IM list
     */
    static StoreId changeable(XmlElement element, Mailbox mailbox) {
        StoreId id = item(element, mailbox);
        if (id.kind() != StoreId.Kind.ITEM && id.kind() != StoreId.Kind.OCCURRENCE) {
            throw new EwsError(
                    ResponseCode.ErrorAccessDenied,
                    "A group of the contact list of instant messaging is changed by its own operations only.");
        }
        return id;
    }

    /**
     * The id of an attachment.
     *
     * @throws EwsError when it is malformed, of another mailbox, or of something else
     */
    static StoreId attachment(XmlElement element, Mailbox mailbox) {
        StoreId id = storeId(element, mailbox);
        if (id.kind() != StoreId.Kind.ATTACHMENT) {
            throw new EwsError(ResponseCode.ErrorInvalidAttachmentId);
        }
        return id;
    }

    /**
     * The id of an item.
     *
     * @throws EwsError when it is malformed, of another mailbox, or a folder's
     */
    static StoreId item(XmlElement element, Mailbox mailbox) {
        StoreId id = storeId(element, mailbox);
        if (id.kind() == StoreId.Kind.FOLDER) {
            throw new EwsError(ResponseCode.ErrorCannotUseFolderIdForItemId);
        }
        if (id.kind() == StoreId.Kind.ATTACHMENT) {
            throw new EwsError(ResponseCode.ErrorInvalidIdNotAnItemAttachmentId);
        }
        return id;
    }

    private static String distinguished(XmlElement element, Mailbox mailbox) {
        String address = element.at("Mailbox", "EmailAddress")
                .map(XmlElement::text)
                .orElse("")
                .strip();
        // Nobody has been given access to another's mailbox, so whether it exists is not told either.
        if (!address.isEmpty() && !mailbox.hasAddress(address)) {
            throw new EwsError(ResponseCode.ErrorAccessDenied);
        }
        return element.attribute("Id").orElse("").toLowerCase(Locale.ROOT);
    }

    private static StoreId storeId(XmlElement element, Mailbox mailbox) {
        StoreId id = MailboxErrorMapper.id(element.attribute("Id").orElse("").strip());
        if (!id.mailbox().equals(mailbox.id())) {
            throw new EwsError(ResponseCode.ErrorAccessDenied);
        }
        return id;
    }
}
