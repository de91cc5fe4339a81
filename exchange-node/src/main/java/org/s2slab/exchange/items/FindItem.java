package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.exchange.ews.EwsAnswer;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsNames;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.Folder;
import org.s2slab.exchange.xml.XmlElement;

/** Searches folders: each is restricted, sorted and cut into a page by itself. */
final class FindItem implements EwsOperation {
    private final FolderContents contents;

    FindItem(FolderContents contents) {
        this.contents = contents;
    }

    @Override
    public String name() {
        return "FindItem";
    }

    @Override
    public Future<EwsAnswer> perform(EwsRequest request) {
        XmlElement asked = request.operation();
        return Messages.each(
                Messages.in(asked, "ParentFolderIds"),
                EwsPayload.NONE,
                id -> search(request, FolderIds.folder(id, request.mailbox())));
    }

    private Future<EwsPayload> search(EwsRequest request, Folder folder) {
        XmlElement asked = request.operation();
        PageView view = PageView.of(asked);
        Restriction restriction = Restriction.of(asked.child("Restriction"));
        SortOrder order = SortOrder.of(Messages.in(asked, "SortOrder"));
        RequestedShape shape = RequestedShape.of(asked, "ItemShape");
        if (asked.child("CalendarView").isPresent() && folder != Folder.CALENDAR) {
            throw new EwsError(ResponseCode.ErrorCalendarFolderIsInvalidForCalendarView);
        }
        boolean ordinary = asked.attribute("Traversal").orElse("").equals("Shallow");
        return contents.items(request.mailbox(), folder)
                .map(items -> ordinary ? items : List.<Shown>of())
                .map(items -> items.stream()
                        .filter(view::admits)
                        .filter(restriction::matches)
                        .sorted(order)
                        .toList())
                .map(view::cut)
                .map(page -> xml -> {
                    xml.open(EwsNames.MESSAGES, "RootFolder");
                    page.attributes().forEach(xml::attribute);
                    xml.open(EwsNames.TYPES, "Items");
                    page.items().forEach(item -> item.write(xml, shape));
                    xml.close().close();
                });
    }
}
