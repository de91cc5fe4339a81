package org.s2slab.scenarios.run;

import io.vertx.core.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Finds values in an XML answer by local names, whatever the prefixes: {@code Group/DisplayName} begins anywhere,
 * each further step is a child, {@code @Id} an attribute.
 */
public final class XmlPath {
    private static final Pattern SLASH = Pattern.compile("/");

    private final Element root;

    private XmlPath(Element root) {
        this.root = root;
    }

    /** @throws IllegalArgumentException when the text is no XML */
    public static XmlPath of(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            Document document = builder.parse(new InputSource(new StringReader(text)));
            return new XmlPath(document.getDocumentElement());
        } catch (ParserConfigurationException | SAXException | java.io.IOException e) {
            throw new IllegalArgumentException("the answer is no XML: " + e.getMessage(), e);
        }
    }

    /** The text of every element or attribute the path leads to, in document order. */
    public List<String> texts(String path) {
        String[] steps = SLASH.split(path.replaceFirst("^/+", ""), -1);
        List<Element> here = new ArrayList<>();
        if (matches(root, steps[0])) {
            here.add(root);
        }
        addAll(here, root.getElementsByTagNameNS("*", steps[0]));
        for (int i = 1; i < steps.length; i++) {
            if (steps[i].startsWith("@")) {
                String attribute = steps[i].substring(1);
                return here.stream()
                        .filter(element -> element.hasAttribute(attribute))
                        .map(element -> element.getAttribute(attribute))
                        .toList();
            }
            here = children(here, steps[i]);
        }
        return here.stream().map(element -> element.getTextContent().strip()).toList();
    }

    /** Every element of a local name, as the root of paths of its own. */
    public List<XmlPath> each(String name) {
        List<Element> found = new ArrayList<>();
        addAll(found, root.getElementsByTagNameNS("*", name));
        return found.stream().map(XmlPath::new).toList();
    }

    /** The first element of each name with its attributes and, as {@code text}, its text: what later steps may refer to. */
    JsonObject firsts() {
        JsonObject firsts = new JsonObject();
        List<Element> all = new ArrayList<>(List.of(root));
        addAll(all, root.getElementsByTagNameNS("*", "*"));
        for (Element element : all) {
            if (firsts.containsKey(element.getLocalName())) {
                continue;
            }
            JsonObject first =
                    new JsonObject().put("text", element.getTextContent().strip());
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                first.put(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
            }
            firsts.put(element.getLocalName(), first);
        }
        return firsts;
    }

    private static List<Element> children(List<Element> parents, String name) {
        List<Element> found = new ArrayList<>();
        for (Element parent : parents) {
            NodeList children = parent.getChildNodes();
            for (int i = 0; i < children.getLength(); i++) {
                if (children.item(i) instanceof Element element && matches(element, name)) {
                    found.add(element);
                }
            }
        }
        return found;
    }

    private static void addAll(List<Element> elements, NodeList nodes) {
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
    }

    private static boolean matches(Element element, String name) {
        return name.equals(element.getLocalName());
    }
}
