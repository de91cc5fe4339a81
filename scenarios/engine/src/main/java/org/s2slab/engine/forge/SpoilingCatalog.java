package org.s2slab.engine.forge;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All spoilings of tokens by name, in the order of the check-list, and the rules that a token alone cannot break. */
public final class SpoilingCatalog {
    /** A spoiling with its public name. {@code rule} and {@code sentence} are the same as in the check-list. */
    public record Entry(String name, String rule, String sentence) {}

    private static final String OF_THE_REQUEST = "the request breaks it, whatever token it carries";
    private static final String REGISTRATION = "the resource's registrations break it, and no token changes those";
    private static final String ACCESS =
            "only an access token of evoSTS breaks it, and the catalogue spoils tokens of servers";
    private static final String DIRECTORY = "the resource's directory breaks it";

    private static final List<TokenSpoiling> ALL = Stream.of(
                    TextSpoilings.ALL,
                    HeaderSpoilings.ALL,
                    StructureSpoilings.ALL,
                    KeySpoilings.ALL,
                    AudienceSpoilings.ALL,
                    LifetimeSpoilings.ALL,
                    UserClaimSpoilings.ALL)
            .flatMap(List::stream)
            .toList();

    /** Rules that a token alone cannot break, each with the condition that breaks it. */
    public static final Map<String, String> NOT_BY_A_TOKEN = Map.ofEntries(
            Map.entry("A1", OF_THE_REQUEST),
            Map.entry("A2", OF_THE_REQUEST),
            Map.entry("A4", OF_THE_REQUEST),
            Map.entry("A5", OF_THE_REQUEST),
            Map.entry("A8", OF_THE_REQUEST),
            Map.entry("A9", OF_THE_REQUEST),
            Map.entry("A10", OF_THE_REQUEST),
            Map.entry("A11", OF_THE_REQUEST),
            Map.entry("A12", OF_THE_REQUEST),
            Map.entry("A13", OF_THE_REQUEST),
            Map.entry("C2", "the resource would have to hold a short key of the issuer"),
            Map.entry("E3", "the resource would have to register itself, or get a wrong key from its own store"),
            Map.entry("E5", "the resource would have to hold an expired certificate of the issuer"),
            Map.entry("E6", "the issuer's key would have to be removed at the resource first"),
            Map.entry("F3", REGISTRATION),
            Map.entry("F7", REGISTRATION),
            Map.entry("F10", REGISTRATION),
            Map.entry("H6", "it depends on when the issuer was registered at the resource"),
            Map.entry("I2", REGISTRATION),
            Map.entry("I3", REGISTRATION),
            Map.entry("I4", REGISTRATION),
            Map.entry("D8", "it depends on the resource: leave out the user, and see whether it serves applications"),
            Map.entry("J3", DIRECTORY),
            Map.entry("J4", DIRECTORY),
            Map.entry("J9", DIRECTORY),
            Map.entry("J10", DIRECTORY),
            Map.entry("Q1", ACCESS),
            Map.entry("Q2", ACCESS),
            Map.entry("Q3", ACCESS),
            Map.entry("Q4", ACCESS),
            Map.entry("Q5", ACCESS),
            Map.entry("Q6", ACCESS),
            Map.entry("Q7", ACCESS),
            Map.entry("Q8", ACCESS),
            Map.entry("Q9", ACCESS),
            Map.entry("Q10", ACCESS),
            Map.entry("Q11", ACCESS),
            Map.entry("Q12", ACCESS),
            Map.entry("Q13", ACCESS),
            Map.entry("N1", "it takes two requests, with a change at the resource between them"));

    private SpoilingCatalog() {}

    /** All spoilings, in the order of the check-list. */
    public static List<Entry> all() {
        return ALL.stream().map(SpoilingCatalog::entry).toList();
    }

    /** The spoilings that apply to a token with a user, or to a token without a user. */
    public static List<Entry> fitting(boolean withUser) {
        return ALL.stream()
                .filter(spoiling -> spoiling.fits(withUser))
                .map(SpoilingCatalog::entry)
                .toList();
    }

    /** The names of all spoilings. */
    public static List<String> names() {
        return ALL.stream().map(TokenSpoiling::name).toList();
    }

    /**
     * Throws IllegalArgumentException for an unknown name. If the name is the id of a rule, the message says why no
     * token breaks the rule.
     */
    public static void requireKnown(String name) {
        named(name);
    }

    /**
     * The spoiling with this name.
     *
     * @throws IllegalArgumentException for an unknown name. If the name is the id of a rule that no token alone can
     *     break, the message says why.
     */
    static TokenSpoiling named(String name) {
        return ALL.stream()
                .filter(spoiling -> spoiling.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    }

    private static String unknown(String name) {
        String why = NOT_BY_A_TOKEN.get(name);
        if (why != null) {
            return "spoil: no token alone breaks rule " + name + ": " + why;
        }
        String near = ALL.stream()
                .map(TokenSpoiling::name)
                .filter(known -> !name.isEmpty() && known.startsWith(name.substring(0, 1)))
                .collect(Collectors.joining(", "));
        return "spoil: there is no '" + name + "'"
                + (near.isEmpty() ? "; ./lab token --spoil list shows them" : "; similar names: " + near);
    }

    private static Entry entry(TokenSpoiling spoiling) {
        return new Entry(spoiling.name(), spoiling.rule(), spoiling.sentence());
    }
}
