package org.s2slab.exchange.content;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.s2slab.exchange.property.StoredJsonReader;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlLocation;

/**
 * Converts XML elements to the JSON in which item properties are stored, and back. An element is {@code [name,
 * content]} or {@code [name, content, attributes]}. The content of an element is a text or an array of elements.
 * Namespaces and positions are not stored, because all properties have the same namespace.
 */
public final class ElementJson {
    private static final String NAMESPACE = "http://schemas.microsoft.com/exchange/services/2006/types";
    private static final XmlLocation NOWHERE = new XmlLocation(1, 1);

    private ElementJson() {}

    public static String write(List<XmlElement> elements) {
        return array(elements).encode();
    }

    public static List<XmlElement> read(String json) {
        return elements(StoredJsonReader.list(json));
    }

    private static JsonArray array(List<XmlElement> elements) {
        JsonArray array = new JsonArray();
        elements.forEach(element -> array.add(one(element)));
        return array;
    }

    private static JsonArray one(XmlElement element) {
        JsonArray json = new JsonArray().add(element.name());
        json.add(element.children().isEmpty() ? element.text() : array(element.children()));
        if (!element.attributes().isEmpty()) {
            JsonObject attributes = new JsonObject();
            new TreeMap<>(element.attributes()).forEach(attributes::put);
            json.add(attributes);
        }
        return json;
    }

    private static List<XmlElement> elements(JsonArray array) {
        return array.stream().map(one -> element((JsonArray) one)).toList();
    }

    private static XmlElement element(JsonArray json) {
        JsonObject attributes = json.size() > 2 ? json.getJsonObject(2) : new JsonObject();
        Object content = json.getValue(1);
        return new XmlElement(
                NAMESPACE,
                json.getString(0),
                attributes.fieldNames().stream().collect(Collectors.toMap(name -> name, attributes::getString)),
                content instanceof JsonArray children ? elements(children) : List.of(),
                content instanceof String text ? text : "",
                NOWHERE);
    }
}
