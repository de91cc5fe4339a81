package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.SiteStore;
import org.s2slab.sharepoint.sites.UserProfile;
import org.s2slab.sharepoint.sites.UserProfileDirectory;

/** The REST resources {@code web/siteusers}, {@code web/currentuser} and the function {@code web/ensureuser}. */
record UserResource(SiteStore sites, UserProfileDirectory profiles, EntityCollections collections) {
    private static final String SET = "SP.ApiData.Users";

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
                .on("web/user", "GET", SiteRight.READ, this::one)
                .on("web/ensureuser", "POST", SiteRight.WRITE, this::ensure);
    }

    /** The people of a site in the order of their numbers. */
    private Future<List<RestEntity>> all(Site site) {
        return sites.users(site)
                .map(users -> users.stream()
                        .flatMap(
                                user -> profiles
                                        .of(user.upn())
                                        .map(profile -> RestEntityMapper.user(site, user.number(), profile))
                                        .stream())
                        .toList());
    }

    /** The people of a site and the account of applications, as items show them, by their numbers. */
    Future<Map<Integer, RestEntity>> people(Site site) {
        return all(site).map(users -> {
            Map<Integer, RestEntity> people = users.stream()
                    .collect(Collectors.toMap(user -> user.properties().getInteger("Id"), RestEntityMapper::person));
            people.put(SiteCaller.APP_ACCOUNT, RestEntityMapper.person(RestEntityMapper.application()));
            return people;
        });
    }

    private Future<RestAnswer> one(RestRequest request, SiteCaller visitor) {
        ResourcePath.Key key = request.path().keys().get(0);
        Predicate<RestEntity> wanted = wanted(key);
        return all(visitor.site())
                .map(users -> users.stream().filter(wanted).findFirst().orElseThrow(RestError::noUser))
                .compose(user -> WebResource.one(request, user));
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
        UserProfile profile =
                profiles.called(name).filter(UserProfile::enabled).orElseThrow(() -> RestError.unknownUser(name));
        return sites.ensure(visitor.site(), profile.upn())
                .map(user -> RestAnswer.of(RestEntityMapper.user(visitor.site(), user.number(), profile)));
    }
}
