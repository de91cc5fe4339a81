package org.s2slab.exchange.search;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ElementJson;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.mailbox.FolderCounts.Count;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.s2slab.exchange.values.IdView;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.exchange.values.PropertySet;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;

/**
 * What a search folder shows: the items in other folders that meet a restriction (MS-OXWSSRCH, MS-OXWSFOLD).
 *
 * @param parameters {@code SearchParameters}; its folder ids are keys of the store
 */
public record SearchCriteria(XmlElement parameters) {
    private static final String BASES = "BaseFolderIds";

    private static XmlElement folder(String key) {
        return t("FolderId", "").with("Id", key);
    }

    /**
     * Reads the {@code SearchParameters} of a request.
     *
     * @throws EwsError ErrorQueryFilterTooLong, or what is wrong with a restriction or an id
     */
    public static SearchCriteria read(XmlElement given, Mailbox mailbox) {
        List<XmlElement> bases = given.childrenOf(BASES).stream()
                .map(id -> folder(FolderIdResolver.key(id, mailbox)))
                .toList();
        XmlElement whole = t(
                "SearchParameters",
                Stream.concat(given.child("Restriction").stream(), Stream.of(t(BASES, bases)))
                        .toList());
        SearchCriteria criteria = new SearchCriteria(whole.with("Traversal", given.attribute("Traversal", "Shallow")));
        try {
            criteria.restriction();
        } catch (EwsError error) {
            throw error.code() == ResponseCode.ErrorRestrictionTooLong
                    ? new EwsError(ResponseCode.ErrorQueryFilterTooLong)
                    : error;
        }
        return criteria;
    }

    /** Whether a folder is a search folder. */
    public static boolean isSearch(MailFolder folder) {
        return folder.search() != null;
    }

    /** Requires that a folder holds items or folders itself. */
    public static MailFolder requireHolds(MailFolder folder) {
        ResponseCode.ErrorInvalidFolderTypeForOperation.throwIf(isSearch(folder));
        return folder;
    }

    /** The criteria of a search folder; empty where nobody has set them. */
    public static Optional<SearchCriteria> of(MailFolder folder) {
        return Optional.ofNullable(folder.search())
                .filter(json -> !json.isEmpty())
                .map(json -> new SearchCriteria(ElementJson.read(json).get(0)));
    }

    /** As the store keeps them. */
    public String stored() {
        return ElementJson.write(List.of(parameters));
    }

    private Restriction restriction() {
        return Restriction.of(parameters.child("Restriction"));
    }

    /** What it finds that meets another restriction as well. */
    public Future<PagedResult> found(
            FolderStore folders,
            SqlClient client,
            Mailbox mailbox,
            Restriction more,
            SortOrder order,
            Function<Item, PropertySet> show) {
        return place(folders, client, mailbox)
                .compose(place -> FolderSearch.in(client, place, restriction().and(more), order, show));
    }

    /** How many items it finds, and how many of them are unread. Nothing lies in it. */
    public Future<Count> count(
            FolderStore folders, SqlClient client, Mailbox mailbox, Function<Item, PropertySet> show) {
        Restriction unread =
                Restriction.comparison(PropertyPath.of("message:IsRead"), "=", "false", order -> order == 0);
        SortOrder unsorted = SortOrder.of(List.of());
        return found(folders, client, mailbox, Restriction.NONE, unsorted, show)
                .compose(PagedResult::total)
                .compose(total -> found(folders, client, mailbox, unread, unsorted, show)
                        .compose(PagedResult::total)
                        .map(rest -> new Count(total, rest, 0)));
    }

    /**
     * Where it looks: the folders, with all below them where it looks deep. Fails with FOLDER_UNKNOWN, and with
     * ErrorCannotSpecifySearchFolderAsSourceFolder.
     */
    public Future<Statement> place(FolderStore folders, SqlClient client, Mailbox mailbox) {
        boolean deep = parameters.attribute("Traversal", "").equals("Deep");
        List<XmlElement> bases = parameters.childrenOf(BASES);
        return WorkSequence.list(
                        bases,
                        base -> folders.get(client, mailbox, base.attribute("Id", ""))
                                .compose(folder -> {
                                    ResponseCode.ErrorCannotSpecifySearchFolderAsSourceFolder.throwIf(isSearch(folder));
                                    return deep
                                            ? folders.tree(client, mailbox, folder)
                                            : Future.succeededFuture(List.of(folder));
                                }))
                .map(found -> FolderSearch.place(
                        mailbox,
                        found.stream()
                                .flatMap(List::stream)
                                .map(MailFolder::key)
                                .distinct()
                                .toList()));
    }

    /** {@code SearchParameters} as responses show them. */
    public XmlElement shown(Mailbox mailbox) {
        return parameters.withChildren(parameters.children().stream()
                .map(part -> !part.name().equals(BASES)
                        ? part
                        : part.withChildren(part.children().stream()
                                .map(base -> IdView.ofFolder(mailbox.id(), base.attribute("Id", ""))
                                        .element("FolderId"))
                                .toList()))
                .toList());
    }
}
