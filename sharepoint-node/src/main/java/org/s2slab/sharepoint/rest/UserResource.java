package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.SiteStore;
import org.s2slab.sharepoint.sites.SiteUser;
import org.s2slab.sharepoint.sites.UserProfile;
import org.s2slab.sharepoint.sites.UserProfileDirectory;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The REST resources {@code web/siteusers}, {@code web/currentuser} and the function {@code web/ensureuser}. */
record UserResource(UserProfileDirectory profiles, EntityCollections collections, String host) {
    static final String SET = "SP.ApiData.Users";

    void addTo(RestRoutes routes) {
        routes.get(
                        "web/currentuser",
                        (rx, request, visitor) -> WebResource.one(request, RestEntityMapper.user(visitor)))
                .get(
                        "web/siteusers",
                        (rx, request, visitor) -> collections.answer(rx, request, SET, all(rx, visitor.site())))
                .on("web/siteusers", "POST", SiteRight.FULL_CONTROL, this::add)
                .get("web/user", (rx, request, visitor) -> WebResource.one(request, found(rx, request, visitor)))
                .on("web/user", "MERGE PATCH", SiteRight.FULL_CONTROL, this::change)
                .on("web/user", "DELETE", SiteRight.FULL_CONTROL, this::remove)
                .on("web/user/deleteobject", "POST", SiteRight.FULL_CONTROL, this::remove)
                .on("web/user/removed", "POST", SiteRight.FULL_CONTROL, this::remove)
                .on("web/ensureuser", "POST", SiteRight.WRITE, this::ensure);
        addList(routes);
    }

    private void addList(RestRoutes routes) {
        routes.get(
                        "web/siteuserinfolist",
                        (rx, request, visitor) -> WebResource.one(
                                request,
                                ListEntityMapper.people(
                                        visitor.site(),
                                        host,
                                        all(rx, visitor.site()).size())))
                .get(
                        "web/siteuserinfolist/items",
                        (rx, request, visitor) ->
                                collections.answer(rx, request, "SP.ListData.UserInfo", listed(rx, visitor)))
                .get("web/siteuserinfolist/item", (rx, request, visitor) -> {
                    Predicate<RestEntity> requested =
                            requested(request.path().keys().get(0));
                    return WebResource.one(
                            request,
                            listed(rx, visitor).stream()
                                    .filter(requested)
                                    .findFirst()
                                    .orElseThrow(RestError::noItem));
                });
    }

    /** The items of the user information list. */
    private List<RestEntity> listed(ReadTransaction rx, SiteCaller visitor) {
        return all(rx, visitor.site()).stream().map(RestEntityMapper::person).toList();
    }

    /** The people of a site in the order of their numbers. */
    List<RestEntity> all(ReadTransaction rx, Site site) {
        return entities(site, SiteStore.users(rx, site));
    }

    private List<RestEntity> entities(Site site, List<SiteUser> users) {
        return users.stream()
                .flatMap(user ->
                        profiles.of(user.upn()).map(profile -> RestEntityMapper.user(site, user, profile)).stream())
                .toList();
    }

    /** The people of a site, also removed people, and the account of applications, as in items, by number. */
    Map<Integer, RestEntity> people(ReadTransaction rx, Site site) {
        Map<Integer, RestEntity> people = entities(site, SiteStore.everybody(rx, site)).stream()
                .collect(Collectors.toMap(user -> user.properties().getInteger("Id"), RestEntityMapper::person));
        people.put(SiteCaller.APP_ACCOUNT, RestEntityMapper.person(RestEntityMapper.application()));
        return people;
    }

    /** The person whom the path of the request names first. */
    RestEntity found(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        return pick(all(rx, visitor.site()), request.path().keys().get(0));
    }

    /** The person that a key selects. */
    RestEntity pick(List<RestEntity> users, ResourcePath.Key key) {
        return users.stream().filter(requested(key)).findFirst().orElseThrow(RestError::noUser);
    }

    private RestAnswer add(WriteTransaction tx, RestRequest request, SiteCaller visitor) {
        RestEntity user = added(tx, request, visitor.site());
        return RestAnswer.created(user, visitor.site().url(host) + "/_api/" + user.link());
    }

    /** Adds the person in the request to the site. */
    RestEntity added(WriteTransaction tx, RestRequest request, Site site) {
        EntityBody body = EntityBody.of(request, "SP.User", "SP.User"::equals).with(Set.of("LoginName"));
        return ensured(tx, body.text("LoginName").orElseThrow(RestError::argument), site);
    }

    private RestAnswer change(WriteTransaction tx, RestRequest request, SiteCaller visitor) {
        EntityBody body = EntityBody.of(request, "SP.User", "SP.User"::equals).with(Set.of("Title", "Email"));
        JsonObject changed = new JsonObject();
        body.text("Title").ifPresent(title -> changed.put("Title", ListResource.title(title)));
        body.text("Email").ifPresent(email -> changed.put("Email", email.isBlank() ? "" : ListResource.title(email)));
        RestEntity user = found(tx, request, visitor);
        SiteStore.change(tx, visitor.site(), user.properties().getInteger("Id"), changed);
        return RestAnswer.changed(null);
    }

    /** Removes a person and the person's right. The owner of a site collection cannot be removed. */
    private RestAnswer remove(WriteTransaction tx, RestRequest request, SiteCaller visitor) {
        JsonObject user = found(tx, request, visitor).properties();
        if (user.getBoolean("IsSiteAdmin")) {
            throw RestError.argument();
        }
        SiteStore.remove(tx, visitor.site(), user.getInteger("Id"));
        return RestAnswer.removed();
    }

    /** The right of the person with this name, including the rights of the person's groups; empty without a right. */
    Optional<SiteRight> right(ReadTransaction rx, String name, Site site) {
        UserProfile profile = profiles.called(name).orElseThrow(() -> RestError.unknownUser(name));
        return SiteStore.user(rx, site, profile.upn()).map(SiteUser::right);
    }

    private Predicate<RestEntity> requested(ResourcePath.Key key) {
        String value = key.value().text();
        if (key.by().equals("id") || key.value().kind() == ODataLiteral.Kind.NUMBER) {
            return user -> String.valueOf(user.properties().getValue("Id")).equals(value);
        }
        if (key.by().equals("email")) {
            return user ->
                    !value.isEmpty() && value.equalsIgnoreCase(user.properties().getString("Email"));
        }
        Optional<String> login = profiles.called(value).map(UserProfile::loginName);
        return user ->
                login.filter(user.properties().getString("LoginName")::equals).isPresent();
    }

    /** Adds a person to the site, without any right. */
    private RestAnswer ensure(WriteTransaction tx, RestRequest request, SiteCaller visitor) {
        String name = EntityBody.ofFunction(request).text("logonName").orElseThrow(RestError::argument);
        return RestAnswer.of(ensured(tx, name, visitor.site()));
    }

    /** Adds a person to the site, without any right. Throws if nobody has this name. */
    RestEntity ensured(WriteTransaction tx, String name, Site site) {
        UserProfile profile =
                profiles.called(name).filter(UserProfile::enabled).orElseThrow(() -> RestError.unknownUser(name));
        return RestEntityMapper.user(site, SiteStore.ensure(tx, site, profile.upn()), profile);
    }
}
