package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;

/** Shows folders by id or by distinguished name. */
final class GetFolder implements EwsOperation {
    private final FolderReader contents;

    GetFolder(FolderReader contents) {
        this.contents = contents;
    }

    @Override
    public String name() {
        return "GetFolder";
    }

    @Override
    public Future<EwsResponse> perform(EwsRequest request) {
        EwsPayload none = xml -> xml.open(EwsNames.MESSAGES, "Folders").close();
        return ResponseMessages.each(ResponseMessages.in(request.operation(), "FolderIds"), none, id -> {
            ResponseShape shape = ResponseShape.of(request.operation(), "FolderShape");
            return MailboxErrorMapper.told(
                            contents.folder(request.mailbox(), FolderIdResolver.key(id, request.mailbox()))
                                    .compose(folder -> contents.shown(request.mailbox(), List.of(folder))))
                    .map(folders -> xml -> {
                        xml.open(EwsNames.MESSAGES, "Folders");
                        folders.forEach(folder -> folder.write(xml, shape));
                        xml.close();
                    });
        });
    }
}
