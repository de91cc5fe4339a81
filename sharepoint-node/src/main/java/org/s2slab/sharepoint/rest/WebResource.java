package org.s2slab.sharepoint.rest;

import io.netty.handler.codec.http.QueryStringDecoder;
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
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The REST resources of a site collection and of the called web. */
record WebResource(SiteAccess access, String host) {
    private static final Pattern ADDRESS = Pattern.compile("(?i)https://([^/?#]+)((?:/[^?#]*)?)(?:[?#].*)?");
    private static final Pattern MANAGED = Pattern.compile("(?i)(/sites/[^/]+)(?:/.*)?");

    static final String PERMISSIONS = "SP.BasePermissions";

    private static final String OWN_ROLES = "HasUniqueRoleAssignments";

    private static final String SETTINGS = "regional-settings.json";

    void addTo(RestRoutes routes) {
        routes.get("web", (rx, request, visitor) -> shown(rx, request, visitor.site(), visitor))
                .get("web/firstuniqueancestorsecurableobject", this::ancestor)
                .get(
                        "web/parentweb",
                        (rx, request, visitor) -> parent(rx, visitor.site(), visitor)
                                .map(found -> one(request, found))
                                .orElse(RestAnswer.done("ParentWeb")))
                .get(
                        "web/hasuniqueroleassignments",
                        (rx, request, visitor) -> RestAnswer.ofFunction(
                                OWN_ROLES, flag(visitor.site().hasOwnRoles())))
                .on("web", "MERGE PATCH", SiteRight.FULL_CONTROL, this::change)
                .get("site", this::site)
                .get("web/allproperties", (rx, request, visitor) -> one(request, properties()))
                .get("sp.web.getdocumentlibraries", this::libraries)
                .ask("sp.web.getdocumentlibraries", this::libraries)
                .get("web/fields", WebResource::fields)
                .get("web/availablefields", WebResource::fields)
                .ask("site/openwebbyid", this::open)
                .ask("sp.site.exists", this::exists)
                .get("sp.web.getweburlfrompageurl", this::webOfPage)
                .ask("sp.web.getweburlfrompageurl", this::webOfPage)
                .get("web/regionalsettings", (rx, request, visitor) -> one(request, regionalSettings()))
                .get("web/effectivebasepermissions", WebResource::permissions)
                .get("web/list/effectivebasepermissions", WebResource::permissions);
    }

    /** The rights of the visitor, which are the same for the web and all its content. */
    static RestAnswer permissions(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        return RestAnswer.ofFunction(
                "EffectiveBasePermissions",
                new RestEntity(PERMISSIONS, null, null, RoleResource.permissions(visitor.permissions())));
    }

    static RestAnswer one(RestRequest request, RestEntity entity) {
        return RestAnswer.of(entity.only(request.query().onlySelected()));
    }

    static RestAnswer none(String set) {
        return RestAnswer.page(set, List.of(), null);
    }

    private RestAnswer ancestor(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        Site web = visitor.site();
        return shown(
                rx,
                request,
                WebStore.withId(rx, web.collection(), web.scopeId()).orElseThrow(),
                visitor);
    }

    /** A web with its parent, and with properties that it shows only if a client selects them. */
    private RestAnswer shown(ReadTransaction rx, RestRequest request, Site web, SiteCaller visitor) {
        return one(
                request,
                RestEntityMapper.web(web, host)
                        .with(Map.of(
                                "ParentWeb",
                                parent(rx, web, visitor),
                                OWN_ROLES,
                                Optional.of(flag(web.hasOwnRoles())))));
    }

    private static RestEntity flag(boolean value) {
        return new RestEntity("Edm.Boolean", null, null, new JsonObject().put("value", value));
    }

    /** The parent of a web; empty for a top-level web, and for a caller who may not read the parent. */
    private Optional<RestEntity> parent(ReadTransaction rx, Site web, SiteCaller visitor) {
        return Optional.ofNullable(web.parentId())
                .flatMap(id -> readable(rx, web.collection(), id, visitor))
                .map(RestEntityMapper::webInformation);
    }

    private Optional<Site> readable(ReadTransaction rx, Site.Collection collection, String id, SiteCaller visitor) {
        return WebStore.withId(rx, collection, id).filter(web -> access.mayRead(rx, web, visitor));
    }

    /** The site collection. The response contains the top-level web if the caller may read the top-level web. */
    private RestAnswer site(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        Site.Collection collection = visitor.site().collection();
        Optional<RestEntity> top =
                readable(rx, collection, collection.id(), visitor).map(web -> RestEntityMapper.web(web, host));
        return one(request, RestEntityMapper.site(collection, host).with(Map.of("RootWeb", top)));
    }

    /** Opens a web of the site collection by its id. */
    private RestAnswer open(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        Site web = readable(rx, visitor.site().collection(), ListResource.guid(argument(request)), visitor)
                .orElseThrow(() -> RestError.noResource(request.path().text()));
        return shown(rx, request, web, visitor);
    }

    private RestAnswer exists(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        String url = EntityBody.ofFunction(request).text("url").orElseThrow(RestError::argument);
        return RestAnswer.ofFunction(
                "Exists",
                "Edm.Boolean",
                webOf(rx, url, visitor)
                        .filter(web -> web.isTopLevel() && web.url(host).equalsIgnoreCase(withoutSlash(url)))
                        .isPresent());
    }

    /** The properties in the property bag of every web; colons and underscores in their names are encoded. */
    private static RestEntity properties() {
        return new RestEntity(
                "SP.PropertyValues",
                "Web/AllProperties",
                null,
                new JsonObject()
                        .put("vti_x005f_defaultlanguage", "en-us")
                        .put("vti_x005f_extenderversion", RestResponder.VERSION));
    }

    /** The document libraries of a web, an empty set: no web of this node has a library. */
    private RestAnswer libraries(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        if (webOf(rx, argument(request), visitor).isEmpty()) {
            throw RestError.argument();
        }
        return RestAnswer.ofFunction("GetDocumentLibraries", "SP.DocumentLibraryInformation", List.of());
    }

    /** The only argument of a function. */
    static String argument(RestRequest request) {
        return request.path().arguments().values().stream()
                .findFirst()
                .orElseThrow(RestError::argument)
                .text();
    }

    private RestAnswer webOfPage(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        Site web = webOf(rx, argument(request), visitor).orElseThrow(RestError::argument);
        return RestAnswer.ofFunction("GetWebUrlFromPageUrl", "Edm.String", web.url(host));
    }

    /**
     * The nearest web that contains an address on this farm and that the caller may read; empty if there is no such
     * web.
     */
    private Optional<Site> webOf(ReadTransaction rx, String address, SiteCaller visitor) {
        Matcher parts = ADDRESS.matcher(address);
        Optional<String> webApplication =
                parts.matches() ? access.webApplication(rx, parts.group(1)) : Optional.empty();
        if (webApplication.isEmpty()) {
            return Optional.empty();
        }
        String path;
        try {
            path = QueryStringDecoder.decodeComponent(parts.group(2).replace("+", "%2B"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        Matcher managed = MANAGED.matcher(path);
        String collection = managed.matches() ? managed.group(1) : "";
        return WebStore.above(rx, webApplication.get(), withoutSlash(path)).stream()
                .filter(web -> web.collection().path().equalsIgnoreCase(collection))
                .filter(web -> access.mayRead(rx, web, visitor))
                .findFirst();
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private RestAnswer change(WriteTransaction tx, RestRequest request, SiteCaller visitor) {
        EntityBody body = EntityBody.of(request, "SP.Web", "SP.Web"::equals).with(Set.of("Title", "Description"));
        Site web = visitor.site();
        String title = ListResource.title(body, web.title());
        SiteStore.describe(tx, web, title, body.text("Description").orElse(web.description()));
        return RestAnswer.changed(null);
    }

    private static RestAnswer fields(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        ODataQuery query = request.query().onlySelected();
        return RestAnswer.page(
                "SP.ApiData.Fields",
                ListKind.CUSTOM.fields().stream()
                        .map(field -> RestEntityMapper.field("Web", field).only(query))
                        .toList(),
                null);
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
