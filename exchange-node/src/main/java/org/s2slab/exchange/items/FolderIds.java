package org.s2slab.exchange.items;

import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.Folder;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.xml.XmlElement;

/** Finds what an id of a request names, in the mailbox the request acts in and nowhere else. */
final class FolderIds {
    private FolderIds() {}

    /**
     * The folder a {@code FolderId} or {@code DistinguishedFolderId} names.
     *
     * @throws EwsError when it names no folder here, or one of another mailbox
     */
    static Folder folder(XmlElement element, Mailbox mailbox) {
        if (element.name().equals("DistinguishedFolderId")) {
            return distinguished(element, mailbox);
        }
        StoreId id = storeId(element, mailbox);
        if (id.kind() != StoreId.Kind.FOLDER) {
            throw new EwsError(ResponseCode.ErrorCannotUseItemIdForFolderId);
        }
        return named(id.key(), mailbox);
    }

    /**
     * The key of the folder that a {@code FolderId} or {@code DistinguishedFolderId} names; whether there is one by that
     * key is for the store to say.
     *
     * @throws EwsError when it names no folder here, or one of another mailbox
     */
    static String key(XmlElement element, Mailbox mailbox) {
        if (element.name().equals("DistinguishedFolderId")) {
            return distinguished(element, mailbox).distinguishedName();
        }
        StoreId id = storeId(element, mailbox);
        if (id.kind() != StoreId.Kind.FOLDER) {
            throw new EwsError(ResponseCode.ErrorCannotUseItemIdForFolderId);
        }
        return id.key();
    }

    /** The key of the folder a request saves into, {@code SavedItemFolderId}, or of another where it names none. */
    static String saved(XmlElement operation, Mailbox mailbox, Folder otherwise) {
        return operation
                .child("SavedItemFolderId")
                .map(saved -> key(saved.children().get(0), mailbox))
                .orElse(otherwise.distinguishedName());
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
        return id;
    }

    private static Folder distinguished(XmlElement element, Mailbox mailbox) {
        String address = element.at("Mailbox", "EmailAddress")
                .map(XmlElement::text)
                .orElse("")
                .strip();
        // Nobody has been given access to another's mailbox, so whether it exists is not told either.
        if (!address.isEmpty() && !mailbox.hasAddress(address)) {
            throw new EwsError(ResponseCode.ErrorAccessDenied);
        }
        return named(element.attribute("Id").orElse(""), mailbox);
    }

    private static Folder named(String name, Mailbox mailbox) {
        return Folder.named(name)
                .filter(folder -> mailbox.archive() || !folder.isOfArchive())
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorFolderNotFound));
    }

    private static StoreId storeId(XmlElement element, Mailbox mailbox) {
        String text = element.attribute("Id").orElse("").strip();
        if (text.isEmpty()) {
            throw new EwsError(ResponseCode.ErrorInvalidIdEmpty);
        }
        StoreId id = StoreId.parse(text).orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidIdMalformed));
        if (!id.mailbox().equals(mailbox.id())) {
            throw new EwsError(ResponseCode.ErrorAccessDenied);
        }
        return id;
    }
}
