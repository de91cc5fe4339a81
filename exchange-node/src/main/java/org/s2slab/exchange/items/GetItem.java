package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ews.ResponseCode;

/** Shows items by id. */
final class GetItem implements EwsOperation {
    /** Classes of items that lie in the same kind of folder. */
    private static final List<List<String>> TOGETHER = List.of(
            List.of("Item", "Message", "MeetingRequest", "MeetingResponse", "MeetingCancellation", "PostItem"),
            List.of("Contact", "DistributionList"));

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
                    .compose(plain ->
                            contents.item(request.mailbox(), FolderIdResolver.item(plain, request.mailbox()), shape))
                    .map(found -> found.orElseThrow(() -> new EwsError(ResponseCode.ErrorItemNotFound)))
                    .map(item -> requireValid(item, shape))
                    .map(item -> xml -> {
                        xml.open(EwsNames.MESSAGES, "Items");
                        item.write(xml, shape);
                        xml.close();
                    });
        });
    }

    /**
     * What is asked for by name is a property of the item's class, or of one that lies in the same kind of folder: clients
     * ask for the properties of all of those at once.
     */
    private static PropertySet requireValid(PropertySet item, ResponseShape shape) {
        List<String> together = TOGETHER.stream()
                .filter(classes -> classes.contains(item.element()))
                .findFirst()
                .orElse(List.of(item.element()));
        for (PropertyPath path : shape.additional()) {
            boolean known = !path.isExtended() && !path.definitions().isEmpty();
            if (known
                    && together.stream().allMatch(name -> path.definition(name).isEmpty())) {
                throw new EwsError(
                        ResponseCode.ErrorInvalidPropertyRequest,
                        "Property is not valid for this object type. (" + path.uri() + ")");
            }
        }
        return item;
    }
}
