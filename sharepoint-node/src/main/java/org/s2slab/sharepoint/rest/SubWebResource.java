package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteAccess;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.WebStore;
import org.s2slab.sharepoint.sites.WebTemplate;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The REST resources of a web's sub-webs: {@code web/webs}, {@code web/webinfos}, and the templates for new ones. */
record SubWebResource(SiteAccess access, WebStore webs, EntityCollections collections, String host, boolean online) {
    private static final String SET = "SP.ApiData.WebInformations";
    private static final String INHERITS = "UseSamePermissionsAsParentSite";
    private static final String UNIQUE = "UseUniquePermissions";

    void addTo(RestRoutes routes) {
        routes.get(
                        "web/webs",
                        (rx, request, visitor) -> beneath(
                                rx, request, visitor, "SP.ApiData.Webs", web -> RestEntityMapper.web(web, host)))
                .get(
                        "web/webinfos",
                        (rx, request, visitor) -> beneath(rx, request, visitor, SET, RestEntityMapper::webInformation))
                .get("web/getsubwebsfilteredforcurrentuser", this::filtered)
                .on("web", "DELETE", SiteRight.FULL_CONTROL, (tx, request, visitor) -> {
                    remove(tx, visitor.site());
                    return RestAnswer.removed();
                })
                .on("web/deleteobject", "POST", SiteRight.FULL_CONTROL, (tx, request, visitor) -> {
                    remove(tx, visitor.site());
                    return RestAnswer.done("DeleteObject");
                })
                .get("web/getavailablewebtemplates", this::templates)
                .on(
                        "web/webs/add",
                        "POST",
                        SiteRight.FULL_CONTROL,
                        (tx, request, visitor) -> RestAnswer.of(RestEntityMapper.web(
                                add(tx, request, visitor, "SP.WebCreationInformation", INHERITS), host)))
                .on(
                        "web/webinfos/add",
                        "POST",
                        SiteRight.FULL_CONTROL,
                        (tx, request, visitor) -> RestAnswer.of(RestEntityMapper.webInformation(
                                add(tx, request, visitor, "SP.WebInfoCreationInformation", UNIQUE))));
    }

    private RestAnswer beneath(
            ReadTransaction rx, RestRequest request, SiteCaller visitor, String set, Function<Site, RestEntity> form) {
        return collections.answer(
                rx, request, set, readable(rx, visitor).map(form).toList());
    }

    private Stream<Site> readable(ReadTransaction rx, SiteCaller visitor) {
        return WebStore.beneath(rx, visitor.site()).stream().filter(web -> access.mayRead(rx, web, visitor));
    }

    /** The sub-webs with this site definition and configuration; -1 stands for any. */
    private RestAnswer filtered(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        String definition = argument(request, "nwebtemplatefilter");
        String configuration = argument(request, "nconfigurationfilter");
        return collections.answer(
                rx,
                request,
                SET,
                readable(rx, visitor)
                        .filter(web -> definition.equals("-1")
                                || definition.equals(
                                        String.valueOf(WebTemplate.id(web).orElse(0))))
                        .filter(web ->
                                configuration.equals("-1") || configuration.equals(String.valueOf(web.configuration())))
                        .map(RestEntityMapper::webInformation)
                        .toList());
    }

    private static String argument(RestRequest request, String name) {
        return Optional.ofNullable(request.path().arguments().get(name))
                .map(ODataLiteral::text)
                .filter(text -> text.matches("-?[0-9]{1,9}"))
                .orElseThrow(RestError::argument);
    }

    /** The templates for new sub-webs; empty for other languages. */
    private RestAnswer templates(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        String language = argument(request, request.path().arguments().containsKey("") ? "" : "lcid");
        return collections.answer(
                rx,
                request,
                "SP.ApiData.WebTemplates",
                language.equals(String.valueOf(RestEntityMapper.ENGLISH))
                        ? WebTemplate.all(online).stream()
                                .map(SubWebResource::entity)
                                .toList()
                        : List.of());
    }

    private static RestEntity entity(WebTemplate template) {
        return new RestEntity(
                "SP.WebTemplate",
                "Web/GetAvailableWebTemplates(1033)/GetByName('" + template.name() + "')",
                null,
                new JsonObject()
                        .put("Description", template.description())
                        .put("DisplayCategory", template.category())
                        .put("Id", template.id())
                        .put("ImageUrl", template.image())
                        .put("IsHidden", template.isHidden())
                        .put("IsRootWebOnly", false)
                        .put("IsSubWebOnly", false)
                        .put("Lcid", RestEntityMapper.ENGLISH)
                        .put("Name", template.name())
                        .put("Title", template.title()));
    }

    /** @param permissions the member about inheritance, whose name and meaning differ between the two requests */
    private Site add(WriteTransaction tx, RestRequest request, SiteCaller visitor, String type, String permissions) {
        EntityBody requested = EntityBody.ofFunction(request)
                .with(Set.of("parameters"))
                .part("parameters", type)
                .orElseThrow(RestError::argument)
                .with(Set.of("Title", "Url", "Description", "Language", "WebTemplate", permissions));
        boolean flag = requested.flag(permissions).orElse(false);
        if (requested.number("Language").orElse(RestEntityMapper.ENGLISH) != RestEntityMapper.ENGLISH) {
            throw RestError.argument();
        }
        var creation = new WebStore.Creation(
                requested.text("Url").orElse(""),
                ListResource.title(requested, ""),
                requested.text("Description").orElse(""),
                WebTemplate.named(requested.text("WebTemplate").orElse(""), online)
                        .orElseThrow(RestError::argument),
                permissions.equals(INHERITS) == flag);
        if (!creation.fits(visitor.site())) {
            throw RestError.argument();
        }
        return webs.add(tx, visitor.site(), creation, visitor.user())
                .orElseThrow(() -> RestError.webExists(creation.path(visitor.site())));
    }

    /**
     * Permanently deletes the web to which the request is sent. A top-level web can only be deleted with its site
     * collection.
     */
    private static void remove(WriteTransaction tx, Site web) {
        if (web.isTopLevel()) {
            throw RestError.topLevel();
        }
        if (!WebStore.remove(tx, web)) {
            throw RestError.hasSubWebs(web.path());
        }
    }
}
