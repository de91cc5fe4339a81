package org.s2slab.exchange.ews;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;

/** Resolves the import of the types schema, and no other import. */
final class SchemaFileResolver implements LSResourceResolver {
    private final DOMImplementationLS inputs;
    private final String types;

    SchemaFileResolver(String types) {
        this.types = types;
        try {
            inputs = (DOMImplementationLS) DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .getFeature("LS", "3.0");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("no XML parser: " + e.getMessage(), e);
        }
    }

    @Override
    public @Nullable LSInput resolveResource(
            String type,
            @Nullable String namespace,
            @Nullable String publicId,
            @Nullable String systemId,
            @Nullable String baseUri) {
        if (!SchemaFile.TYPES.fileName().equals(systemId)) {
            throw new IllegalStateException("a schema asks for " + systemId);
        }
        LSInput input = inputs.createLSInput();
        input.setStringData(types);
        input.setSystemId(systemId);
        return input;
    }
}
