package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.s2slab.sharepoint.sites.ListKind;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.SiteStore;

/** The REST resources of a site collection and of its only web. */
record WebResource(SiteStore sites, String host) {
    private static final String SETTINGS = "regional-settings.json";

    void addTo(RestRoutes routes) {
        routes.on(
                        "web",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> one(request, RestEntityMapper.web(visitor.site(), host)))
                .on("web", "MERGE PATCH", SiteRight.FULL_CONTROL, this::change)
                .on(
                        "site",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> one(request, RestEntityMapper.site(visitor.site(), host)))
                .on("web/webs", "GET", SiteRight.READ, (request, visitor) -> none("SP.ApiData.Webs"))
                .on("web/sitegroups", "GET", SiteRight.READ, (request, visitor) -> none("SP.ApiData.Groups"))
                .on("web/fields", "GET", SiteRight.READ, this::fields)
                .on(
                        "web/regionalsettings",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> one(request, regionalSettings()))
                .on("web/effectivebasepermissions", "GET", SiteRight.READ, WebResource::permissions)
                .on("web/list/effectivebasepermissions", "GET", SiteRight.READ, WebResource::permissions);
    }

    /** The rights of the visitor, which are the same for the web and everything in it. */
    static Future<RestAnswer> permissions(RestRequest request, SiteCaller visitor) {
        long mask = visitor.permissions();
        JsonObject shown = new JsonObject()
                .put("High", String.valueOf(mask >>> Integer.SIZE))
                .put("Low", String.valueOf(mask & 0xFFFF_FFFFL));
        return Future.succeededFuture(RestAnswer.ofFunction(
                "EffectiveBasePermissions", new RestEntity("SP.BasePermissions", null, null, shown)));
    }

    static Future<RestAnswer> one(RestRequest request, RestEntity entity) {
        return Future.succeededFuture(RestAnswer.of(entity.only(request.query().onlySelected())));
    }

    private static Future<RestAnswer> none(String set) {
        return Future.succeededFuture(RestAnswer.page(set, List.of(), null));
    }

    private Future<RestAnswer> change(RestRequest request, SiteCaller visitor) {
        EntityBody body = EntityBody.of(request, "SP.Web", "SP.Web"::equals).with(Set.of("Title", "Description"));
        String title = ListResource.title(body, visitor.site().title());
        return sites.describe(
                        visitor.site(),
                        title,
                        body.text("Description").orElse(visitor.site().description()))
                .map(RestAnswer.changed(null));
    }

    private Future<RestAnswer> fields(RestRequest request, SiteCaller visitor) {
        ODataQuery query = request.query().onlySelected();
        return Future.succeededFuture(RestAnswer.page(
                "SP.ApiData.Fields",
                ListKind.CUSTOM.fields().stream()
                        .map(field -> RestEntityMapper.field("Web", field).only(query))
                        .toList(),
                null));
    }

    private static RestEntity regionalSettings() {
        try (InputStream settings = WebResource.class.getResourceAsStream(SETTINGS)) {
            if (settings == null) {
                throw new IllegalStateException(SETTINGS + " is missing");
            }
            String text = new String(settings.readAllBytes(), StandardCharsets.UTF_8);
            return new RestEntity("SP.RegionalSettings", "Web/RegionalSettings", null, new JsonObject(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
