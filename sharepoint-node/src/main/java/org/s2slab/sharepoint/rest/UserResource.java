package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
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

/** The REST resources {@code web/siteusers}, {@code web/currentuser} and the function {@code web/ensureuser}. */
record UserResource(SiteStore sites, UserProfileDirectory profiles, EntityCollections collections, String host) {
    static final String SET = "SP.ApiData.Users";

    void addTo(RestRoutes routes) {
        routes.on(
                        "web/currentuser",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> WebResource.one(request, RestEntityMapper.user(visitor)))
                .on(
                        "web/siteusers",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) ->
                                all(visitor.site()).compose(users -> collections.answer(request, SET, users)))
                .on("web/siteusers", "POST", SiteRight.FULL_CONTROL, this::add)
                .on("web/user", "GET", SiteRight.READ, this::one)
                .on("web/user", "MERGE PATCH", SiteRight.FULL_CONTROL, this::change)
                .on("web/user", "DELETE", SiteRight.FULL_CONTROL, this::remove)
                .on("web/user/deleteobject", "POST", SiteRight.FULL_CONTROL, this::remove)
                .on("web/user/removed", "POST", SiteRight.FULL_CONTROL, this::remove)
                .on("web/ensureuser", "POST", SiteRight.WRITE, this::ensure);
        addList(routes);
    }

    private void addList(RestRoutes routes) {
        routes.on(
                        "web/siteuserinfolist",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> all(visitor.site())
                                .compose(users -> WebResource.one(
                                        request, ListEntityMapper.people(visitor.site(), host, users.size()))))
                .on(
                        "web/siteuserinfolist/items",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> listed(visitor)
                                .compose(items -> collections.answer(request, "SP.ListData.UserInfo", items)))
                .on("web/siteuserinfolist/item", "GET", SiteRight.READ, (request, visitor) -> {
                    Predicate<RestEntity> wanted = wanted(request.path().keys().get(0));
                    return listed(visitor)
                            .compose(items -> WebResource.one(
                                    request,
                                    items.stream().filter(wanted).findFirst().orElseThrow(RestError::noItem)));
                });
    }

    /** The items of the list of people. */
    private Future<List<RestEntity>> listed(SiteCaller visitor) {
        return all(visitor.site())
                .map(users -> users.stream().map(RestEntityMapper::person).toList());
    }

    /** The people of a site in the order of their numbers. */
    Future<List<RestEntity>> all(Site site) {
        return sites.users(site).map(users -> entities(site, users));
    }

    private List<RestEntity> entities(Site site, List<SiteUser> users) {
        return users.stream()
                .flatMap(user ->
                        profiles.of(user.upn()).map(profile -> RestEntityMapper.user(site, user, profile)).stream())
                .toList();
    }

    /** The people of a site, also removed ones, and the account of applications, as items show them, by their numbers. */
    Future<Map<Integer, RestEntity>> people(Site site) {
        return sites.everybody(site).map(users -> {
            Map<Integer, RestEntity> people = entities(site, users).stream()
                    .collect(Collectors.toMap(user -> user.properties().getInteger("Id"), RestEntityMapper::person));
            people.put(SiteCaller.APP_ACCOUNT, RestEntityMapper.person(RestEntityMapper.application()));
            return people;
        });
    }

    private Future<RestAnswer> one(RestRequest request, SiteCaller visitor) {
        return found(request, visitor).compose(user -> WebResource.one(request, user));
    }

    private Future<RestEntity> found(RestRequest request, SiteCaller visitor) {
        return found(request.path().keys().get(0), visitor.site());
    }

    Future<RestEntity> found(ResourcePath.Key key, Site site) {
        return all(site).map(users -> pick(users, key));
    }

    /** The person that a key selects. */
    RestEntity pick(List<RestEntity> users, ResourcePath.Key key) {
        return users.stream().filter(wanted(key)).findFirst().orElseThrow(RestError::noUser);
    }

    private Future<RestAnswer> add(RestRequest request, SiteCaller visitor) {
        return added(request, visitor.site())
                .map(user -> RestAnswer.created(user, visitor.site().url(host) + "/_api/" + user.link()));
    }

    /** Gives the person whom a request adds an entry in the site. */
    Future<RestEntity> added(RestRequest request, Site site) {
        EntityBody body = EntityBody.of(request, "SP.User", "SP.User"::equals).with(Set.of("LoginName"));
        return ensured(body.text("LoginName").orElseThrow(RestError::argument), site);
    }

    private Future<RestAnswer> change(RestRequest request, SiteCaller visitor) {
        EntityBody body = EntityBody.of(request, "SP.User", "SP.User"::equals).with(Set.of("Title", "Email"));
        JsonObject changed = new JsonObject();
        body.text("Title").ifPresent(title -> changed.put("Title", ListResource.title(title)));
        body.text("Email").ifPresent(email -> changed.put("Email", email.isBlank() ? "" : ListResource.title(email)));
        return found(request, visitor)
                .compose(user -> sites.change(visitor.site(), user.properties().getInteger("Id"), changed))
                .map(RestAnswer.changed(null));
    }

    /** Removes a person, and the right that the person had. The owner of a site collection stays. */
    private Future<RestAnswer> remove(RestRequest request, SiteCaller visitor) {
        return found(request, visitor)
                .compose(user -> {
                    if (user.properties().getBoolean("IsSiteAdmin")) {
                        throw RestError.argument();
                    }
                    return sites.remove(visitor.site(), user.properties().getInteger("Id"));
                })
                .map(RestAnswer.removed());
    }

    /** What the person with this name may do, with the rights of the person's groups; empty for nothing. */
    Future<Optional<SiteRight>> right(String name, Site site) {
        UserProfile profile = profiles.called(name).orElseThrow(() -> RestError.unknownUser(name));
        return sites.user(site, profile.upn()).map(found -> found.map(SiteUser::right));
    }

    private Predicate<RestEntity> wanted(ResourcePath.Key key) {
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

    /** Gives a person an entry in the site, without any right. */
    private Future<RestAnswer> ensure(RestRequest request, SiteCaller visitor) {
        String name = EntityBody.ofFunction(request).text("logonName").orElseThrow(RestError::argument);
        return ensured(name, visitor.site()).map(RestAnswer::of);
    }

    /** Gives a person an entry in the site, without any right. Throws for a name that nobody has. */
    Future<RestEntity> ensured(String name, Site site) {
        UserProfile profile =
                profiles.called(name).filter(UserProfile::enabled).orElseThrow(() -> RestError.unknownUser(name));
        return sites.ensure(site, profile.upn()).map(user -> RestEntityMapper.user(site, user, profile));
    }
}
