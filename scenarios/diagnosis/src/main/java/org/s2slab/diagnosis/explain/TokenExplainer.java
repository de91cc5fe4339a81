package org.s2slab.diagnosis.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.token.ClaimMeaning;
import org.s2slab.token.ClaimMeaning.Place;
import org.s2slab.trace.TokenView;
import org.s2slab.trace.TokenView.Layer;

/** Explains the content of a token: members, validity and signing certificate. It does not verify the token. */
final class TokenExplainer {
    private static final Set<String> TIMES = Set.of(ClaimNames.NBF, ClaimNames.EXP, ClaimNames.IAT);
    private static final Set<String> THUMBPRINTS = Set.of(ClaimNames.X5T, ClaimNames.KID);

    private final PublishedCertificates certificates;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();

    private TokenExplainer(PublishedCertificates certificates, Instant now) {
        this.certificates = certificates;
        this.now = now;
    }

    /**
     * The explanation in lines of text.
     *
     * @param now the time of the deployment's clock, or of the machine's clock without a deployment
     */
    static List<String> of(TokenView token, PublishedCertificates certificates, Instant now) {
        return new TokenExplainer(certificates, now).tell(token);
    }

    /** The realms in the issuers and audiences of a token. */
    static Set<String> realms(TokenView token) {
        Set<String> realms = new TreeSet<>();
        for (Layer layer : layers(token)) {
            for (String name : List.of(ClaimNames.ISS, ClaimNames.AUD, ClaimNames.NAMEID)) {
                String text = layer.claims().path(name).asText();
                if (text.indexOf('@') >= 0) {
                    realms.add(text.substring(text.lastIndexOf('@') + 1));
                }
            }
        }
        return realms;
    }

    private static List<Layer> layers(TokenView token) {
        Layer actor = token.actor();
        return actor == null ? List.of(token.outer()) : List.of(token.outer(), actor);
    }

    private List<String> tell(TokenView token) {
        lines.add("Parsed, not verified. Times relative to " + now + ".");
        Layer actor = token.actor();
        if (actor != null) {
            tell("The outer token: unsigned, names the user", token.outer(), Place.OUTER_HEADER, Place.OUTER);
        }
        Layer signed = actor == null ? token.outer() : actor;
        Place place = Place.ofSigned(map(signed.claims()));
        tell(title(place), signed, Place.SIGNED_HEADER, place);
        return lines;
    }

    private static String title(Place place) {
        return switch (place) {
            case ASSERTION -> "A client assertion: an application authenticates to an authorization server";
            case ACCESS -> "The access token: issued by evoSTS, for an application or for a person's client";
            case ISSUED -> "The actor token: issued by an authorization server for an application";
            default -> "The actor token: issued by the application itself";
        };
    }

    private static Map<String, ?> map(JsonNode claims) {
        return new JsonObject(claims.toString()).getMap();
    }

    private void tell(String title, Layer layer, Place header, Place claims) {
        lines.add("");
        lines.add(title);
        layer.header().properties().forEach(member -> tell(member.getKey(), member.getValue(), header));
        layer.claims().properties().forEach(member -> tell(member.getKey(), member.getValue(), claims));
        lines.add("  " + (layer.signature() == null ? "no signature" : "signature " + layer.signature()));
        life(layer.claims());
    }

    private void tell(String name, JsonNode value, Place place) {
        lines.add("  " + name + "  " + value.asText(value.toString()));
        for (String remark : remarks(name, value)) {
            lines.add("      " + remark);
        }
        lines.add("      "
                + ClaimMeaning.of(place, name)
                        .map(ClaimMeaning::text)
                        .orElse("Unknown: no token of this protocol has it here."));
    }

    private Set<String> remarks(String name, JsonNode value) {
        Set<String> remarks = new LinkedHashSet<>();
        String text = value.asText();
        if (TIMES.contains(name)) {
            remarks.add(
                    text.matches("[0-9]{10}")
                            ? RelativeTimeFormat.of(Instant.ofEpochSecond(Long.parseLong(text)), now)
                            : "not a time; expected ten digits");
        } else if (THUMBPRINTS.contains(name)) {
            remarks.add(thumbprint(text));
        } else {
            String product = product(text);
            if (product != null) {
                remarks.add(product);
            }
        }
        return remarks;
    }

    private static @Nullable String product(String text) {
        String id = text.split("[/@]", 2)[0];
        String product = WellKnownPrincipals.productOf(id);
        return product.equals(id) ? null : "the id of " + product;
    }

    private String thumbprint(String x5t) {
        return certificates
                .byThumbprint(x5t)
                .map(found -> "the certificate "
                        + found.certificate().getSubjectX500Principal().getName() + " of "
                        + found.node() + ", valid until "
                        + RelativeTimeFormat.of(
                                found.certificate().getNotAfter().toInstant(), now))
                .orElse(
                        certificates.isEmpty()
                                ? "no deployment runs, so the certificate is unknown"
                                : "not a published certificate of the running deployment");
    }

    private void life(JsonNode claims) {
        String from = claims.path(ClaimNames.NBF).asText();
        String to = claims.path(ClaimNames.EXP).asText();
        if (from.matches("[0-9]{10}") && to.matches("[0-9]{10}")) {
            long length = Long.parseLong(to) - Long.parseLong(from);
            lines.add("  lifetime " + (length < 0 ? "negative" : RelativeTimeFormat.length(Duration.ofSeconds(length)))
                    + (isNow(from, to) ? ", valid now" : ", not valid now"));
        }
    }

    private boolean isNow(String from, String to) {
        long second = now.getEpochSecond();
        return Long.parseLong(from) <= second && second <= Long.parseLong(to);
    }
}
