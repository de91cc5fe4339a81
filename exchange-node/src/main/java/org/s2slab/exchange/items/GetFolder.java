package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.permissions.FolderPermissions;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.xml.XmlElement;

/** Shows folders by id or by distinguished name. */
record GetFolder(FolderReader contents, FolderPermissions permissions) {
    private static final String PERMISSIONS = "folder:PermissionSet";

    EwsOperation operation() {
        EwsPayload none = xml -> xml.open(EwsNames.MESSAGES, "Folders").close();
        return new PerElementOperation("GetFolder", "FolderIds", none, this::get);
    }

    private Future<EwsPayload> get(EwsRequest request, XmlElement id) {
        ResponseShape shape = ResponseShape.of(request.operation(), "FolderShape");
        return contents.folder(request, id)
                .compose(folder -> shown(request, folder, shape))
                .map(folder -> xml -> {
                    xml.open(EwsNames.MESSAGES, "Folders");
                    folder.write(xml, shape);
                    xml.close();
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
        return more.compose(set -> contents.shown(request, List.of(folder))
                .map(shown -> RightsView.folder(request.rights(), folder, shown.get(0), set)));
    }
}
