package org.s2slab.exchange.folders;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.OccurrenceIdResolver;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.StoreId;
import org.s2slab.exchange.imlist.ImList;
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
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
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

    /** A short read. */
    public <T> Future<T> read(Function<ReadTransaction, T> read) {
        return database.read(read);
    }

    /** A read that may take long. */
    public <T> Future<T> readLong(EwsRequest request, Function<ReadTransaction, T> read) {
        return database.read(request.caller().account(), read);
    }

    /** A read that looks for words. */
    public <T> Future<T> search(EwsRequest request, Function<ReadTransaction, T> read) {
        return stores.items()
                .readWords(request.caller().account(), List.of(request.mailbox().id()), read);
    }

    /** The folder of a key; fails with FOLDER_UNKNOWN. */
    public MailFolder folder(ReadTransaction rx, Mailbox mailbox, String key) {
        return stores.folders().get(rx, mailbox, key);
    }

    /** The folder with the id in a request; fails with FOLDER_UNKNOWN. */
    public MailFolder folder(ReadTransaction rx, EwsRequest request, XmlElement id) {
        return folder(rx, request.mailbox(), FolderIdResolver.key(id, request.mailbox()));
    }

    /** Folders with their counts and the rights of the caller, each in the order given. */
    public List<PropertySet> shown(ReadTransaction rx, EwsRequest request, List<MailFolder> wanted) {
        Mailbox mailbox = request.mailbox();
        Map<String, Long> children = FolderTree.children(stores.folders().all(rx, mailbox));
        Map<String, Map<String, Object>> values = FolderProperties.all(rx, mailbox);
        FolderCounts counts = FolderCounts.of(
                rx, mailbox, wanted.stream().map(MailFolder::key).toList());
        return wanted.stream()
                .map(folder -> {
                    PropertySet shown = FolderElementWriter.of(
                            mailbox,
                            folder,
                            counted(rx, request, folder, counts.in(folder.key())),
                            children.getOrDefault(folder.key(), 0L),
                            counts.changed());
                    return RightsView.folder(
                            request.rights(),
                            folder,
                            FolderProperties.shown(shown, values.getOrDefault(folder.key(), Map.of())),
                            List.of());
                })
                .toList();
    }

    /** Counts the items that a search folder finds, which may be in any folder, or the groups of the IM list. */
    private Count counted(ReadTransaction rx, EwsRequest request, MailFolder folder, Count stored) {
        Mailbox mailbox = request.mailbox();
        Optional<SearchCriteria> criteria =
                SearchCriteria.of(folder).filter(any -> request.rights().full());
        if (criteria.isPresent()) {
            return criteria.get().count(stores.folders(), rx, mailbox, shown(mailbox, ResponseShape.ALL));
        }
        return FolderElementWriter.isOfGroups(folder)
                ? new Count(stored.total() + ImListStore.groupCount(rx, mailbox), stored.unread(), stored.size())
                : stored;
    }

    private static Function<Item, PropertySet> shown(Mailbox mailbox, ResponseShape shape) {
        return item -> StoredItemView.of(mailbox, item, List.of(), null, shape);
    }

    /** A folder and all below it, that one first. */
    public List<MailFolder> tree(ReadTransaction rx, Mailbox mailbox, MailFolder folder) {
        return stores.folders().tree(rx, mailbox, folder);
    }

    /**
     * What a search finds among a folder's items, in its order; without one in the order they came there. The groups of an IM list are few, and found in memory.
     */
    public PagedResult found(
            ReadTransaction rx,
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
                    .found(stores.folders(), rx, mailbox, restriction, order, show);
        }
        if (among != Among.ALL || !FolderElementWriter.isOfGroups(folder)) {
            Statement place = FolderSearch.place(mailbox, folder.key(), among == Among.ASSOCIATED);
            return FolderSearch.in(rx, place, restriction, order, show);
        }
        List<Item> stored = stores.items().list(rx, mailbox, folder.key(), false);
        return PagedResult.Listed.of(
                Stream.concat(groups(rx, mailbox), stored.stream().map(show))
                        .filter(restriction::matches)
                        .sorted(order)
                        .toList());
    }

    private static Stream<PropertySet> groups(ReadTransaction rx, Mailbox mailbox) {
        ImList list = ImListStore.list(rx, mailbox);
        return list.groups().stream().map(group -> ImGroupView.of(mailbox, group, list.contacts()));
    }

    /** The {@code ItemId} that an id of any kind stands for, see {@link OccurrenceIdResolver}. */
    public XmlElement plain(ReadTransaction rx, Mailbox mailbox, XmlElement id) {
        return OccurrenceIdResolver.plain(rx, stores.items(), mailbox, id);
    }

    /** An item or an occurrence; empty where there is none by that id. */
    private Optional<Item> stored(ReadTransaction rx, Mailbox mailbox, StoreId id) {
        if (id.kind() == StoreId.Kind.ITEM) {
            return stores.items().find(rx, mailbox, id.key());
        }
        try {
            return new CalendarItems(stores.items()).occurrence(rx, mailbox, id);
        } catch (MailboxException unknown) {
            return Optional.empty();
        }
    }

    /** One item; empty where there is none by that id. */
    public Optional<PropertySet> item(ReadTransaction rx, EwsRequest request, StoreId id, ResponseShape shape) {
        Mailbox mailbox = request.mailbox();
        return switch (id.kind()) {
            case GROUP ->
                groups(rx, mailbox)
                        .filter(group -> group.texts("item:ItemId").contains(id.text()))
                        .findFirst();
            case ITEM, OCCURRENCE ->
                stored(rx, mailbox, id)
                        .map(new MeetingFacts(rx, mailbox, shape, privacy(request))::whole)
                        .map(item -> request.budget().spend(bytes(item, shape), item))
                        .flatMap(item -> RightsView.one(request.rights(), item, stored(rx, request, item, shape)));
            default -> Optional.empty();
        };
    }

    /** The bytes that a shape shows of an item: attachments are only in its MIME content. */
    private static long bytes(Item item, ResponseShape shape) {
        return shape.mime() || !item.isParent()
                ? item.size()
                : item.content().body().length();
    }

    private static PrivacyRules privacy(EwsRequest request) {
        return new PrivacyRules(request.rights());
    }

    /** All properties of a stored item that a shape may show. */
    public PropertySet stored(ReadTransaction rx, EwsRequest request, Item item, ResponseShape shape) {
        return StoredItemView.of(
                request.mailbox(),
                item,
                item.isParent() ? stores.attachments().of(rx, item) : List.of(),
                shape.mime() ? MimeView.of(rx, stores.attachments(), item, privacy(request)) : null,
                shape);
    }
}
