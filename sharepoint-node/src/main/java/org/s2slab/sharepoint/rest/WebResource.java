package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
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

/** The REST resources of a site collection and of its only web. */
record WebResource(SiteAccess access, SiteStore sites, String host) {
    private static final Pattern ADDRESS = Pattern.compile("(?i)https://([^/?#]+)(/sites/[^/?#]+)?(?:[/?#].*)?");

    static final String PERMISSIONS = "SP.BasePermissions";

    /** What no web of this node has, with the names of the empty sets. */
    private static final Map<String, String> NONE = Map.of(
            "web/webs", "SP.ApiData.Webs",
            "web/getavailablewebtemplates", "SP.ApiData.WebTemplates",
            "web/webinfos", "SP.ApiData.WebInformations",
            "web/getsubwebsfilteredforcurrentuser", "SP.ApiData.WebInformations");

    private static final String SETTINGS = "regional-settings.json";

    void addTo(RestRoutes routes) {
        NONE.forEach((name, set) -> routes.on(name, "GET", SiteRight.READ, (request, visitor) -> none(set)));
        for (String name : List.of("web", "web/firstuniqueancestorsecurableobject")) {
            routes.on(
                    name,
                    "GET",
                    SiteRight.READ,
                    (request, visitor) -> one(request, RestEntityMapper.web(visitor.site(), host)));
        }
        routes.on("web", "MERGE PATCH", SiteRight.FULL_CONTROL, this::change)
                .on(
                        "site",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> one(request, RestEntityMapper.site(visitor.site(), host)))
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

    /** Opens the only web of a site collection by its id. */
    private Future<RestAnswer> open(RestRequest request, SiteCaller visitor) {
        if (!ListResource.guid(argument(request)).equals(visitor.site().id())) {
            throw RestError.noResource(request.path().text());
        }
        return one(request, RestEntityMapper.web(visitor.site(), host));
    }

    private Future<RestAnswer> exists(RestRequest request, SiteCaller visitor) {
        String url = EntityBody.ofFunction(request).text("url").orElseThrow(RestError::argument);
        return siteOf(url, visitor)
                .map(found -> RestAnswer.ofFunction(
                        "Exists",
                        "Edm.Boolean",
                        found.filter(site -> site.url(host).equalsIgnoreCase(withoutSlash(url)))
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
                        .put("vti_x005f_extenderversion", RestEndpoint.VERSION));
    }

    /** The document libraries of a web: no web of this node has one. */
    private Future<RestAnswer> libraries(RestRequest request, SiteCaller visitor) {
        return siteOf(argument(request), visitor)
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
        return siteOf(argument(request), visitor)
                .map(found -> RestAnswer.ofFunction(
                        "GetWebUrlFromPageUrl",
                        "Edm.String",
                        found.orElseThrow(RestError::argument).url(host)));
    }

    /** The site collection of an address on this farm; empty if there is none that the visitor may read. */
    private Future<Optional<Site>> siteOf(String address, SiteCaller visitor) {
        Matcher path = ADDRESS.matcher(address);
        if (!path.matches() || !path.group(1).equalsIgnoreCase(host)) {
            return Future.succeededFuture(Optional.empty());
        }
        return sites.byPath(path.group(2) == null ? "" : path.group(2).toLowerCase(Locale.ROOT))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(found)
                        : access.mayRead(found.get(), visitor).map(may -> found.filter(site -> may)));
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
