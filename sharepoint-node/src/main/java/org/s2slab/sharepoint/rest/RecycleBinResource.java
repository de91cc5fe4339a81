package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.s2slab.sharepoint.sites.RecycleBinStore;
import org.s2slab.sharepoint.sites.RecycleBinStore.Deleted;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;

/** The REST resource {@code web/recyclebin}: deleted lists, items and attachments, which can be restored. */
record RecycleBinResource(RecycleBinStore recycled, EntityCollections collections) {
    /** What is done with a deleted object after it was found. */
    private interface Work {
        Future<RestAnswer> with(RestRequest request, Deleted deleted);
    }

    void addTo(RestRoutes routes) {
        routes.on(
                        "web/recyclebin",
                        "GET",
                        SiteRight.WRITE,
                        (request, visitor) -> recycled.all(visitor.site())
                                .compose(all -> collections.answer(
                                        request,
                                        "SP.ApiData.RecycleBinItems",
                                        all.stream()
                                                .map(RecycleBinResource::entity)
                                                .toList())))
                .on(
                        "web/deleted",
                        "GET",
                        SiteRight.WRITE,
                        on((request, deleted) -> WebResource.one(request, entity(deleted))))
                .on(
                        "web/deleted/restore",
                        "POST",
                        SiteRight.MANAGE,
                        on((request, deleted) -> recycled.restore(deleted).map(done -> {
                            if (!done) {
                                throw deleted.kind() == RecycleBinStore.Kind.LIST
                                        ? RestError.listExists()
                                        : FileError.exists();
                            }
                            return RestAnswer.done("Restore");
                        })))
                .on(
                        "web/deleted/deleteobject",
                        "POST",
                        SiteRight.MANAGE,
                        on((request, deleted) -> recycled.remove(deleted).map(RestAnswer.done("DeleteObject"))));
    }

    private RestRoutes.Handler on(Work work) {
        return (RestRequest request, SiteCaller visitor) -> recycled.withId(
                        visitor.site(),
                        ListResource.guid(request.path().keys().get(0).value().text()))
                .compose(found -> work.with(request, found.orElseThrow(RestError::noItem)));
    }

    private static RestEntity entity(Deleted deleted) {
        return new RestEntity(
                "SP.RecycleBinItem",
                "Web/RecycleBin(guid'" + deleted.id() + "')",
                null,
                new JsonObject()
                        .put("Id", deleted.id())
                        .put("Title", deleted.title())
                        .put("ItemType", type(deleted.kind()))
                        .put("ItemState", 1)
                        .put("DeletedDate", RestEntityMapper.time(deleted.at()))
                        .put("DirName", deleted.list()));
    }

    /** The numbers of SharePoint's enumeration RecycleBinItemType. */
    private static int type(RecycleBinStore.Kind kind) {
        return switch (kind) {
            case ITEM -> 3;
            case LIST -> 4;
            case ATTACHMENT -> 7;
        };
    }
}
