package org.s2slab.ews;

import java.util.Collection;
import java.util.List;
import org.s2slab.ews.EwsSchemaTable.Definition;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes definitions of {@link EwsSchemaTable} as XML Schema. */
final class EwsSchemaWriter {
    private final XmlNamespace target;
    private final XmlWriter xml = new XmlWriter();
    private final SchemaContentWriter inside;

    EwsSchemaWriter(EwsSchemaTable table, XmlNamespace target) {
        this.target = target;
        this.inside = new SchemaContentWriter(table, target, xml);
    }

    /** Writes a whole schema file. */
    String write(Collection<Definition> definitions) {
        inside.open("schema").declare(EwsNames.TYPES).declare(target);
        xml.attribute("targetNamespace", target.uri())
                .attribute("elementFormDefault", "qualified")
                .attribute("version", "Exchange2013_SP1");
        if (!target.equals(EwsNames.TYPES)) {
            inside.open("import", "namespace", EwsNames.TYPES.uri(), "schemaLocation", "types.xsd");
            xml.close();
        }
        definitions.forEach(this::definition);
        return xml.close().document();
    }

    private void definition(Definition one) {
        switch (one.kind()) {
            case "enum", "simple", "list", "union" -> simple(one);
            case "type" -> {
                inside.open("complexType", "name", one.name());
                markAbstract(one);
                type(one.words());
                xml.close();
            }
            case "element" -> element(one);
            case "group" -> {
                inside.open("group", "name", one.name());
                inside.content(one.words());
                xml.close();
            }
            case "attributes" -> {
                inside.open("attributeGroup", "name", one.name());
                inside.content(one.words());
                xml.close();
            }
            default -> throw new IllegalStateException("a definition of kind '" + one.kind() + "'");
        }
    }

    private void markAbstract(Definition one) {
        if (one.isAbstract()) {
            xml.attribute("abstract", "true");
        }
    }

    private void simple(Definition one) {
        inside.open("simpleType", "name", one.name());
        switch (one.kind()) {
            case "enum" -> inside.restriction("string", "<" + String.join("|", one.words()) + ">");
            case "simple" -> inside.restriction(one.words().get(0));
            default -> {
                inside.open(one.kind());
                List<String> named = one.words().stream()
                        .filter(word -> !word.contains("<"))
                        .map(inside::type)
                        .toList();
                if (!named.isEmpty()) {
                    xml.attribute(one.kind().equals("list") ? "itemType" : "memberTypes", String.join(" ", named));
                }
                one.words().stream().filter(word -> word.contains("<")).forEach(inside::anonymous);
                xml.close();
            }
        }
        xml.close();
    }

    private void element(Definition one) {
        inside.open("element", "name", one.name());
        markAbstract(one);
        one.after("for").ifPresent(head -> xml.attribute("substitutionGroup", inside.reference("&" + head)));
        if (one.words().get(0).startsWith("@")) {
            inside.open("complexType");
            inside.content(one.words());
            xml.close();
        } else {
            xml.attribute("type", inside.type(one.words().get(0)));
        }
        xml.close();
    }

    /** Writes the content of a complex type. */
    private void type(List<String> words) {
        String how = words.isEmpty() ? "" : words.get(0);
        if (!List.of("extends", "restricts", "text").contains(how)) {
            inside.content(words);
            return;
        }
        inside.open(how.equals("text") ? "simpleContent" : "complexContent");
        inside.open(how.equals("restricts") ? "restriction" : "extension", "base", inside.type(words.get(1)));
        inside.content(words.subList(2, words.size()));
        xml.close().close();
    }
}
