package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.ews.EwsAnswer;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsNames;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.Folder;
import org.s2slab.exchange.mailbox.MailFolder;
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
                id -> Problems.told(contents.folder(request.mailbox(), FolderIds.key(id, request.mailbox())))
                        .compose(folder -> search(request, folder)));
    }

    private Future<EwsPayload> search(EwsRequest request, MailFolder folder) {
        XmlElement asked = request.operation();
        PageView view = PageView.of(asked);
        Restriction restriction = Restriction.of(asked.child("Restriction"));
        SortOrder order = view.isByTime() && asked.child("SortOrder").isEmpty()
                ? SortOrder.byStart()
                : SortOrder.of(Messages.in(asked, "SortOrder"));
        RequestedShape shape = RequestedShape.of(asked, "ItemShape").forSearch();
        Optional<Grouping> grouping = asked.child("GroupBy").map(Grouping::of);
        if (asked.child("CalendarView").isPresent() && folder.distinguished() != Folder.CALENDAR) {
            throw new EwsError(ResponseCode.ErrorCalendarFolderIsInvalidForCalendarView);
        }
        String traversal = asked.attribute("Traversal").orElse("");
        Future<List<Shown>> all = hasAny(folder, traversal)
                ? contents.items(request.mailbox(), folder, traversal.equals("Associated"), shape)
                : Future.succeededFuture(List.of());
        return all.map(items -> items.stream()
                        .filter(view::admits)
                        .filter(restriction::matches)
                        .sorted(order)
                        .toList())
                .map(view::cut)
                .map(page -> xml -> {
                    xml.open(EwsNames.MESSAGES, "RootFolder");
                    page.attributes().forEach(xml::attribute);
                    if (grouping.isPresent()) {
                        grouping.get().write(xml, page.items(), shape);
                    } else {
                        xml.open(EwsNames.TYPES, "Items");
                        page.items().forEach(item -> item.write(xml, shape));
                        xml.close();
                    }
                    xml.close();
                });
    }

    /** What is soft-deleted lies in one folder, wherever it was; a search of another finds nothing there. */
    private static boolean hasAny(MailFolder folder, String traversal) {
        return !traversal.equals("SoftDeleted")
                || folder.known().filter(Folder::isRecoverable).isPresent();
    }
}
