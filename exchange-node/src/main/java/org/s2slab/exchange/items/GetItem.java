package org.s2slab.exchange.items;

import io.vertx.core.Future;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ews.ResponseCode;

/** Shows items by id. */
final class GetItem implements EwsOperation {
    private final FolderReader contents;

    GetItem(FolderReader contents) {
        this.contents = contents;
    }

    @Override
    public String name() {
        return "GetItem";
    }

    @Override
    public Future<EwsResponse> perform(EwsRequest request) {
        EwsPayload none = xml -> xml.open(EwsNames.MESSAGES, "Items").close();
        return ResponseMessages.each(ResponseMessages.in(request.operation(), "ItemIds"), none, id -> {
            ResponseShape shape = ResponseShape.of(request.operation(), "ItemShape");
            return contents.plain(request.mailbox(), id)
                    .compose(plain -> contents.item(request, FolderIdResolver.item(plain, request.mailbox()), shape))
                    .map(found -> found.orElseThrow(() -> new EwsError(ResponseCode.ErrorItemNotFound)))
                    .map(item -> xml -> {
                        xml.open(EwsNames.MESSAGES, "Items");
                        item.write(xml, shape);
                        xml.close();
                    });
        });
    }
}
