package org.s2slab.exchange.items;

import io.vertx.core.Future;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.folders.FolderReader;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.xml.XmlElement;

/** Shows items by id. */
record GetItem(FolderReader contents) {
    EwsOperation operation() {
        return new PerElementOperation("GetItem", "ItemIds", CreateItem.NOTHING, this::get);
    }

    private Future<EwsPayload> get(EwsRequest request, XmlElement id) {
        ResponseShape shape = ResponseShape.of(request.operation(), "ItemShape");
        return contents.plain(request.mailbox(), id)
                .compose(plain -> contents.item(request, FolderIdResolver.item(plain, request.mailbox()), shape))
                .map(found -> found.orElseThrow(() -> new EwsError(ResponseCode.ErrorItemNotFound)))
                .map(item -> EwsPayload.in("Items", xml -> item.write(xml, shape)));
    }
}
