package org.s2slab.exchange.folders;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxErrorMapper;
import org.s2slab.exchange.access.OccurrenceIds;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.StoreId;
import org.s2slab.exchange.imlist.ImListStore;
import org.s2slab.exchange.mailbox.FolderCounts;
import org.s2slab.exchange.mailbox.FolderCounts.Count;
import org.s2slab.exchange.mailbox.FolderTree;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mime.MimeView;
import org.s2slab.exchange.permissions.PrivacyRules;
import org.s2slab.exchange.recurrence.CalendarItems;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.FolderSearch;
import org.s2slab.exchange.search.PagedResult;
import org.s2slab.exchange.search.Restriction;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.s2slab.exchange.search.SortOrder;
import org.s2slab.exchange.values.PropertySet;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.exchange.views.ImGroupView;
import org.s2slab.exchange.views.MeetingFacts;
import org.s2slab.exchange.views.RightsView;
import org.s2slab.exchange.views.StoredItemView;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Database;
import org.s2slab.xml.XmlElement;

/** What lies in the folders of a mailbox, as answers show it: stored items, and the groups of the IM list as items. */
public record FolderReader(Database database, ItemStores stores) {
    /** What a search looks at. */
    public enum Among {
        /** Everything that shows in the folder. */
        ALL,
        /** What is stored there, and so is in the index of words: no groups of an IM list. */
        STORED,
        /** What is kept with the folder and does not show in it. */
        ASSOCIATED
    }

    /** A read outside of a transaction. */
    public <T> Future<T> read(Function<SqlClient, Future<T>> read) {
        return read.apply(stores.items().client());
    }

    /** A read that may take long, outside of a transaction. */
    public <T> Future<T> readLong(EwsRequest request, Function<SqlClient, Future<T>> read) {
        return stores.items().readLong(request.caller().account(), read);
    }

    /** A read that looks for words. */
    public <T> Future<T> search(EwsRequest request, Function<SqlClient, Future<T>> read) {
        return stores.items()
                .search(request.caller().account(), List.of(request.mailbox().id()), read);
    }

    /** The folder of a key; fails with FOLDER_UNKNOWN. */
    public Future<MailFolder> folder(Mailbox mailbox, String key) {
        return stores.folders().get(stores.items().client(), mailbox, key);
    }

    /** The folder with the id in a request; fails with FOLDER_UNKNOWN. */
    public Future<MailFolder> folder(EwsRequest request, XmlElement id) {
        return folder(request.mailbox(), FolderIdResolver.key(id, request.mailbox()));
    }

    /** Folders with their counts and the rights of the caller, each in the order given. */
    public Future<List<PropertySet>> shown(EwsRequest request, List<MailFolder> wanted) {
        SqlClient client = stores.items().client();
        Mailbox mailbox = request.mailbox();
        List<String> keys = wanted.stream().map(MailFolder::key).toList();
        return stores.folders()
                .all(client, mailbox)
                .map(FolderTree::children)
                .compose(children -> FolderProperties.all(client, mailbox)
                        .compose(values -> FolderCounts.of(client, mailbox, keys)
                                .compose(counts -> WorkSequence.list(
                                        wanted,
                                        folder -> counted(request, folder, counts.in(folder.key()))
                                                .map(count -> FolderView.of(
                                                        mailbox,
                                                        folder,
                                                        count,
                                                        children.getOrDefault(folder.key(), 0L),
                                                        counts.changed()))
                                                .map(shown -> FolderProperties.shown(
                                                        shown, values.getOrDefault(folder.key(), Map.of())))
                                                .map(shown -> RightsView.folder(
                                                        request.rights(), folder, shown, List.of()))))));
    }

    /** Counts the items that a search folder finds, which may be in any folder, or the groups of the IM list. */
    private Future<Count> counted(EwsRequest request, MailFolder folder, Count stored) {
        Mailbox mailbox = request.mailbox();
        Optional<SearchCriteria> criteria =
                SearchCriteria.of(folder).filter(any -> request.rights().full());
        if (criteria.isPresent()) {
            return criteria.get()
                    .count(stores.folders(), stores.items().client(), mailbox, shown(mailbox, ResponseShape.ALL));
        }
        return FolderView.isOfGroups(folder)
                ? database.read(rx -> ImListStore.groupCount(rx, mailbox))
                        .map(groups -> new Count(stored.total() + groups, stored.unread(), stored.size()))
                : Future.succeededFuture(stored);
    }

    private static Function<Item, PropertySet> shown(Mailbox mailbox, ResponseShape shape) {
        return item -> StoredItemView.of(mailbox, item, List.of(), null, shape);
    }

    /** A folder and all below it, that one first. */
    public Future<List<MailFolder>> tree(Mailbox mailbox, MailFolder folder) {
        return stores.folders().tree(stores.items().client(), mailbox, folder);
    }

    /**
     * What a search finds among a folder's items, in its order; without one in the order they came there. The groups of an IM list are few, and found in memory.
     */
    public Future<PagedResult> found(
            SqlClient client,
            EwsRequest request,
            MailFolder folder,
            Among among,
            Restriction restriction,
            SortOrder order,
            ResponseShape shape) {
        Mailbox mailbox = request.mailbox();
        Function<Item, PropertySet> all = shown(mailbox, shape);
        Function<Item, PropertySet> show = item -> RightsView.item(request.rights(), item, all.apply(item));
        if (SearchCriteria.isSearch(folder)) {
            ResponseCode.ErrorAccessDenied.throwIf(!request.rights().full());
            return SearchCriteria.of(folder)
                    .orElseThrow(() -> new EwsError(ResponseCode.ErrorSearchFolderNotInitialized))
                    .found(stores.folders(), client, mailbox, restriction, order, show);
        }
        if (among != Among.ALL || !FolderView.isOfGroups(folder)) {
            Statement place = FolderSearch.place(mailbox, folder.key(), among == Among.ASSOCIATED);
            return FolderSearch.in(client, place, restriction, order, show);
        }
        return groups(mailbox)
                .compose(entries -> stores.items()
                        .list(client, mailbox, folder.key(), false)
                        .map(stored -> Stream.concat(
                                        entries.stream(), stored.stream().map(show))
                                .filter(restriction::matches)
                                .sorted(order)
                                .toList()))
                .map(PagedResult.Listed::of);
    }

    private Future<List<PropertySet>> groups(Mailbox mailbox) {
        return database.read(rx -> ImListStore.list(rx, mailbox))
                .map(list -> list.groups().stream()
                        .map(group -> ImGroupView.of(mailbox, group, list.contacts()))
                        .toList());
    }

    private Future<Optional<PropertySet>> group(Mailbox mailbox, StoreId id) {
        return groups(mailbox)
                .map(groups -> groups.stream()
                        .filter(group -> group.texts("item:ItemId").contains(id.text()))
                        .findFirst());
    }

    /** The {@code ItemId} that an id of any kind stands for, see {@link OccurrenceIds}. */
    public Future<XmlElement> plain(Mailbox mailbox, XmlElement id) {
        return MailboxErrorMapper.told(OccurrenceIds.plain(stores.items().client(), stores.items(), mailbox, id));
    }

    private Future<Optional<Item>> occurrence(Mailbox mailbox, StoreId id) {
        return new CalendarItems(stores.items())
                .occurrence(stores.items().client(), mailbox, id)
                .recover(failure -> failure instanceof MailboxException
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    /** One item; empty where there is none by that id. */
    public Future<Optional<PropertySet>> item(EwsRequest request, StoreId id, ResponseShape shape) {
        Mailbox mailbox = request.mailbox();
        return switch (id.kind()) {
            case GROUP -> group(mailbox, id);
            case ITEM, OCCURRENCE ->
                (id.kind() == StoreId.Kind.ITEM
                                ? stores.items().find(stores.items().client(), mailbox, id.key())
                                : occurrence(mailbox, id))
                        .compose(found -> found.isEmpty()
                                ? Future.succeededFuture(Optional.empty())
                                : new MeetingFacts(stores.items().client(), mailbox, shape, privacy(request))
                                        .whole(found.get())
                                        .map(item -> request.budget().spend(bytes(item, shape), item))
                                        .compose(item -> stored(request, item, shape)
                                                .map(shown -> RightsView.one(request.rights(), item, shown))));
            default -> Future.succeededFuture(Optional.empty());
        };
    }

    /** The bytes that a shape shows of an item: attachments are only in its MIME content. */
    private static long bytes(Item item, ResponseShape shape) {
        String html = item.content().html();
        return shape.mime() || !item.isParent()
                ? item.size()
                : item.content().text().length() + (html == null ? 0 : html.length());
    }

    private static PrivacyRules privacy(EwsRequest request) {
        return new PrivacyRules(request.rights());
    }

    /** All properties of a stored item that a shape may show. */
    public Future<PropertySet> stored(EwsRequest request, Item item, ResponseShape shape) {
        SqlClient client = stores.items().client();
        // Most items have no attachments, and each statement costs a change of threads.
        return (item.isParent() ? stores.attachments().of(client, item) : Future.succeededFuture(List.<Attachment>of()))
                .compose(attached -> (shape.mime()
                                ? MimeView.of(client, stores.attachments(), item, privacy(request))
                                        .map(Optional::of)
                                : Future.succeededFuture(Optional.<Buffer>empty()))
                        .map(mime -> StoredItemView.of(request.mailbox(), item, attached, mime.orElse(null), shape)));
    }
}
