package org.s2slab.exchange.folders;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.exchange.access.MailboxErrorMapper;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.permissions.FolderPermissions;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.PropertySet;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.exchange.views.RightsView;
import org.s2slab.xml.XmlElement;

/** Shows folders by id or by distinguished name. */
public record GetFolder(FolderReader contents, FolderPermissions permissions) {

    /** The operation GetFolder. */
    public EwsOperation operation() {
        return new PerElementOperation("GetFolder", "FolderIds", FolderOperations.NOTHING, this::get);
    }

    private Future<EwsPayload> get(EwsRequest request, XmlElement id) {
        ResponseShape shape = ResponseShape.of(request.operation(), "FolderShape");
        // A client that keeps ids gets one answer for all of them that are gone.
        Future<MailFolder> found = id.name().equals("FolderId")
                ? MailboxErrorMapper.told(
                        contents.folder(request, id), Kind.FOLDER_UNKNOWN, ResponseCode.ErrorItemNotFound)
                : contents.folder(request, id);
        return found.compose(folder -> shown(request, folder, shape))
                .map(folder -> EwsPayload.in("Folders", xml -> folder.write(xml, shape)));
    }

    private Future<PropertySet> shown(EwsRequest request, MailFolder folder, ResponseShape shape) {
        boolean owner = request.rights().of(folder.key()).has(FolderRights.OWNER);
        Future<List<ItemProperty>> more = owner
                        && PropertyTable.EXCHANGE
                                .find(folder.element(), FolderRules.PERMISSIONS)
                                .filter(shape::shows)
                                .isPresent()
                ? permissions
                        .store()
                        .database()
                        .read(rx -> permissions.shown(rx, request.mailbox(), folder))
                        .map(set -> List.of(new ItemProperty(FolderRules.PERMISSIONS, List.of(), set::write)))
                : Future.succeededFuture(List.of());
        return more.compose(set -> contents.shown(request, List.of(folder))
                .map(shown -> RightsView.folder(request.rights(), folder, shown.get(0), set)));
    }
}
