package org.s2slab.ews;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.ews.EwsSchemaTable.Definition;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes the content of a definition: elements in their order, attributes, and simple types with facets. */
final class SchemaContentWriter {
    private static final XmlNamespace XS = new XmlNamespace("xs", "http://www.w3.org/2001/XMLSchema");
    private static final Map<String, String> GROUPS = Map.of("(", "sequence", "[", "choice", "<", "all");
    private static final Map<String, String> ATTRIBUTES_OF =
            Map.of("soap", EwsNames.SOAP.uri(), "xml", "http://www.w3.org/XML/1998/namespace");
    private static final String OFTEN = "(\\?|\\*|\\+|\\{\\d+,\\d+})?";
    private static final Pattern ELEMENT =
            Pattern.compile("(?:([\\w]+):|([&%]))([^~?*+{<]+)((?:<[^>]*>)*)(~?)" + OFTEN);
    private static final Pattern ANY = Pattern.compile("any\\((\\w+),([^)]+)\\)" + OFTEN);
    private static final Pattern ATTRIBUTE = Pattern.compile("@(\\w+):(\\w+)((?:<[^>]*>)*)([!-]?)(?:=(\\w+))?");
    private static final Pattern FACET = Pattern.compile("<(?:(\\w+)=)?([^>]*)>");

    private final EwsSchemaTable table;
    private final XmlNamespace target;
    private final XmlWriter xml;

    SchemaContentWriter(EwsSchemaTable table, XmlNamespace target, XmlWriter xml) {
        this.table = table;
        this.target = target;
        this.xml = xml;
    }

    /** Writes the particles and then the attributes. */
    void content(List<String> words) {
        List<String> particles =
                words.stream().takeWhile(word -> !word.startsWith("@")).toList();
        if (!particles.isEmpty()) {
            boolean wrapped = isOneGroup(particles);
            if (!wrapped) {
                open("sequence");
            }
            Iterator<String> rest = particles.iterator();
            while (rest.hasNext()) {
                particle(rest.next(), rest);
            }
            if (!wrapped) {
                xml.close();
            }
        }
        words.stream().skip(particles.size()).forEach(this::attribute);
    }

    private static boolean isOneGroup(List<String> words) {
        int depth = 0;
        for (int i = 0; i < words.size(); i++) {
            depth += GROUPS.containsKey(words.get(i)) ? 1 : isEnd(words.get(i)) ? -1 : 0;
            if (depth == 0) {
                return i == words.size() - 1 && words.size() > 1;
            }
        }
        return false;
    }

    private static boolean isEnd(String word) {
        return !word.isEmpty() && ")]>".indexOf(word.charAt(0)) >= 0;
    }

    private void particle(String word, Iterator<String> rest) {
        String group = GROUPS.get(word);
        if (group != null) {
            group(group, rest);
            return;
        }
        Matcher any = ANY.matcher(word);
        if (any.matches()) {
            open("any", "processContents", any.group(1), "namespace", any.group(2));
            often(any.group(3));
            xml.close();
            return;
        }
        Matcher element = ELEMENT.matcher(word);
        if (!element.matches()) {
            throw new IllegalStateException("not an element of the grammar: '" + word + "'");
        }
        if (element.group(2) != null) {
            String kind = element.group(2).equals("&") ? "element" : "group";
            open(kind, "ref", reference((kind.equals("element") ? "&" : "") + element.group(3)));
            often(element.group(6));
        } else {
            open("element", "name", element.group(1));
            element(element.group(3), element.group(4), !element.group(5).isEmpty(), element.group(6));
        }
        xml.close();
    }

    private void element(String type, String facets, boolean mayBeNil, String often) {
        if (facets.isEmpty() && !type.equals("any")) {
            xml.attribute("type", type(type));
        }
        if (mayBeNil) {
            xml.attribute("nillable", "true");
        }
        often(often);
        if (!facets.isEmpty()) {
            anonymous(type + facets);
        } else if (type.equals("any")) {
            open("complexType");
            content(List.of("any(lax,##any)*"));
            xml.close();
        }
    }

    /** Writes a group to its end, where its cardinality stands. */
    private void group(String name, Iterator<String> rest) {
        List<String> inside = new ArrayList<>();
        int depth = 1;
        String end = "";
        while (depth > 0) {
            end = rest.next();
            depth += GROUPS.containsKey(end) ? 1 : isEnd(end) ? -1 : 0;
            inside.add(end);
        }
        open(name);
        often(end.substring(1));
        Iterator<String> particles = inside.subList(0, inside.size() - 1).iterator();
        while (particles.hasNext()) {
            particle(particles.next(), particles);
        }
        xml.close();
    }

    private void often(String text) {
        String[] bounds = switch (text == null ? "" : text) {
            case "" -> new String[0];
            case "?" -> new String[] {"0", "1"};
            case "*" -> new String[] {"0", "unbounded"};
            case "+" -> new String[] {"1", "unbounded"};
            default -> text.substring(1, text.length() - 1).split(",");
        };
        if (bounds.length > 0 && !bounds[0].equals("1")) {
            xml.attribute("minOccurs", bounds[0]);
        }
        if (bounds.length > 0 && !bounds[1].equals("1")) {
            xml.attribute("maxOccurs", bounds[1]);
        }
    }

    private void attribute(String word) {
        if (word.startsWith("@&")) {
            open("attributeGroup", "ref", reference(word.substring(2)));
            xml.close();
            return;
        }
        Matcher parts = ATTRIBUTE.matcher(word);
        if (!parts.matches()) {
            throw new IllegalStateException("not an attribute of the grammar: '" + word + "'");
        }
        if (parts.group(1).equals("any")) {
            open(
                    "anyAttribute",
                    "namespace",
                    ATTRIBUTES_OF.getOrDefault(parts.group(2), "##any"),
                    "processContents",
                    "lax");
        } else {
            open("attribute", "name", parts.group(1));
            switch (parts.group(4)) {
                case "!" -> xml.attribute("use", "required");
                case "-" -> xml.attribute("use", "prohibited");
                default -> {}
            }
            if (parts.group(5) != null) {
                xml.attribute("default", parts.group(5));
            }
            if (parts.group(3).isEmpty()) {
                xml.attribute("type", type(parts.group(2)));
            } else {
                anonymous(parts.group(2) + parts.group(3));
            }
        }
        xml.close();
    }

    /** Writes a simple type without a name. */
    void anonymous(String typeAndFacets) {
        open("simpleType");
        restriction(typeAndFacets);
        xml.close();
    }

    /** Writes a type with its facets. */
    void restriction(String typeAndFacets) {
        int facets = typeAndFacets.indexOf('<');
        restriction(
                facets < 0 ? typeAndFacets : typeAndFacets.substring(0, facets),
                facets < 0 ? "" : typeAndFacets.substring(facets));
    }

    void restriction(String base, String facets) {
        open("restriction", "base", type(base));
        Matcher each = FACET.matcher(facets);
        while (each.find()) {
            String facet = each.group(1);
            Stream.of(facet == null ? each.group(2).split("\\|") : new String[] {each.group(2)})
                    .forEach(value -> {
                        open(facet == null ? "enumeration" : facet, "value", value);
                        xml.close();
                    });
        }
        xml.close();
    }

    String type(String name) {
        return Character.isLowerCase(name.charAt(0)) ? "xs:" + name : reference(name);
    }

    String reference(String key) {
        Definition found = table.find(target, key)
                .orElseThrow(() -> new IllegalStateException("the grammar does not define '" + key + "'"));
        return found.namespace().prefix() + ":" + found.name();
    }

    XmlWriter open(String name, String... attributes) {
        xml.open(XS, name);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.attribute(attributes[i], attributes[i + 1]);
        }
        return xml;
    }
}
