package org.s2slab.ews;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlNamespace;

/**
 * The grammar of Exchange Web Services of Exchange 2013 SP1 as a table: each element and type with its content, order
 * and cardinality (MS-OXWSCDATA and the documents it names). The schema files for clients, and the schema with which a
 * server validates requests, are generated from this table.
 */
public final class EwsSchemaTable {
    private static final EwsSchemaTable TABLE = new EwsSchemaTable();

    private final Map<String, Definition> types = read(EwsNames.TYPES, "types");
    private final Map<String, Definition> messages = read(EwsNames.MESSAGES, "messages");

    private final Set<String> requests = messages.values().stream()
            .filter(definition -> definition.kind().equals("element")
                    && isA(definition.words().get(0), "BaseRequestType"))
            .map(Definition::name)
            .collect(Collectors.toUnmodifiableSet());

    private EwsSchemaTable() {}

    /**
     * One definition.
     *
     * @param kind its first word, for instance {@code element}
     * @param words the words after the name
     */
    record Definition(XmlNamespace namespace, String kind, boolean isAbstract, String name, List<String> words) {
        /** Elements and types have separate keys, because an element and a type may have the same name. */
        String key() {
            return kind.equals("element") ? "&" + name : name;
        }

        /** The word after another, for instance the type that this type {@code extends}. */
        Optional<String> after(String word) {
            int at = words.indexOf(word);
            return at < 0 || at + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
        }

        Optional<String> base() {
            return after("extends").or(() -> after("restricts")).or(() -> after("text"));
        }
    }

    /** The schema files, generated at their first use. */
    private static final class Files {
        static final String TYPES = new EwsSchemaWriter(TABLE, EwsNames.TYPES).write(TABLE.types.values());
        static final String MESSAGES = new EwsSchemaWriter(TABLE, EwsNames.MESSAGES).write(TABLE.messages.values());
    }

    /** The schema file of the types namespace. */
    public static String types() {
        return Files.TYPES;
    }

    /** The schema file of the messages namespace. */
    public static String messages() {
        return Files.MESSAGES;
    }

    /** The names of the request elements. */
    public static Set<String> requests() {
        return TABLE.requests;
    }

    /** The name of the response element of an operation. */
    public static String response(String operation) {
        String name = operation + "Response";
        return TABLE.messages.containsKey("&" + name) ? name : name + "Message";
    }

    /** Whether the response of an operation is a list of response messages; otherwise it is one message. */
    public static boolean listsMessages(String operation) {
        return TABLE.find(EwsNames.MESSAGES, "&" + response(operation))
                .filter(found -> TABLE.isA(found.words().get(0), "BaseResponseMessageType"))
                .isPresent();
    }

    private boolean isA(String type, String base) {
        return type.equals(base)
                || Optional.ofNullable(messages.get(type))
                        .flatMap(Definition::base)
                        .filter(next -> isA(next, base))
                        .isPresent();
    }

    /** Finds a definition by its key: in this namespace first, then in the types namespace. */
    Optional<Definition> find(XmlNamespace from, String key) {
        return Optional.ofNullable(from.equals(EwsNames.MESSAGES) ? messages.get(key) : null)
                .or(() -> Optional.ofNullable(types.get(key)));
    }

    private static Map<String, Definition> read(XmlNamespace namespace, String file) {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        String text = ResourceTable.text("/ews/" + file + ".txt")
                .replaceAll("(?m)^#.*\n", "")
                .replaceAll("\n +", " ");
        Matcher lines = Pattern.compile("(?m)^(abstract )?(\\w+) (\\w+)(.*)$").matcher(text);
        while (lines.find()) {
            List<String> written = List.of(lines.group(4).split(" "));
            List<String> words = written.stream()
                    .filter(word -> !word.isEmpty() && !word.startsWith("!"))
                    .flatMap(word -> word.startsWith("$") ? properties(word.substring(1)) : Stream.of(word))
                    .filter(word -> !written.contains("!" + word))
                    .toList();
            Definition one = new Definition(namespace, lines.group(2), lines.group(1) != null, lines.group(3), words);
            definitions.put(one.key(), one);
        }
        return definitions;
    }

    /** The elements of the properties that a class of items or folders adds; for {@code paths}, of all field URIs. */
    private static Stream<String> properties(String name) {
        Stream<String[]> lines = ResourceTable.rows("/ews/property-table.tsv").stream()
                .filter(line -> line[1].matches("(?!mapi:)\\w+:\\w+"));
        if (name.equals("paths")) {
            return lines.map(line -> line[1])
                    .filter(path -> !path.endsWith(":ExtendedProperty"))
                    .distinct();
        }
        return lines.filter(line -> line[0].equals(name))
                .map(line -> line[1].substring(line[1].indexOf(':') + 1) + ":" + line[2].replace("percent", "double")
                        + (line[1].endsWith(":ExtendedProperty") ? "*" : "?"));
    }
}
