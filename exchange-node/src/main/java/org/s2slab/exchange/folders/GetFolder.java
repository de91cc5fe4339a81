package org.s2slab.exchange.folders;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.access.MailboxErrorMapper;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.permissions.FolderPermissionCodec;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.exchange.views.RightsFilter;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/** Returns folders by id or by distinguished name. */
public record GetFolder(FolderQueries contents, FolderPermissionCodec permissions) {

    /** The operation GetFolder. */
    public EwsOperation operation() {
        return new PerElementOperation("GetFolder", "FolderIds", FolderOperations.NOTHING, this::get);
    }

    /** Reads a folder. Uses a long read for a search folder, because its counts need a search. */
    private Future<EwsPayload> get(EwsRequest request, XmlElement id) {
        return contents.read(rx -> SearchCriteria.isSearch(folder(rx, request, id))
                        ? Optional.<EwsPayload>empty()
                        : Optional.of(get(rx, request, id)))
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> contents.readLong(request, rx -> get(rx, request, id))));
    }

    private EwsPayload get(ReadTransaction rx, EwsRequest request, XmlElement id) {
        ResponseShape shape = ResponseShape.of(request.operation(), "FolderShape");
        ObjectProperties shown = shown(rx, request, folder(rx, request, id), shape);
        return EwsPayload.in("Folders", xml -> shown.write(xml, shape));
    }

    /** Finds a folder. An unknown FolderId gets ErrorItemNotFound, like all outdated ids of a client. */
    private MailFolder folder(ReadTransaction rx, EwsRequest request, XmlElement id) {
        return id.name().equals("FolderId")
                ? MailboxErrorMapper.told(
                        () -> contents.folder(rx, request, id),
                        Kind.FOLDER_UNKNOWN,
                        new EwsError(ResponseCode.ErrorItemNotFound))
                : contents.folder(rx, request, id);
    }

    private ObjectProperties shown(ReadTransaction rx, EwsRequest request, MailFolder folder, ResponseShape shape) {
        boolean owner = request.rights().of(folder.key()).has(FolderRights.OWNER);
        boolean asked = PropertyTable.EXCHANGE
                .find(folder.element(), FolderPropertyRules.PERMISSIONS)
                .filter(shape::shows)
                .isPresent();
        List<ItemProperty> more = new ArrayList<>();
        if (owner && asked) {
            EwsPayload set = permissions.shown(rx, request.mailbox(), folder);
            more.add(new ItemProperty(FolderPropertyRules.PERMISSIONS, List.of(), set::write));
        }
        return RightsFilter.folder(
                request.rights(),
                folder,
                contents.shown(rx, request, List.of(folder)).get(0),
                more);
    }
}
