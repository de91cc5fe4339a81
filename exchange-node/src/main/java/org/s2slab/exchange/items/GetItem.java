package org.s2slab.exchange.items;

import io.vertx.core.Future;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsAnswer;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;

/** Shows items by id. */
final class GetItem implements EwsOperation {
    private final FolderContents contents;

    GetItem(FolderContents contents) {
        this.contents = contents;
    }

    @Override
    public String name() {
        return "GetItem";
    }

    @Override
    public Future<EwsAnswer> perform(EwsRequest request) {
        RequestedShape shape = RequestedShape.of(request.operation(), "ItemShape");
        EwsPayload none = xml -> xml.open(EwsNames.MESSAGES, "Items").close();
        return Messages.each(
                Messages.in(request.operation(), "ItemIds"),
                none,
                id -> contents.item(request.mailbox(), FolderIds.item(id, request.mailbox()), shape)
                        .map(found -> found.orElseThrow(() -> new EwsError(ResponseCode.ErrorItemNotFound)))
                        .map(item -> xml -> {
                            xml.open(EwsNames.MESSAGES, "Items");
                            item.write(xml, shape);
                            xml.close();
                        }));
    }
}
