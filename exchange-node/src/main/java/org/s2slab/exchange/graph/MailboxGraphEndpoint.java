package org.s2slab.exchange.graph;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.availability.ScheduleReader;
import org.s2slab.exchange.ews.ApplicationPermissions;
import org.s2slab.exchange.ews.ApplicationScopes;
import org.s2slab.exchange.graph.MailboxRoute.Call;
import org.s2slab.exchange.photos.UserPhotoEndpoint;
import org.s2slab.exchange.responsecode.GraphFault;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.Caller;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.PrintableValue;
import org.s2slab.validation.UserDirectory.Kind;

/**
 * Microsoft Graph's requests about mailboxes, below {@code /v1.0/users/}. The authorization server, which is the host of
 * Graph, forwards them with the caller's token, and this server validates the token again. Only applications are accepted.
 */
public final class MailboxGraphEndpoint implements Endpoint {
    private static final String PREFIX = "/v1.0/users/";

    /** The largest body. Longer lists of addresses are refused anyway. */
    private static final int LARGEST = 1024 * 1024;

    private static final Pattern ZONE = Pattern.compile("(?i)\\boutlook\\.timezone\\s*=\\s*\"([^\"]{1,100})\"");

    private final MailboxDirectory mailboxes;
    private final ApplicationScopes scopes;
    private final ScheduleReader schedules;
    private final MailTipsReader tips;
    private final UserPhotoEndpoint photos;
    private final MailboxGraphErrors errors;
    private final List<MailboxRoute> routes;

    public MailboxGraphEndpoint(
            MailboxDirectory mailboxes,
            ApplicationScopes scopes,
            ScheduleReader schedules,
            MailTipsReader tips,
            UserPhotoEndpoint photos,
            Clock clock) {
        this.mailboxes = mailboxes;
        this.scopes = scopes;
        this.schedules = schedules;
        this.tips = tips;
        this.photos = photos;
        this.errors = new MailboxGraphErrors(clock);
        List<String> photo = List.of("ProfilePhoto.Read.All", "User.Read.All");
        this.routes = List.of(
                new MailboxRoute(
                        "POST",
                        "calendar/getSchedule",
                        List.of("Calendars.Read", "Calendars.ReadWrite"),
                        this::schedule),
                new MailboxRoute("POST", "getMailTips", List.of("MailTips.ReadBasic.All", "Mail.Read"), this::mailTips),
                new MailboxRoute("GET", "photo/$value", photo, this::photo),
                new MailboxRoute("GET", "photos/*/$value", photo, this::photo));
    }

    @Override
    public void mount(EndpointRoutes mounted) {
        mounted.routeWithRegex("/v1\\.0/users/.*").handler(this::serve);
    }

    @Override
    public Optional<ErrorForm> errors() {
        return Optional.of(errors);
    }

    private void serve(RoutingContext http) {
        http.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Future<Void> done;
        try {
            done = perform(http);
        } catch (RuntimeException e) {
            done = Future.failedFuture(e);
        }
        done.onFailure(failure -> http.fail(GraphFault.of(failure)));
    }

    private Future<Void> perform(RoutingContext http) {
        Buffer body = http.body() == null ? null : http.body().buffer();
        if (body != null && body.length() > LARGEST) {
            throw new Refusal(RefusalCode.REQUEST_TOO_LARGE, "the body has more than " + LARGEST + " bytes");
        }
        List<String> segments = Arrays.stream(
                        http.request().path().substring(PREFIX.length()).split("/", -1))
                .map(MailboxGraphEndpoint::decoded)
                .toList();
        List<String> address = segments.subList(1, segments.size());
        String method = http.request().method().name();
        List<MailboxRoute> known = routes.stream()
                .filter(route -> route.match(address).isPresent())
                .toList();
        if (known.isEmpty()) {
            String last = segments.get(segments.size() - 1);
            throw GraphFault.invalid(
                    "BadRequest",
                    "Resource not found for the segment " + PrintableValue.value(last)
                            + ". The lab has calendar/getSchedule, getMailTips and photo.");
        }
        MailboxRoute route = known.stream()
                .filter(one -> one.method().equals(method))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        RefusalCode.METHOD_NOT_ALLOWED, "The request is not valid for the resource: " + method + "."));
        Mailbox mailbox = permitted(RequestIdentity.caller(http), route, segments.get(0));
        return route.operation()
                .perform(new Call(http, mailbox, route.match(address).orElse(""), route));
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw GraphFault.invalid("BadRequest", "The address cannot be decoded.");
        }
    }

    /** The mailbox of a user if the application may use it. Without a permission, it does not learn which users exist. */
    private Mailbox permitted(Caller caller, MailboxRoute route, String user) {
        if (caller.user() != null) {
            throw denied("a token of a person", "a token of an application", route);
        }
        if (!scopes.permitsAnywhere(caller, route.permissions())) {
            throw denied("roles of the token are " + caller.roles(), String.join(" or ", route.permissions()), route);
        }
        Optional<Mailbox> found = mailboxes
                .withId(user.toLowerCase(Locale.ROOT))
                .or(() -> mailboxes.only(Kind.UPN, user))
                .or(() -> mailboxes.mailboxAt(user))
                .filter(Mailbox::present);
        if (found.isEmpty() && scopes.isUnlimited(caller, route.permissions())) {
            throw GraphFault.of(
                    RefusalCode.NOT_FOUND,
                    "ErrorInvalidUser",
                    "The requested user " + PrintableValue.value(user) + " is invalid.");
        }
        return found.filter(mailbox -> scopes.permits(caller, route.permissions(), mailbox))
                .orElseThrow(() -> denied(
                        "the mailbox is outside the scope of the application " + caller.application(),
                        "a mailbox in the scope of " + String.join(" or ", route.permissions()),
                        route));
    }

    /** The refusal by rule I6, which the journal shows. The caller gets Graph's sentence only. */
    private static Refusal denied(String found, String expected, MailboxRoute route) {
        return new Refusal(
                RefusalCode.ACCESS_DENIED,
                ApplicationPermissions.RULE,
                Finding.of(found, expected + " for " + route.address()));
    }

    private Future<Void> schedule(Call call) {
        TimeZoneDefinition zone = zone(call.http());
        Caller caller = RequestIdentity.caller(call.http());
        var query = new ScheduleReader.Query(
                call.mailbox(),
                caller.account(),
                mailbox -> scopes.permits(caller, call.route().permissions(), mailbox),
                zone,
                call.body("getSchedule", List.of("schedules", "startTime", "endTime", "availabilityViewInterval")));
        return schedules.read(query).compose(value -> send(call.http(), "scheduleInformation", value));
    }

    private Future<Void> mailTips(Call call) {
        Caller caller = RequestIdentity.caller(call.http());
        JsonObject body = call.body("getMailTips", List.of("emailAddresses", "mailTipsOptions"));
        return tips.read(body, mailbox -> scopes.permits(caller, call.route().permissions(), mailbox))
                .compose(value -> send(call.http(), "mailTips", value));
    }

    private Future<Void> photo(Call call) {
        if (!call.value().isEmpty() && !UserPhotoEndpoint.isSize(call.value())) {
            throw GraphFault.invalid(
                    "ErrorInvalidImageId",
                    "The size " + PrintableValue.value(call.value()) + " of the photo is not one of 48x48 to 648x648.");
        }
        return photos.photo(call.mailbox())
                .map(
                        photo -> photo.orElseThrow(
                                () -> GraphFault.of(
                                        RefusalCode.NOT_FOUND,
                                        "ImageNotFound",
                                        "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.")))
                .compose(photo -> UserPhotoEndpoint.send(call.http(), photo));
    }

    /** The zone of the times in the response: of the field Prefer, or UTC. */
    private static TimeZoneDefinition zone(RoutingContext http) {
        Matcher prefer = ZONE.matcher(Objects.requireNonNullElse(http.request().getHeader("Prefer"), ""));
        if (!prefer.find()) {
            return TimeZoneDefinition.UTC;
        }
        TimeZoneDefinition zone = ScheduleReader.zone(prefer.group(1));
        http.response().putHeader("Preference-Applied", "outlook.timezone=\"" + prefer.group(1) + "\"");
        return zone;
    }

    private static Future<Void> send(RoutingContext http, String type, JsonArray value) {
        return http.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;odata.metadata=minimal;charset=utf-8")
                .end(new JsonObject()
                        .put(
                                "@odata.context",
                                "https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph." + type + ")")
                        .put("value", value)
                        .toBuffer());
    }
}
