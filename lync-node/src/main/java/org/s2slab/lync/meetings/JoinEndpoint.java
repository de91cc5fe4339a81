package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.BasicAuthenticator;
import org.s2slab.http.BasicCredential;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestFacts;
import org.s2slab.http.RequestJson;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.UserStore;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** The join URL of a meeting, for signed-in people and for people from outside who enter a name. */
final class JoinEndpoint implements Endpoint {
    private static final int LONGEST_NAME = 100;

    private final URI base;
    private final BasicAuthenticator people;
    private final UserStore users;
    private final MeetingJoinService joining;
    private final JoinPage page;

    JoinEndpoint(
            MeetingAddresses addresses,
            BasicAuthenticator people,
            UserStore users,
            MeetingJoinService joining,
            JoinPage page) {
        this.base = URI.create(addresses.base());
        this.people = people;
        this.users = users;
        this.joining = joining;
        this.page = page;
    }

    /** Accepts forms, because the page contains forms; the browser proves that they come from the page. */
    @Override
    public Set<String> bodyTypes() {
        return Set.of("application/json", "application/x-www-form-urlencoded");
    }

    /** Allows links from other sites, because invitations contain links to this page. */
    @Override
    public boolean isLinkedTo() {
        return true;
    }

    @Override
    public void mount(EndpointRoutes routes) {
        String meeting = "(?<link>" + Pattern.quote(base.getPath()) + "(?:/[^/]+){1,2}/[0-9A-Za-z]{8})";
        mount(routes, HttpMethod.GET, meeting, this::look);
        mount(routes, HttpMethod.POST, meeting, this::join);
        mount(routes, HttpMethod.POST, meeting + "/lobby/(?<guest>[0-9]{1,6})", this::decide);
    }

    /** Mounts the routes only for the host of meetings. On other hosts the path belongs to other endpoints. */
    private void mount(
            EndpointRoutes routes,
            HttpMethod method,
            String path,
            Function<RoutingContext, Future<Optional<MeetingJoinService.Place>>> action) {
        routes.routeWithRegex(method, path).handler(request -> {
            if (!RequestFacts.hostOf(request.request()).equals(base.getHost())) {
                request.next();
                return;
            }
            Future.succeededFuture(request)
                    .compose(action)
                    .onSuccess(place -> tell(request, place))
                    .onFailure(failure -> refuse(request, failure));
        });
    }

    private Future<Optional<MeetingJoinService.Place>> look(RoutingContext request) {
        return person(request).compose(person -> {
            if (person.isEmpty()) {
                return request.queryParams().contains("signin")
                        ? Future.failedFuture(new Refusal(RefusalCode.CREDENTIAL_MISSING, "sign in with Basic"))
                        : Future.succeededFuture(Optional.empty());
            }
            return found(request)
                    .compose(found -> joining.person(found, person.get()))
                    .map(Optional::of);
        });
    }

    private Future<Optional<MeetingJoinService.Place>> join(RoutingContext request) {
        String guest = value(request, "guest");
        String name = Objects.requireNonNullElse(value(request, "name"), "").strip();
        if (guest == null && (name.isEmpty() || name.length() > LONGEST_NAME)) {
            throw Refusal.invalid("name: a name of 1 to " + LONGEST_NAME + " characters is needed");
        }
        return found(request)
                .compose(found -> guest == null ? joining.outsider(found, name) : joining.again(found, guest))
                .map(Optional::of);
    }

    private Future<Optional<MeetingJoinService.Place>> decide(RoutingContext request) {
        boolean admit = !"deny".equals(value(request, "decision"));
        return person(request).compose(person -> {
            LyncUser leader = person.orElseThrow(
                    () -> new Refusal(RefusalCode.CREDENTIAL_MISSING, "a leader signs in with Basic"));
            return found(request)
                    .compose(found -> joining.decide(found, leader, request.pathParam("guest"), admit))
                    .map(Optional::of);
        });
    }

    private Future<MeetingJoinService.Found> found(RoutingContext request) {
        return joining.find(request.pathParam("link"));
    }

    /** The signed-in person of the request, if any. */
    private Future<Optional<LyncUser>> person(RoutingContext request) {
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return Future.succeededFuture(Optional.empty());
        }
        BasicCredential credential = BasicCredential.in(authorization)
                .orElseThrow(() -> new Refusal(RefusalCode.CREDENTIAL_WRONG, "people sign in with Basic here"));
        return people.authenticate(credential)
                .compose(caller ->
                        users.find(Objects.requireNonNull(caller.user()).id()));
    }

    /** A member of the form or of the JSON object in a request. */
    private static @Nullable String value(RoutingContext request, String name) {
        String field = request.request().getFormAttribute(name);
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (field != null || type == null || !type.startsWith("application/json")) {
            return field;
        }
        JsonObject json = RequestJson.object(request);
        return json != null && json.getValue(name) instanceof String text ? text : null;
    }

    private void tell(RoutingContext request, Optional<MeetingJoinService.Place> place) {
        HttpServerResponse response = secured(request.response());
        String accept = Objects.requireNonNullElse(request.request().getHeader(HttpHeaders.ACCEPT), "");
        if (accept.contains("text/html")) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                    .end(place.map(page::html).orElseGet(page::stranger));
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .end(place.map(JoinPage::json)
                        .orElseGet(() -> new JsonObject().put("state", "Unknown"))
                        .toBuffer());
    }

    private HttpServerResponse secured(HttpServerResponse response) {
        return response.putHeader("Content-Security-Policy", page.policy())
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static void refuse(RoutingContext request, Throwable failure) {
        if (failure instanceof Refusal refusal && refusal.code().status() == 401) {
            request.response().putHeader("WWW-Authenticate", "Basic realm=\"meetings\", charset=\"UTF-8\"");
        }
        request.fail(failure);
    }
}
