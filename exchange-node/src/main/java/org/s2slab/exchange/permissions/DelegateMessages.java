package org.s2slab.exchange.permissions;

import java.util.List;
import java.util.Locale;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.PermissionLevel;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.permissions.DelegateStore.Delegate;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes the response messages about delegates, one per user: {@code DelegateUserResponseMessageType}. */
record DelegateMessages(PermissionStore store) {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;
    static final String LEVEL = "FolderPermissionLevel";

    /** The folders for which a delegate has a permission level, in the order of the schema. */
    static final List<String> FOLDERS = List.of("Calendar", "Tasks", "Inbox", "Contacts", "Notes", "Journal");

    static final List<String> LEVELS = List.of("None", "Reviewer", "Author", "Editor");

    static EwsPayload written(List<EwsMessage> messages) {
        return messages.isEmpty()
                ? EwsPayload.NONE
                : xml -> {
                    xml.open(M, "ResponseMessages");
                    for (EwsMessage message : messages) {
                        xml.open(M, "DelegateUserResponseMessageType");
                        EwsMessage.outcome(xml, message.error());
                        message.payload().write(xml);
                        xml.close();
                    }
                    xml.close();
                };
    }

    /** The key of a folder by its schema name. */
    static String key(String folder) {
        return folder.toLowerCase(Locale.ROOT);
    }

    /** The content of the response message about a delegate. */
    EwsPayload shown(ReadTransaction rx, Mailbox principal, Delegate delegate, boolean shows) {
        List<String> levels = !shows
                ? List.of()
                : FOLDERS.stream()
                        .map(folder -> store.of(rx, principal, key(folder)).stream()
                                .filter(entry -> entry.member().equals(delegate.account()))
                                .map(entry -> level(entry.rights()))
                                .findFirst()
                                .orElse("None"))
                        .toList();
        return xml -> write(xml, delegate, levels);
    }

    private static String level(FolderRights rights) {
        return PermissionLevel.of(rights)
                .map(Enum::name)
                .filter(LEVELS::contains)
                .orElse("Custom");
    }

    private void write(XmlWriter xml, Delegate delegate, List<String> levels) {
        xml.open(M, "DelegateUser");
        new FolderPermissionCodec(store).userId(xml, delegate.account());
        if (!levels.isEmpty()) {
            xml.open(T, "DelegatePermissions");
            for (int i = 0; i < levels.size(); i++) {
                xml.element(T, FOLDERS.get(i) + LEVEL, levels.get(i));
            }
            xml.close();
        }
        xml.element(T, "ReceiveCopiesOfMeetingMessages", Boolean.toString(delegate.copies()))
                .element(T, "ViewPrivateItems", Boolean.toString(delegate.viewsPrivate()))
                .close();
    }
}
