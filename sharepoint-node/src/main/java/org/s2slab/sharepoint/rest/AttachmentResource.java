package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.sharepoint.sites.AttachedFile;
import org.s2slab.sharepoint.sites.AttachedFileStore;
import org.s2slab.sharepoint.sites.ListItem;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.WebList;

/**
 * The REST resource {@code AttachmentFiles} of an item ([MS-CSOMSPT], SP.AttachmentCollection): the files attached to it.
 * The bytes of a file are the body of a request or a response.
 *
 * @param online whether it is SharePoint Online, which permits more names
 */
record AttachmentResource(AttachedFileStore store, ItemResource items, boolean online) {
    private static final String ONE = "web/list/item/attachment";

    /** What nobody may write into names: at SharePoint Online, and what else at a farm. */
    private static final String FORBIDDEN = "\"*:<>?/\\|";

    private static final String FORBIDDEN_AT_FARMS = "#%&{}~";

    /** What is done with the file that a path names, which may not exist. */
    private interface Work {
        Future<RestAnswer> with(RestRequest request, SiteCaller visitor, AttachedFile file);
    }

    void addTo(RestRoutes routes) {
        routes.on("web/list/item/attachmentfiles", "GET", SiteRight.READ, items.on(this::all));
        for (String add : List.of("add", "addusingpath")) {
            routes.on("web/list/item/attachmentfiles/" + add, "POST", SiteRight.WRITE, items.on(this::add));
        }
        routes.on(ONE, "GET", SiteRight.READ, on(this::one))
                .on(ONE + "/$value", "GET", SiteRight.READ, on(this::content))
                .on(ONE + "/$value", "PUT", SiteRight.WRITE, on(this::replace))
                .on(
                        ONE,
                        "DELETE",
                        SiteRight.WRITE,
                        on((request, visitor, file) -> remove(file, visitor).map(RestAnswer.removed())))
                .on(
                        ONE + "/deleteobject",
                        "POST DELETE",
                        SiteRight.WRITE,
                        on((request, visitor, file) -> remove(file, visitor).map(RestAnswer.done("DeleteObject"))))
                .on(
                        ONE + "/recycleobject",
                        "POST DELETE",
                        SiteRight.WRITE,
                        on((request, visitor, file) -> store.recycle(file, visitor.number())
                                .map(AttachmentResource::found)
                                .map(RestAnswer.done("RecycleObject"))));
    }

    /** Finds the item. A file has no ETag of its own, so a change needs no IF-MATCH, and only {@code *} matches. */
    private RestRoutes.Handler on(Work work) {
        return items.on((request, visitor, list, item) -> {
            String match = request.header("IF-MATCH");
            if (!request.reads() && match != null && !match.equals("*")) {
                throw RestError.stale(match, "");
            }
            String name = request.path().keys().get(2).value().text();
            return work.with(request, visitor, new AttachedFile(list, item, name));
        });
    }

    /** The files of some items as entities, by the number of the item. */
    static Future<Map<Integer, List<RestEntity>>> of(
            AttachedFileStore store, WebList list, List<ListItem> all, SiteCaller visitor) {
        return store.names(list, all.stream().map(ListItem::number).toList())
                .map(names -> all.stream()
                        .collect(Collectors.toMap(
                                ListItem::number,
                                item -> names.getOrDefault(String.valueOf(item.number()), List.of()).stream()
                                        .map(name -> entity(new AttachedFile(list, item, name), visitor))
                                        .toList())));
    }

    static RestEntity entity(AttachedFile file, SiteCaller visitor) {
        String address = file.address(visitor.site().path());
        return new RestEntity(
                "SP.Attachment",
                RestEntityMapper.link(file.list()) + "/Items(" + file.item().number() + ")/AttachmentFiles('"
                        + file.name().replace("'", "''") + "')",
                null,
                new JsonObject()
                        .put("FileName", file.name())
                        .put("FileNameAsPath", RestEntityMapper.path(file.name()))
                        .put("ServerRelativePath", RestEntityMapper.path(address))
                        .put("ServerRelativeUrl", address));
    }

    private Future<RestAnswer> all(RestRequest request, SiteCaller visitor, WebList list, ListItem item) {
        return of(store, list, List.of(item), visitor)
                .compose(all -> items.lists()
                        .collections()
                        .answer(request, "SP.ApiData.Attachments", all.getOrDefault(item.number(), List.of())));
    }

    private Future<RestAnswer> one(RestRequest request, SiteCaller visitor, AttachedFile file) {
        return of(store, file.list(), List.of(file.item()), visitor)
                .compose(all -> WebResource.one(
                        request,
                        all.getOrDefault(file.item().number(), List.of()).stream()
                                .filter(one ->
                                        one.properties().getString("FileName").equalsIgnoreCase(file.name()))
                                .findFirst()
                                .orElseThrow(FileError::missing)));
    }

    private Future<RestAnswer> content(RestRequest request, SiteCaller visitor, AttachedFile file) {
        return store.content(file)
                .map(content -> RestAnswer.ofFile(file.name(), content.orElseThrow(FileError::missing)));
    }

    private Future<RestAnswer> add(RestRequest request, SiteCaller visitor, WebList list, ListItem item) {
        String name = Stream.of("filename", "decodedurl")
                .map(request.path().arguments()::get)
                .filter(Objects::nonNull)
                .map(ODataLiteral::text)
                .findFirst()
                .orElseThrow(RestError::argument);
        AttachedFile file = new AttachedFile(list, item, name);
        check(name, file.address(visitor.site().path()));
        if (!list.settings().attachments()) {
            throw RestError.noField("Attachments");
        }
        return store.add(file, bytes(request), visitor.number()).map(done -> {
            if (!done) {
                throw FileError.exists();
            }
            return RestAnswer.of(entity(file, visitor).only(request.query()));
        });
    }

    private Future<RestAnswer> replace(RestRequest request, SiteCaller visitor, AttachedFile file) {
        return store.replace(file, bytes(request), visitor.number())
                .map(AttachmentResource::found)
                .map(RestAnswer.changed(null));
    }

    private Future<?> remove(AttachedFile file, SiteCaller visitor) {
        return store.remove(file, visitor.number()).map(AttachmentResource::found);
    }

    private static boolean found(boolean done) {
        if (!done) {
            throw FileError.missing();
        }
        return true;
    }

    private static Buffer bytes(RestRequest request) {
        Buffer body = request.body();
        if (body == null || body.length() == 0) {
            throw FileError.empty();
        }
        return body;
    }

    /** Refuses names that the product refuses, among them those that could be another path. */
    private void check(String name, String address) {
        String forbidden = online ? FORBIDDEN : FORBIDDEN + FORBIDDEN_AT_FARMS;
        if (name.isBlank()
                || !name.equals(name.strip())
                || name.startsWith(".")
                || name.endsWith(".")
                || (!online && name.contains(".."))
                || name.chars().anyMatch(one -> Character.isISOControl(one) || forbidden.indexOf(one) >= 0)) {
            throw FileError.name(name);
        }
        int longestPath = online ? 400 : 260;
        int longest = online ? 255 : 128;
        // The path of an address begins behind its slash.
        if (name.length() > longest || address.length() - 1 > longestPath) {
            throw FileError.nameTooLong(longestPath, longest);
        }
    }
}
