package org.s2slab.exchange.items;

import io.vertx.core.Future;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.folders.FolderQueries;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/** The operation GetItem: returns items by id. */
record GetItem(FolderQueries contents) {
    EwsOperation operation() {
        return new PerElementOperation("GetItem", "ItemIds", CreateItem.NOTHING, this::get);
    }

    /** Reads an item. Uses a long read for MIME content, which can be large, so that short reads are not delayed. */
    private Future<EwsPayload> get(EwsRequest request, XmlElement id) {
        ResponseShape shape = ResponseShape.of(request.operation(), "ItemShape");
        return shape.mime()
                ? contents.readLong(request, rx -> get(rx, request, id, shape))
                : contents.read(rx -> get(rx, request, id, shape));
    }

    private EwsPayload get(ReadTransaction rx, EwsRequest request, XmlElement id, ResponseShape shape) {
        request.requireAccess(rx);
        XmlElement plain = contents.plain(rx, request.mailbox(), id);
        ObjectProperties item = contents.item(rx, request, FolderIdResolver.item(plain, request.mailbox()), shape)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorItemNotFound));
        return EwsPayload.in("Items", xml -> item.write(xml, shape));
    }
}
