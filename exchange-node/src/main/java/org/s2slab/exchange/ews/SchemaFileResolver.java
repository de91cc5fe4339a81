package org.s2slab.exchange.ews;

import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;

/** Resolves imports between schema files to the bundled files only. */
final class SchemaFileResolver implements LSResourceResolver {
    private final DOMImplementationLS inputs;

    SchemaFileResolver() {
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
        SchemaFile file = SchemaFile.named(systemId == null ? "" : systemId)
                .orElseThrow(() -> new IllegalStateException("a schema asks for " + systemId));
        LSInput input = inputs.createLSInput();
        input.setByteStream(new ByteArrayInputStream(file.content()));
        input.setSystemId(file.fileName());
        return input;
    }
}
