package org.s2slab.sharepoint.rest;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.sharepoint.sites.ListKind;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteAccess;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.SiteStore;
import org.s2slab.sharepoint.sites.WebStore;

/** The REST resources of a site collection and of the called web. */
record WebResource(SiteAccess access, SiteStore sites, WebStore store, String host) {
    private static final Pattern ADDRESS = Pattern.compile("(?i)https://([^/?#]+)((?:/[^?#]*)?)(?:[?#].*)?");
    private static final Pattern MANAGED = Pattern.compile("(?i)(/sites/[^/]+)(?:/.*)?");

    static final String PERMISSIONS = "SP.BasePermissions";

    private static final String OWN_ROLES = "HasUniqueRoleAssignments";

    private static final String SETTINGS = "regional-settings.json";

    void addTo(RestRoutes routes) {
        routes.on("web", "GET", SiteRight.READ, (request, visitor) -> shown(request, visitor.site(), visitor))
                .on(
                        "web/firstuniqueancestorsecurableobject",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> store.withId(
                                        visitor.site().collection(),
                                        visitor.site().scopeId())
                                .compose(web -> shown(request, web.orElseThrow(), visitor)))
                .on(
                        "web/parentweb",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> parent(visitor.site(), visitor)
                                .compose(found -> found.isPresent()
                                        ? one(request, found.get())
                                        : Future.succeededFuture(RestAnswer.done("ParentWeb"))))
                .on(
                        "web/hasuniqueroleassignments",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> Future.succeededFuture(RestAnswer.ofFunction(
                                OWN_ROLES, flag(visitor.site().hasOwnRoles()))))
                .on("web", "MERGE PATCH", SiteRight.FULL_CONTROL, this::change)
                .on("site", "GET", SiteRight.READ, this::site)
                .on("web/allproperties", "GET", SiteRight.READ, (request, visitor) -> one(request, properties()))
                .on("sp.web.getdocumentlibraries", "GET POST", SiteRight.READ, this::libraries)
                .on("web/fields", "GET", SiteRight.READ, this::fields)
                .on("web/availablefields", "GET", SiteRight.READ, this::fields)
                .on("site/openwebbyid", "POST", SiteRight.READ, this::open)
                .on("sp.site.exists", "POST", SiteRight.READ, this::exists)
                .on("sp.web.getweburlfrompageurl", "GET POST", SiteRight.READ, this::webOfPage)
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
        return Future.succeededFuture(RestAnswer.ofFunction(
                "EffectiveBasePermissions",
                new RestEntity(PERMISSIONS, null, null, RoleResource.permissions(visitor.permissions()))));
    }

    static Future<RestAnswer> one(RestRequest request, RestEntity entity) {
        return Future.succeededFuture(RestAnswer.of(entity.only(request.query().onlySelected())));
    }

    static Future<RestAnswer> none(String set) {
        return Future.succeededFuture(RestAnswer.page(set, List.of(), null));
    }

    /** A web with its parent, and with what it shows only if a client selects it. */
    private Future<RestAnswer> shown(RestRequest request, Site web, SiteCaller visitor) {
        return parent(web, visitor)
                .compose(parent -> one(
                        request,
                        RestEntityMapper.web(web, host)
                                .with(Map.of("ParentWeb", parent, OWN_ROLES, Optional.of(flag(web.hasOwnRoles()))))));
    }

    private static RestEntity flag(boolean value) {
        return new RestEntity("Edm.Boolean", null, null, new JsonObject().put("value", value));
    }

    /** The web above a web; empty for a top-level web, and for a caller who may not read it. */
    private Future<Optional<RestEntity>> parent(Site web, SiteCaller visitor) {
        String id = web.parentId();
        return id == null
                ? Future.succeededFuture(Optional.empty())
                : store.withId(web.collection(), id)
                        .compose(found -> readable(found, visitor))
                        .map(found -> found.map(RestEntityMapper::webInformation));
    }

    private Future<Optional<Site>> readable(Optional<Site> web, SiteCaller visitor) {
        return access.readable(web.stream().toList(), visitor)
                .map(found -> found.stream().findFirst());
    }

    /** The site collection. Its top-level web is shown to those who may read it. */
    private Future<RestAnswer> site(RestRequest request, SiteCaller visitor) {
        Site.Collection collection = visitor.site().collection();
        return store.withId(collection, collection.id())
                .compose(top -> readable(top, visitor))
                .compose(top -> one(
                        request,
                        RestEntityMapper.site(collection, host)
                                .with(Map.of("RootWeb", top.map(web -> RestEntityMapper.web(web, host))))));
    }

    /** Opens a web of the site collection by its id. */
    private Future<RestAnswer> open(RestRequest request, SiteCaller visitor) {
        return store.withId(visitor.site().collection(), ListResource.guid(argument(request)))
                .compose(found -> readable(found, visitor))
                .compose(found -> shown(
                        request,
                        found.orElseThrow(
                                () -> RestError.noResource(request.path().text())),
                        visitor));
    }

    private Future<RestAnswer> exists(RestRequest request, SiteCaller visitor) {
        String url = EntityBody.ofFunction(request).text("url").orElseThrow(RestError::argument);
        return webOf(url, visitor)
                .map(found -> RestAnswer.ofFunction(
                        "Exists",
                        "Edm.Boolean",
                        found.filter(web -> web.isTopLevel() && web.url(host).equalsIgnoreCase(withoutSlash(url)))
                                .isPresent()));
    }

    /** The properties that every web has in its property bag; a colon or an underscore is encoded in a name. */
    private static RestEntity properties() {
        return new RestEntity(
                "SP.PropertyValues",
                "Web/AllProperties",
                null,
                new JsonObject()
                        .put("vti_x005f_defaultlanguage", "en-us")
                        .put("vti_x005f_extenderversion", RestResponder.VERSION));
    }

    /** The document libraries of a web: no web of this node has one. */
    private Future<RestAnswer> libraries(RestRequest request, SiteCaller visitor) {
        return webOf(argument(request), visitor)
                .map(found -> found.map(site -> RestAnswer.ofFunction(
                                "GetDocumentLibraries", "SP.DocumentLibraryInformation", List.of()))
                        .orElseThrow(RestError::argument));
    }

    /** The only argument of a function. */
    static String argument(RestRequest request) {
        return request.path().arguments().values().stream()
                .findFirst()
                .orElseThrow(RestError::argument)
                .text();
    }

    private Future<RestAnswer> webOfPage(RestRequest request, SiteCaller visitor) {
        return webOf(argument(request), visitor)
                .map(found -> RestAnswer.ofFunction(
                        "GetWebUrlFromPageUrl",
                        "Edm.String",
                        found.orElseThrow(RestError::argument).url(host)));
    }

    /** The web of an address on this farm: of those that the visitor may read, the nearest one; empty if there is none. */
    private Future<Optional<Site>> webOf(String address, SiteCaller visitor) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches() || !parts.group(1).equalsIgnoreCase(host)) {
            return Future.succeededFuture(Optional.empty());
        }
        String path;
        try {
            path = QueryStringDecoder.decodeComponent(parts.group(2).replace("+", "%2B"));
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(Optional.empty());
        }
        Matcher managed = MANAGED.matcher(path);
        String collection = managed.matches() ? managed.group(1) : "";
        return store.above(withoutSlash(path))
                .compose(webs -> access.readable(
                        webs.stream()
                                .filter(web -> web.collection().path().equalsIgnoreCase(collection))
                                .toList(),
                        visitor))
                .map(webs -> webs.stream().findFirst());
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
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
