package org.s2slab.exchange.values;

import static org.s2slab.ews.EwsNames.t;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemElementConverter;
import org.s2slab.exchange.content.StructuredPartAccess;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** Applies changes of single properties (set, append, delete) as the property table allows. */
public final class PropertyUpdater {
    private static final String MEMBER = "distributionlist:Members:Member/";

    private PropertyUpdater() {}

    /** Applies all updates of a request to an item. Times are interpreted in the applicable time zones. */
    public static ItemContent updated(EwsRequest request, ItemContent item, List<XmlElement> updates) {
        ItemContent content = item;
        for (XmlElement update :
                DependentValues.ordered(item.kind(), RequestTimeConverter.updated(request, item, updates))) {
            content = apply(content, update);
        }
        return content;
    }

    /**
     * Applies a {@code SetItemField}, {@code AppendToItemField} or {@code DeleteItemField}.
     *
     * @throws EwsError if the property does not allow this change
     */
    static ItemContent apply(ItemContent content, XmlElement update) {
        PropertyChange change = PropertyChange.read(update);
        PropertyPath path = change.path();
        if (path.isExtended()) {
            return extended(content, change);
        }
        if (path.uri().startsWith(MEMBER) && change.kind() == PropertyChange.Kind.DELETE) {
            return withoutMember(content, path.uri().substring(MEMBER.length()));
        }
        PropertyDefinition property =
                path.definition(content.kind().element()).orElseThrow(() -> new EwsError(unknown(path)));
        ChangeRule rule = rule(change, property, content);
        return switch (change.kind()) {
            case SET -> {
                XmlElement value = change.value(property.element());
                yield rule == ChangeRule.IGNORED ? content : set(content, property, value);
            }
            case APPEND -> append(content, change.value(property.element()));
            case DELETE -> delete(content, property);
        };
    }

    private static ResponseCode unknown(PropertyPath path) {
        return path.uri().startsWith("contacts:EmailAddress/")
                ? ResponseCode.ErrorInvalidContactEmailIndex
                : ResponseCode.ErrorInvalidPropertyRequest;
    }

    private static ChangeRule rule(PropertyChange change, PropertyDefinition property, ItemContent content) {
        ChangeRule rule = change.rule(property);
        ResponseCode.ErrorInvalidPropertyUpdateSentMessage.throwIf(rule == ChangeRule.DRAFT && !content.draft());
        return rule;
    }

    private static ItemContent set(ItemContent content, PropertyDefinition property, XmlElement value) {
        if (!property.isEntry()) {
            return ItemReader.set(content, value);
        }
        ResponseCode.ErrorIncorrectUpdatePropertyCount.throwIf(value.children().size() != 1);
        XmlElement entry = value.children().get(0);
        boolean meant = entry.attribute("Key").filter(property.key()::equals).isPresent()
                && property.part()
                        .map(part -> entry.children().size() == 1
                                && entry.child(part).isPresent())
                        .orElse(true);
        ResponseCode.ErrorUpdatePropertyMismatch.throwIf(!meant);
        ValueRules.check(content.kind(), value);
        return ItemElementConverter.entry(property, entry)
                .map(given -> content.with(property.uri(), given))
                .orElse(content);
    }

    private static ItemContent extended(ItemContent content, PropertyChange change) {
        Optional<XmlElement> value = change.extendedValue();
        if (value.isPresent()) {
            return ItemReader.set(content, value.get());
        }
        ItemContent without = ExtendedProperties.without(content, change.path());
        return change.path()
                .definition(content.kind().element())
                .map(property -> {
                    // A property that only MAPI can set can be deleted by MAPI.
                    if (property.rules().set() != ChangeRule.NO || property.isDerived()) {
                        rule(change, property, content);
                    }
                    return delete(without, property);
                })
                .orElse(without);
    }

    private static ItemContent append(ItemContent content, XmlElement value) {
        if (!value.name().equals("Body")) {
            List<XmlElement> before =
                    content.property(value.name()).map(XmlElement::children).orElse(List.of());
            return content.with(t(
                    value.name(),
                    Stream.concat(before.stream(), value.children().stream()).toList()));
        }
        boolean html = value.attribute("BodyType", "Text").equals("HTML");
        String page = content.html();
        if (content.text().isEmpty() && page == null) {
            return ItemReader.set(content, value);
        }
        if (html != (page != null)) {
            throw new EwsError(ResponseCode.ErrorInvalidPropertyAppend, "The body is in the other format.");
        }
        String whole = page + value.text();
        return html
                ? content.withBody(whole, BodyConverter.text(whole))
                : content.withBody(null, content.text() + value.text());
    }

    private static ItemContent delete(ItemContent content, PropertyDefinition property) {
        return switch (property.element()) {
            case "Subject" -> content.withSubject("");
            case "Body" -> content.withBody(null, "");
            // An empty FileAs is omitted in responses and prevents a FileAs made from the names of the contact.
            case "FileAs" -> content.with(t("FileAs", ""));
            default ->
                StructuredPartAccess.is(property)
                        ? StructuredPartAccess.with(content, property, Optional.empty())
                        : property.isEntry()
                                ? content.withoutValues(List.of(property.uri()))
                                : content.without(property.element());
        };
    }

    private static ItemContent withoutMember(ItemContent content, String key) {
        List<XmlElement> left = content.entries("Members").stream()
                .filter(member -> !member.attribute("Key").equals(Optional.of(key)))
                .toList();
        return left.isEmpty() ? content.without("Members") : content.with(t("Members", left));
    }
}
