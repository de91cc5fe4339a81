package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.folders.FolderQueries;
import org.s2slab.exchange.folders.FolderQueries.Among;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.CalendarViewSearch;
import org.s2slab.exchange.search.ItemGrouping;
import org.s2slab.exchange.search.PagingView;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.exchange.search.Restriction;
import org.s2slab.exchange.search.SortOrder;
import org.s2slab.exchange.search.SortedResult;
import org.s2slab.exchange.values.RequestTimeConverter;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.exchange.views.RightsFilter;
import org.s2slab.exchange.views.StoredItemView;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/** The operation FindItem: searches folders. Restriction, sort order and paging apply to each folder separately. */
public record FindItem(FolderQueries contents, QueryReader queries) {
    EwsOperation operation() {
        return new PerElementOperation("FindItem", "ParentFolderIds", EwsPayload.NONE, this::search);
    }

    private Future<EwsPayload> search(EwsRequest request, XmlElement id) {
        Function<ReadTransaction, EwsPayload> found = rx -> search(rx, request, contents.folder(rx, request, id));
        return request.operation().child("QueryString").isPresent()
                ? contents.search(request, found)
                : contents.readLong(request, found);
    }

    private EwsPayload search(ReadTransaction rx, EwsRequest request, MailFolder folder) {
        XmlElement asked = RequestTimeConverter.searched(request);
        PagingView view = PagingView.of(asked);
        Optional<XmlElement> calendar = asked.child("CalendarView");
        if (calendar.isPresent()) {
            return calendar(
                    rx, request, asked, CalendarViewSearch.of(asked, calendar.get(), folder, view.most()), folder);
        }
        if (folder.isCalendar() && asked.child("SeekToConditionPageItemView").isPresent()) {
            throw new EwsError(ResponseCode.ErrorCalendarSeekToConditionNotSupported);
        }
        Optional<Restriction> words =
                asked.child("QueryString").map(XmlElement::text).map(text -> Restriction.ofWords(queries, text));
        ResponseCode.ErrorInvalidOperation.throwIf(
                words.isPresent() && asked.child("Restriction").isPresent(),
                "A search has a Restriction or a QueryString, not both.");
        Restriction restriction =
                visible(request, view.bounds().and(words.orElseGet(() -> Restriction.of(asked.child("Restriction")))));
        SortOrder order = SortOrder.of(asked.childrenOf("SortOrder"));
        ResponseShape shape = ResponseShape.of(asked, "ItemShape").forSearch();
        Optional<ItemGrouping> grouping = ItemGrouping.in(asked);
        String traversal = asked.attribute("Traversal", "");
        Among among = traversal.equals("Associated") ? Among.ASSOCIATED : words.isPresent() ? Among.STORED : Among.ALL;
        SortedResult found = hasAny(folder, traversal)
                ? contents.found(rx, request, folder, among, restriction, order, shape)
                : SortedResult.Listed.of(List.of());
        return view.cut(found).answer("Items", shape, grouping);
    }

    /** Excludes private items that the caller may not read from a search with a condition or sort order. */
    private static Restriction visible(EwsRequest request, Restriction restriction) {
        boolean plain = Stream.of(
                        "Restriction",
                        "QueryString",
                        "SortOrder",
                        "GroupBy",
                        "DistinguishedGroupBy",
                        "SeekToConditionPageItemView")
                .noneMatch(name -> request.operation().child(name).isPresent());
        return plain || request.rights().viewsPrivate()
                ? restriction
                : restriction.and(Restriction.of(item -> !RightsFilter.isReduced(item)));
    }

    private static EwsPayload calendar(
            ReadTransaction rx, EwsRequest request, XmlElement asked, CalendarViewSearch view, MailFolder folder) {
        ResponseShape shape = ResponseShape.of(asked, "ItemShape").forSearch();
        return view.page(
                        rx,
                        request.mailbox(),
                        folder,
                        item -> RightsFilter.item(
                                request.rights(),
                                item,
                                StoredItemView.of(request.mailbox(), item, List.of(), null, shape)))
                .answer("Items", shape, ItemGrouping.in(asked));
    }

    /** Whether a search of a folder can find items. Soft-deleted items are only in Recoverable Items. */
    private static boolean hasAny(MailFolder folder, String traversal) {
        return !traversal.equals("SoftDeleted")
                || folder.known().filter(DistinguishedFolder::isRecoverable).isPresent();
    }
}
