package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.rules.InboxRules;
import org.s2slab.exchange.rules.RuleOutcome;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;

/**
 * The operation ApplyConversationAction (MS-OXWSCONV): the same done with all messages of a conversation and, with the
 * actions whose names begin with Always, with those that arrive later.
 */
record ConversationActions(ItemStores stores, InboxRules rules) {
    PerElementOperation operation() {
        return new PerElementOperation("ApplyConversationAction", "ConversationActions", EwsPayload.NONE, this::act);
    }

    private Future<EwsPayload> act(EwsRequest request, XmlElement action) {
        Mailbox mailbox = request.mailbox();
        String key = ConversationSearch.key(action.child("ConversationId").orElseThrow(), mailbox);
        Optional<String> context = FolderIdResolver.target(action, "ContextFolderId", mailbox);
        Optional<Instant> synced = action.childText("ConversationLastSyncTime").map(ItemReader::time);
        Optional<String> target = FolderIdResolver.target(action, "DestinationFolderId", mailbox);
        target.ifPresent(folder -> ArchivingRight.require(request, folder));
        return stores.items()
                .readLong(
                        request.caller().account(),
                        client -> ConversationSearch.byConversation(client, mailbox, UnaryOperator.identity()))
                .map(all -> all.getOrDefault(key, List.of()).stream()
                        .filter(item -> context.filter(folder -> !folder.equals(item.folder()))
                                .isEmpty())
                        .filter(item -> synced.filter(MailConversation.time(item)::isAfter)
                                .isEmpty())
                        .toList())
                .compose(found -> stores.items()
                        .write(connection -> target.map(folder -> stores.folders()
                                        .get(connection, mailbox, folder)
                                        .<Void>mapEmpty())
                                .orElse(Future.succeededFuture())
                                .compose(there -> always(connection, mailbox, key, action, target))
                                .compose(noted -> WorkSequence.each(
                                        found,
                                        old -> stores.items()
                                                .find(connection, mailbox, old.id())
                                                .compose(item -> item.isEmpty()
                                                        ? Future.succeededFuture()
                                                        : apply(connection, mailbox, item.get(), action, target))))))
                .map(EwsPayload.NONE);
    }

    private Future<?> apply(
            SqlConnection connection, Mailbox mailbox, Item item, XmlElement action, Optional<String> target) {
        var items = stores.items();
        return switch (action.childText("Action").orElse("")) {
            case "Copy" -> items.copy(connection, item, mailbox, required(target));
            case "Move" -> items.move(connection, item, mailbox, required(target));
            case "AlwaysMove" ->
                target.isEmpty() ? Future.succeededFuture() : items.move(connection, item, mailbox, target.get());
            case "SetReadState" ->
                items.update(
                        connection,
                        item,
                        item.content().withRead(ItemReader.truth(required(action.childText("IsRead")))));
            case "Flag" -> items.update(connection, item, item.content().with(required(action.child("Flag"))));
            case "AlwaysCategorize" ->
                items.update(
                        connection,
                        item,
                        action.child("Categories")
                                .map(names -> item.content().with(RuleOutcome.categories(item.content(), names)))
                                .orElse(item.content()));
            case "AlwaysDelete" ->
                isTrue(action, "EnableAlwaysDelete")
                        ? items.delete(connection, mailbox, item, DisposalType.MoveToDeletedItems)
                        : Future.succeededFuture();
            default ->
                items.delete(
                        connection,
                        mailbox,
                        item,
                        DisposalType.valueOf(
                                action.childText("DeleteType").orElse(DisposalType.MoveToDeletedItems.name())));
        };
    }

    /** Notes what is always done with the messages of a conversation; without its value, no longer. */
    private Future<Void> always(
            SqlConnection connection, Mailbox mailbox, String key, XmlElement action, Optional<String> target) {
        String name = action.childText("Action").orElse("");
        Optional<XmlElement> value = switch (name) {
            case "AlwaysCategorize" ->
                action.child("Categories")
                        .filter(names -> !names.children().isEmpty())
                        .map(names -> XmlElement.of(EwsNames.TYPES, "AssignCategories", names.children()));
            case "AlwaysDelete" ->
                isTrue(action, "EnableAlwaysDelete")
                        ? Optional.of(XmlElement.of(EwsNames.TYPES, "Delete", "true"))
                        : Optional.empty();
            case "AlwaysMove" ->
                target.map(folder -> XmlElement.of(
                        EwsNames.TYPES,
                        "MoveToFolder",
                        List.of(XmlElement.of(EwsNames.TYPES, "FolderId", "")
                                .with("Id", new StoreId(StoreId.Kind.FOLDER, mailbox.id(), folder).text()))));
            default -> Optional.empty();
        };
        return name.startsWith("Always")
                ? rules.always(connection, mailbox, key, name, value)
                : Future.succeededFuture();
    }

    private static boolean isTrue(XmlElement action, String name) {
        return action.childText(name).filter(ItemReader::truth).isPresent();
    }

    private static <T> T required(Optional<T> value) {
        return value.orElseThrow(() -> new EwsError(ResponseCode.ErrorApplyConversationActionFailed));
    }
}
