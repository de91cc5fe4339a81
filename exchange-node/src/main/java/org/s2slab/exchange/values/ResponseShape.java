package org.s2slab.exchange.values;

import static org.s2slab.ews.EwsNames.t;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.config.Switches;
import org.s2slab.exchange.property.BaseShape;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyGroup;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * The properties of an item or folder that a response contains.
 *
 * @param base the base shape
 * @param additional the additional properties
 * @param body the form of bodies
 * @param options the options that are on
 */
public record ResponseShape(
        BaseShape base, List<PropertyPath> additional, BodyShape body, Switches<ShapeOption> options) {
    /** A property of a response that is either true or false. */
    public enum ShapeOption {
        /** The response also contains the item as an RFC 822 message. */
        MIME,

        /** The response is a search result, which omits long values. */
        SEARCH
    }

    private static final String MIME = "item:MimeContent";

    /** A property that searches omit without an error, as the product does: exchangelib's tests request it. */
    private static final String BODY = "item:Body";

    private static final String HEADERS = "item:InternetMessageHeaders";

    /** The prefix of an IndexedFieldURI for a header field. The name of the header field follows. */
    private static final String HEADER = "item:InternetMessageHeader/";

    /** The properties that only GetItem returns, as in the product. */
    private static final Set<String> NOT_FOUND_BY_SEARCH = PropertyGroup.uris("not in searches");

    /** All properties that the schema of a version contains by default. */
    public static final ResponseShape ALL =
            new ResponseShape(BaseShape.ALL_PROPERTIES, List.of(), new BodyShape(t("ItemShape")), Switches.of());

    /** Reads the {@code ItemShape}, {@code FolderShape} or {@code AttachmentShape} of a request. */
    public static ResponseShape of(XmlElement operation, String name) {
        XmlElement shape = operation.child(name).orElse(operation);
        BaseShape base = switch (shape.childText("BaseShape", "").strip()) {
            case "IdOnly" -> BaseShape.ID_ONLY;
            case "Default" -> BaseShape.DEFAULT;
            default -> BaseShape.ALL_PROPERTIES;
        };
        List<PropertyPath> paths = shape.childrenOf("AdditionalProperties").stream()
                .map(PropertyPath::read)
                .toList();
        boolean mime = shape.isChildTrue("IncludeMimeContent")
                || paths.stream().anyMatch(path -> path.uri().equals(MIME));
        return new ResponseShape(
                base, paths, new BodyShape(shape), Switches.<ShapeOption>of().with(ShapeOption.MIME, mime));
    }

    /**
     * This shape for the result of a search.
     *
     * @throws EwsError if the request names a property that a search does not return
     */
    public ResponseShape forSearch() {
        Optional<PropertyPath> excess = additional.stream()
                .filter(path ->
                        NOT_FOUND_BY_SEARCH.contains(path.uri()) && !path.uri().equals(BODY))
                .findFirst();
        if (excess.isPresent()) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidPropertyRequest,
                    "The property " + excess.get().uri() + " is given by GetItem and not by a search.");
        }
        return new ResponseShape(base, additional, body, Switches.of(ShapeOption.SEARCH));
    }

    /** Whether responses in this shape show a property. */
    public boolean shows(PropertyDefinition property) {
        if (search() && NOT_FOUND_BY_SEARCH.contains(property.uri())) {
            return false;
        }
        return property.shape().compareTo(base) <= 0
                || (mime() && property.uri().equals(MIME))
                || additional.stream().anyMatch(path -> !path.isExtended() && path.names(property.uri()))
                || (property.uri().equals(HEADERS) && !headers().isEmpty());
    }

    /** The names of the requested header fields, in lower case. */
    public Set<String> headers() {
        return additional.stream()
                .map(PropertyPath::uri)
                .filter(uri -> uri.startsWith(HEADER))
                .map(uri -> uri.substring(HEADER.length()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** Whether the response contains all header fields and not only the requested ones. */
    public boolean showsAllHeaders() {
        return base == BaseShape.ALL_PROPERTIES
                || additional.stream().anyMatch(path -> path.uri().equals(HEADERS));
    }

    /** The MAPI properties that the request names. */
    public List<PropertyPath> extended() {
        return additional.stream().filter(PropertyPath::isExtended).toList();
    }

    public boolean mime() {
        return options.has(ShapeOption.MIME);
    }

    public boolean search() {
        return options.has(ShapeOption.SEARCH);
    }
}
