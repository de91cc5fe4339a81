package org.s2slab.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads what a person says about a new topology. Each method throws IllegalArgumentException with fault and fix. */
final class TopologyAnswers {
    /** The word for no feature and no trust. */
    static final String NONE = "none";

    /** The ending of the names of online servers. */
    static final String ONLINE = "-online";

    /** Maximum number of domains, and of people. A node reads its directory into memory. */
    private static final int MOST = 200;

    private static final String HYBRID = "hybrid";

    private static final Set<String> ROLES = Set.of("lync", "exchange", "sharepoint");

    /** A domain with a top-level domain (RFC 1123, 2.1). Longer host names are made from it. */
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{3,180}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    /** An address. The part before the at sign also becomes the person's name. */
    private static final Pattern ADDRESS = Pattern.compile("([a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?)@(.+)");

    private TopologyAnswers() {}

    static boolean isOnline(List<String> servers) {
        return servers.stream().anyMatch(server -> server.endsWith(ONLINE));
    }

    static List<String> domains(String text) {
        return words(text, word -> {
            String domain = word.toLowerCase(Locale.ROOT);
            require(
                    DOMAIN.matcher(domain).matches(),
                    word,
                    "is not a domain; write a name with a dot, such as contoso.com");
            return domain;
        });
    }

    static String premises(String text) {
        boolean isKnown = Set.of("on-premises", "online", HYBRID).contains(text);
        require(isKnown, text, "is not a place; write on-premises, online or hybrid");
        return text;
    }

    /** A usual set of servers for these premises. */
    static String usualServers(String place) {
        return place.equals(HYBRID) ? "lync,exchange,exchange-online,sharepoint" : "lync,exchange,sharepoint";
    }

    static List<String> servers(String place, String text) {
        List<String> servers = words(text, word -> {
            String role = place.equals(HYBRID) && word.endsWith(ONLINE)
                    ? word.substring(0, word.length() - ONLINE.length())
                    : word;
            require(
                    ROLES.contains(role),
                    word,
                    "is not a server; write lync, exchange or sharepoint"
                            + (place.equals(HYBRID) ? ", with -online if it is online" : ""));
            return place.equals("online") ? word + ONLINE : word;
        });
        for (String role : Set.of("lync", "sharepoint")) {
            require(
                    !servers.contains(role) || !servers.contains(role + ONLINE),
                    role,
                    "is at both places; only exchange can be");
        }
        boolean isMixed = isOnline(servers) && servers.stream().anyMatch(server -> !server.endsWith(ONLINE));
        require(
                isMixed || !place.equals(HYBRID),
                text,
                "names one place; a hybrid has servers at both, for example " + usualServers(HYBRID));
        return servers;
    }

    static List<String> people(List<String> domains, List<String> servers, String text) {
        return words(text, word -> {
            String address = word.toLowerCase(Locale.ROOT) + (word.contains("@") ? "" : "@" + domains.get(0));
            var parts = ADDRESS.matcher(address);
            require(
                    parts.matches(),
                    word,
                    "is not a name; write letters, digits, '.', '_' and '-', such as anna.adler");
            require(
                    domains.contains(parts.group(3)),
                    word,
                    "is in a domain that the topology does not have; write one of " + String.join(", ", domains));
            require(
                    !isOnline(servers) || !Set.of("admin", "apps").contains(parts.group(1)),
                    word,
                    "is an administrator of every tenant already; choose another name");
            return address;
        });
    }

    static List<String> features(List<String> servers, String text) {
        return text.equals(NONE)
                ? List.of()
                : words(text, word -> {
                    require(
                            Set.of("contacts", "dated").contains(word),
                            word,
                            "is not a feature; write contacts, dated or none");
                    boolean isPossible = word.equals("dated")
                            ? isOnline(servers)
                            : servers.stream().anyMatch(server -> server.startsWith("lync"));
                    require(
                            isPossible,
                            word,
                            "needs " + (word.equals("dated") ? "an online server" : "lync")
                                    + ", which the topology does not have; leave it out");
                    return word;
                });
    }

    /** The words of a list with commas or spaces. No word may occur twice. */
    private static List<String> words(String text, UnaryOperator<String> reader) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : text.strip().split("[,\\s]+")) {
            require(!word.isEmpty(), text, "has an empty word; write at least one, with commas between them");
            require(words.add(reader.apply(word)), word, "is given twice; leave one of them out");
        }
        require(words.size() <= MOST, words.size() + " words", "are too many; write at most " + MOST);
        return List.copyOf(words);
    }

    private static void require(boolean isValid, String found, String problem) {
        require(isValid, "'" + found + "' " + problem);
    }

    /** Throws IllegalArgumentException with a problem unless a value is valid. */
    static void require(boolean isValid, String problem) {
        if (!isValid) {
            throw new IllegalArgumentException(problem);
        }
    }
}
