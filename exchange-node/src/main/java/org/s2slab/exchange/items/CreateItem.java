package org.s2slab.exchange.items;

import io.vertx.core.Future;
import org.s2slab.exchange.ews.EwsAnswer;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsNames;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.Folder;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.xml.XmlElement;

/** Puts new items into a folder. What goes into Recoverable Items is kept once, by its Internet message id. */
final class CreateItem implements EwsOperation {
    static final EwsPayload NOTHING =
            xml -> xml.open(EwsNames.MESSAGES, "Items").close();

    private final ItemStore items;
    private final FolderStore folders;

    CreateItem(ItemStore items, FolderStore folders) {
        this.items = items;
        this.folders = folders;
    }

    @Override
    public String name() {
        return "CreateItem";
    }

    @Override
    public Future<EwsAnswer> perform(EwsRequest request) {
        return Messages.each(Messages.in(request.operation(), "Items"), NOTHING, element -> create(request, element));
    }

    private Future<EwsPayload> create(EwsRequest request, XmlElement element) {
        if (!request.operation()
                .attribute("MessageDisposition")
                .orElse("SaveOnly")
                .equals("SaveOnly")) {
            throw new EwsError(ResponseCode.ErrorInvalidOperation, "Only MessageDisposition SaveOnly is supported.");
        }
        ItemContent content = ItemReader.read(element);
        String key = FolderIds.saved(request.operation(), request.mailbox(), Folder.DRAFTS);
        return Problems.told(items.write(connection -> folders.get(connection, request.mailbox(), key)
                        .compose(folder -> isRecoverable(folder)
                                ? items.deposit(connection, request.mailbox(), folder.key(), content)
                                : items.create(connection, request.mailbox(), folder.key(), content))))
                .map(CreateItem::ids);
    }

    private static boolean isRecoverable(MailFolder folder) {
        return folder.known().filter(Folder::isRecoverable).isPresent();
    }

    /** The item with nothing but its id. */
    static EwsPayload ids(Item item) {
        return xml -> {
            xml.open(EwsNames.MESSAGES, "Items")
                    .open(EwsNames.TYPES, item.content().kind().element());
            xml.open(EwsNames.TYPES, "ItemId")
                    .attribute("Id", item.storeId().text())
                    .attribute("ChangeKey", item.changeKey())
                    .close();
            xml.close().close();
        };
    }
}
