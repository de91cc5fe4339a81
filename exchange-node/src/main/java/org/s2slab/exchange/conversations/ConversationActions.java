package org.s2slab.exchange.conversations;

import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.access.ArchivingRightCheck;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.rules.InboxRuleOutcome;
import org.s2slab.exchange.rules.InboxRules;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;

/**
 * The operation ApplyConversationAction (MS-OXWSCONV): applies an action to all messages of a conversation. The actions
 * with the prefix Always also apply to later messages.
 */
public record ConversationActions(ItemStores stores, InboxRules rules) {
    /** The operation ApplyConversationAction. */
    public EwsOperation operation() {
        return stores.writing("ApplyConversationAction", "ConversationActions", EwsPayload.NONE, this::act);
    }

    private EwsPayload act(MailboxTransaction transaction, XmlElement action) {
        Mailbox mailbox = transaction.mailbox();
        String key =
                FolderIdResolver.conversation(action.child("ConversationId").orElseThrow(), mailbox);
        Optional<String> context = FolderIdResolver.target(action, "ContextFolderId", mailbox);
        Optional<Instant> synced = action.childText("ConversationLastSyncTime").map(PropertyValueCodec::time);
        Optional<String> target = FolderIdResolver.target(action, "DestinationFolderId", mailbox);
        target.ifPresent(folder -> ArchivingRightCheck.require(transaction.request(), folder));
        target.ifPresent(transaction::folder);
        always(transaction.tx(), mailbox, key, action, target);
        ConversationReadOperations.rows(transaction.tx(), mailbox, key).stream()
                .filter(row -> context.map(row.folder()::equals).orElse(true))
                .filter(row -> !synced.map(row.time()::isAfter).orElse(false))
                .map(row -> ItemRowMapper.numbered(transaction.tx(), List.of(row.number()))
                        .get(0))
                .forEach(item -> apply(transaction, item, action, target));
        return EwsPayload.NONE;
    }

    private static void apply(MailboxTransaction transaction, Item item, XmlElement action, Optional<String> target) {
        ItemContent content = item.content();
        switch (action.childText("Action", "")) {
            case "Copy" -> transaction.copy(item, required(target));
            case "Move" -> transaction.move(item, required(target));
            case "AlwaysMove" -> target.ifPresent(folder -> transaction.move(item, folder));
            case "SetReadState" ->
                transaction.update(item, content.withRead(XmlElement.isTrueText(required(action.childText("IsRead")))));
            case "Flag" -> transaction.update(item, content.with(required(action.child("Flag"))));
            case "AlwaysCategorize" ->
                transaction.update(
                        item,
                        action.child("Categories")
                                .map(names -> content.with(InboxRuleOutcome.categories(content, names)))
                                .orElse(content));
            case "AlwaysDelete" -> {
                if (action.isChildTrue("EnableAlwaysDelete")) {
                    transaction.delete(item, DisposalType.MoveToDeletedItems);
                }
            }
            default ->
                transaction.delete(
                        item,
                        DisposalType.valueOf(action.childText("DeleteType", DisposalType.MoveToDeletedItems.name())));
        }
    }

    /** Stores a permanent action of a conversation; without a value, removes the action. */
    private void always(WriteTransaction tx, Mailbox mailbox, String key, XmlElement action, Optional<String> target) {
        String name = action.childText("Action", "");
        Optional<XmlElement> value = switch (name) {
            case "AlwaysCategorize" ->
                action.child("Categories")
                        .filter(names -> !names.children().isEmpty())
                        .map(names -> t("AssignCategories", names.children()));
            case "AlwaysDelete" ->
                action.isChildTrue("EnableAlwaysDelete") ? Optional.of(t("Delete", "true")) : Optional.empty();
            case "AlwaysMove" ->
                target.map(folder -> t(
                        "MoveToFolder",
                        t("FolderId", "")
                                .with(
                                        "Id",
                                        new MailboxObjectId(MailboxObjectId.Kind.FOLDER, mailbox.id(), folder)
                                                .text())));
            default -> Optional.empty();
        };
        if (name.startsWith("Always")) {
            rules.always(tx, mailbox, key, name, value);
        }
    }

    private static <T> T required(Optional<T> value) {
        return value.orElseThrow(() -> new EwsError(ResponseCode.ErrorApplyConversationActionFailed));
    }
}
