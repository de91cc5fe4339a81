package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.permissions.FolderPermissions;
import org.s2slab.exchange.property.PropertyTable;

/** Shows folders by id or by distinguished name. */
final class GetFolder implements EwsOperation {
    private static final String PERMISSIONS = "folder:PermissionSet";

    private final FolderReader contents;
    private final FolderPermissions permissions;

    GetFolder(FolderReader contents, FolderPermissions permissions) {
        this.contents = contents;
        this.permissions = permissions;
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
                                    .compose(folder -> shown(request, folder, shape)))
                    .map(folder -> xml -> {
                        xml.open(EwsNames.MESSAGES, "Folders");
                        folder.write(xml, shape);
                        xml.close();
                    });
        });
    }

    private Future<PropertySet> shown(EwsRequest request, MailFolder folder, ResponseShape shape) {
        boolean owner = request.rights().of(folder.key()).has(FolderRights.OWNER);
        Future<List<ItemProperty>> more = owner
                        && PropertyTable.EXCHANGE
                                .find(FolderView.element(folder), PERMISSIONS)
                                .filter(shape::shows)
                                .isPresent()
                ? permissions
                        .shown(request.mailbox(), folder)
                        .map(set -> List.of(new ItemProperty(PERMISSIONS, List.of(), set::write)))
                : Future.succeededFuture(List.of());
        return more.compose(set -> contents.shown(request.mailbox(), List.of(folder))
                .map(shown -> RightsView.folder(request.rights(), folder, shown.get(0), set)));
    }
}
