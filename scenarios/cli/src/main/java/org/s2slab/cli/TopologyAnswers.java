package org.s2slab.cli;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            require(DOMAIN.matcher(domain).matches(), "'%s' is not a domain; write a name such as contoso.com", word);
            return domain;
        });
    }

    static String premises(String text) {
        boolean isKnown = Set.of("on-premises", "online", HYBRID).contains(text);
        require(isKnown, "'%s' is not a place; write on-premises, online or hybrid", text);
        return text;
    }

    /** A usual set of servers for these premises. */
    static String usualServers(String place) {
        return place.equals(HYBRID) ? "lync,exchange,exchange-online,sharepoint" : "lync,exchange,sharepoint";
    }

    static List<String> servers(String place, String text) {
        boolean isHybrid = place.equals(HYBRID);
        List<String> servers = words(text, word -> {
            String role = isHybrid ? word.replaceFirst(ONLINE + "$", "") : word;
            String kinds = "lync, exchange or sharepoint" + (isHybrid ? ", with -online if it is online" : "");
            require(
                    Set.of("lync", "exchange", "sharepoint").contains(role),
                    "'%s' is not a server; write %s",
                    word,
                    kinds);
            return place.equals("online") ? word + ONLINE : word;
        });
        for (String role : Set.of("lync", "sharepoint")) {
            boolean isBoth = servers.contains(role) && servers.contains(role + ONLINE);
            require(!isBoth, "'%s' is at both places; only exchange can be", role);
        }
        boolean isMixed = isOnline(servers) && servers.stream().anyMatch(server -> !server.endsWith(ONLINE));
        String example = "'%s' names one place; a hybrid has servers at both, for example %s";
        require(isMixed || !isHybrid, example, text, usualServers(HYBRID));
        return servers;
    }

    static List<String> people(List<String> domains, List<String> servers, String text) {
        return words(text, word -> {
            String address = word.toLowerCase(Locale.ROOT) + (word.contains("@") ? "" : "@" + domains.get(0));
            var parts = ADDRESS.matcher(address);
            require(parts.matches(), "'%s' is not a name; write letters, digits, '.', '_' and '-'", word);
            String known = "'%s' is in a domain that the topology does not have; write one of %s";
            require(domains.contains(parts.group(3)), known, word, String.join(", ", domains));
            boolean isTaken = isOnline(servers) && Set.of("admin", "apps").contains(parts.group(1));
            require(!isTaken, "'%s' is an administrator of every tenant already; choose another name", word);
            return address;
        });
    }

    static List<String> features(List<String> servers, String text) {
        boolean hasLync = servers.stream().anyMatch(server -> server.startsWith("lync"));
        Map<String, Boolean> possible = Map.of("contacts", hasLync, "dated", isOnline(servers));
        UnaryOperator<String> reader = word -> {
            require(possible.containsKey(word), "'%s' is not a feature; write contacts, dated or none", word);
            String needed = word.equals("dated") ? "an online server" : "lync";
            String missing = "'%s' needs %s, which the topology does not have; leave it out";
            require(possible.getOrDefault(word, false), missing, word, needed);
            return word;
        };
        return text.equals(NONE) ? List.of() : words(text, reader);
    }

    /** The words of a list with commas or spaces. No word may occur twice. */
    private static List<String> words(String text, UnaryOperator<String> reader) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : text.strip().split("[,\\s]+", -1)) {
            require(!word.isEmpty(), "'%s' has an empty word; write at least one, with commas between them", text);
            require(words.add(reader.apply(word)), "'%s' is given twice; leave one of them out", word);
        }
        require(words.size() <= MOST, "%s words are too many; write at most %s", words.size(), MOST);
        return List.copyOf(words);
    }

    /** Throws IllegalArgumentException with a problem and its values unless a value is valid. */
    static void require(boolean isValid, String problem, Object... values) {
        if (!isValid) {
            Object[] texts = Arrays.stream(values).map(String::valueOf).toArray();
            throw new IllegalArgumentException(problem.formatted(texts));
        }
    }
}
