package org.s2slab.report;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.PrincipalId;
import org.s2slab.token.ClaimMeaning;
import org.s2slab.token.ClaimMeaning.Place;

/**
 * A decoded layer of a token: each member with its meaning and the rules that checked it.
 *
 * @param title the name of the layer
 */
public record TokenLayer(String title, Place place, List<TokenMember> header, List<TokenMember> claims) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    public TokenLayer {
        header = List.copyOf(header);
        claims = List.copyOf(claims);
    }

    /**
     * Creates the view of a layer.
     *
     * @param layer {@code header} and {@code claims}, as in a journal
     * @param checks the results of the rules that checked the token
     */
    static TokenLayer of(Place place, JsonObject layer, List<ObservedRule> checks) {
        Place header = place == Place.OUTER ? Place.OUTER_HEADER : Place.SIGNED_HEADER;
        return new TokenLayer(
                title(place),
                place,
                members(header, layer.getJsonObject("header", new JsonObject()), checks),
                members(place, layer.getJsonObject("claims", new JsonObject()), checks));
    }

    private static String title(Place place) {
        return switch (place) {
            case OUTER -> "Outer token: the user";
            case ISSUED -> "Actor token: the application, issued by the authorization server";
            case ACCESS -> "Access token: the application or the person's client, issued by evoSTS";
            case ASSERTION -> "Assertion: the application that requests a token";
            default -> "Actor token: the application, issued by itself";
        };
    }

    private static List<TokenMember> members(Place place, JsonObject members, List<ObservedRule> checks) {
        List<TokenMember> opened = new ArrayList<>();
        for (Map.Entry<String, Object> member : members) {
            String name = member.getKey();
            String value = String.valueOf(member.getValue());
            ClaimMeaning meaning = ClaimMeaning.of(place, name).orElse(null);
            opened.add(new TokenMember(
                    name,
                    value,
                    read(name, value),
                    meaning,
                    checks.stream()
                            .filter(check -> RuleReadings.reads(check.rule(), place, name))
                            .toList()));
        }
        return opened;
    }

    private static @Nullable String read(String name, String value) {
        try {
            return switch (name) {
                case ClaimNames.NBF, ClaimNames.EXP, ClaimNames.IAT ->
                    TIME.format(Instant.ofEpochSecond(Long.parseLong(value)));
                case ClaimNames.AUD -> audience(Audience.parse(value));
                case ClaimNames.ISS, ClaimNames.NAMEID, ClaimNames.IDENTITY_PROVIDER -> principal(value);
                default -> null;
            };
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return null;
        }
    }

    private static String audience(Audience audience) {
        return product(audience.id()) + " at " + audience.host() + ", realm " + audience.realm();
    }

    private static @Nullable String principal(String value) {
        PrincipalId principal = PrincipalId.parse(value);
        String product = product(principal.id());
        return product.equals(principal.id()) ? null : product + " of " + principal.realm();
    }

    private static String product(String id) {
        return switch (new PrincipalId(id, "-").product()) {
            case "authz" -> "the authorization server";
            case "exchange" -> "Exchange";
            case "sharepoint" -> "SharePoint";
            case "lync" -> "Lync";
            default -> id;
        };
    }
}
