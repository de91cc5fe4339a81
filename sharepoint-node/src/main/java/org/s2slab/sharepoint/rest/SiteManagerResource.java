package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.s2slab.identity.PrincipalId;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.sites.AppPermissions;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.SiteStore;
import org.s2slab.sharepoint.sites.UserProfile;
import org.s2slab.sharepoint.sites.UserProfileDirectory;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.HopDetail.Finding;

/** REST resources of SharePoint Online only: {@code SPSiteManager} for new site collections, and tenant values. */
record SiteManagerResource(SiteStore sites, UserProfileDirectory profiles, String host) {
    private static final String NO_ID = "00000000-0000-0000-0000-000000000000";
    private static final Pattern PATH = Pattern.compile("/sites/[a-z0-9][a-z0-9._-]{0,127}");

    /** The templates of communication sites, and of team sites without a group. */
    private static final Set<String> TEMPLATES = Set.of("SITEPAGEPUBLISHING#0", "STS#3");

    /** The properties that the lab does not store. They must be empty. */
    private static final Set<String> EMPTY =
            Set.of("Classification", "SiteDesignId", "WebTemplateExtensionId", "HubSiteId", "SensitivityLabel");

    private static final Set<String> OTHERS =
            Set.of("Title", "Url", "Lcid", "ShareByEmailEnabled", "Description", "WebTemplate", "Owner");

    void addTo(RestRoutes routes) {
        routes.on("spsitemanager/create", "POST", SiteRight.FULL_CONTROL, this::create)
                .get("web/getstorageentity", (rx, request, visitor) -> {
                    WebResource.argument(request); // There are no values, because the lab has no app catalog.
                    return RestAnswer.done("GetStorageEntity");
                });
    }

    private RestAnswer create(WriteTransaction tx, RestRequest request, SiteCaller visitor) {
        EntityBody requested = EntityBody.ofFunction(request)
                .part("request", "Microsoft.SharePoint.Portal.SPSiteCreationRequest")
                .orElseThrow(RestError::argument);
        check(requested);
        String path = path(requested.text("Url").orElse(""));
        String title = ListResource.title(requested, "");
        String template = requested.text("WebTemplate").orElse("STS#3");
        String owner = owner(requested, visitor);
        requireEverything(tx, visitor);
        return created(sites.add(
                        tx,
                        "",
                        path,
                        title,
                        template,
                        owner,
                        requested.text("Description").orElse(""))
                .orElseThrow(RestError::argument));
    }

    /** Refuses an application with grants for single site collections, because none covers a new one. */
    private static void requireEverything(ReadTransaction rx, SiteCaller visitor) {
        PrincipalId application = visitor.caller().registered();
        if (application != null && !AppPermissions.hasEverything(rx, application, visitor.profile() == null)) {
            throw new Refusal(
                    RefusalCode.ACCESS_DENIED,
                    "I6",
                    Finding.of(
                            "application " + application + " may not act at every site collection",
                            "FullControl with the scope SiteSubscription"));
        }
    }

    private static void check(EntityBody requested) {
        for (String name : requested.members().fieldNames()) {
            boolean empty = EMPTY.contains(name)
                    && requested
                            .text(name)
                            .map(text -> text.isEmpty() || text.equals(NO_ID))
                            .orElse(true);
            if (!empty && !OTHERS.contains(name)) {
                throw EMPTY.contains(name) ? RestError.argument() : requested.noProperty(name);
            }
        }
        if (requested.flag("ShareByEmailEnabled").orElse(false)
                || requested.number("Lcid").orElse(RestEntityMapper.ENGLISH) != RestEntityMapper.ENGLISH
                || !TEMPLATES.contains(requested.text("WebTemplate").orElse("STS#3"))) {
            throw RestError.argument();
        }
    }

    private String path(String url) {
        String start = "https://" + host;
        String path = url.regionMatches(true, 0, start, 0, start.length())
                ? url.substring(start.length()).toLowerCase(Locale.ROOT)
                : "";
        if (!PATH.matcher(path).matches()) {
            throw RestError.argument();
        }
        return path;
    }

    /** The owner of a new site: the caller, or the person whom the request names, as an application must. */
    private String owner(EntityBody requested, SiteCaller visitor) {
        Optional<UserProfile> named = requested
                .text("Owner")
                .filter(name -> !name.isEmpty())
                .map(name -> profiles.called(name)
                        .filter(UserProfile::enabled)
                        .orElseThrow(() -> RestError.unknownUser(name)));
        return named.or(() -> Optional.ofNullable(visitor.profile()))
                .orElseThrow(RestError::argument)
                .upn();
    }

    private RestAnswer created(Site site) {
        JsonObject shown =
                new JsonObject().put("SiteId", site.id()).put("SiteStatus", 2).put("SiteUrl", site.url(host));
        return RestAnswer.ofFunction(
                "Create", new RestEntity("Microsoft.SharePoint.Portal.SPSiteCreationResponse", null, null, shown));
    }
}
