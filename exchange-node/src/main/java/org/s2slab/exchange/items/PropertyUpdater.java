package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.ElementView;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.StructuredPart;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.xml.XmlElement;

/** Changes of single properties: set, appended to, deleted, as the property table allows. */
final class PropertyUpdater {
    private static final String MEMBER = "distributionlist:Members:Member/";

    private PropertyUpdater() {}

    /** An item with all updates of a request, whose times are read in its time zones. */
    static ItemContent updated(EwsRequest request, ItemContent item, List<XmlElement> updates) {
        ItemContent content = item;
        for (XmlElement update : RequestTimes.updated(request, item, updates)) {
            content = apply(content, update);
        }
        return content;
    }

    /**
     * Applies a {@code SetItemField}, {@code AppendToItemField} or {@code DeleteItemField}.
     *
     * @throws EwsError where the property does not allow it
     */
    static ItemContent apply(ItemContent content, XmlElement update) {
        XmlElement named = update.children().get(0);
        PropertyPath path = PropertyPath.read(named);
        if (path.isExtended()) {
            return extended(content, path, update);
        }
        if (path.uri().startsWith(MEMBER) && update.name().equals("DeleteItemField")) {
            return withoutMember(content, path.uri().substring(MEMBER.length()));
        }
        PropertyDefinition property =
                path.definition(content.kind().element()).orElseThrow(() -> new EwsError(unknown(path)));
        return switch (update.name()) {
            case "SetItemField" -> {
                require(property.rules().set(), content, ResponseCode.ErrorInvalidPropertySet, path);
                XmlElement value = value(update, property.element());
                yield property.rules().set() == ChangeRule.IGNORED ? content : set(content, property, value);
            }
            case "AppendToItemField" -> {
                require(property.rules().append(), content, ResponseCode.ErrorInvalidPropertyAppend, path);
                yield append(content, value(update, property.element()));
            }
            default -> {
                require(property.rules().delete(), content, ResponseCode.ErrorInvalidPropertyDelete, path);
                yield delete(content, property);
            }
        };
    }

    private static ResponseCode unknown(PropertyPath path) {
        return path.uri().startsWith("contacts:EmailAddress/")
                ? ResponseCode.ErrorInvalidContactEmailIndex
                : ResponseCode.ErrorInvalidPropertyRequest;
    }

    private static void require(ChangeRule rule, ItemContent content, ResponseCode otherwise, PropertyPath path) {
        if (rule == ChangeRule.NO) {
            throw new EwsError(otherwise, otherwise.sentence() + " (" + path.uri() + ")");
        }
        if (rule == ChangeRule.DRAFT && !content.draft()) {
            throw new EwsError(ResponseCode.ErrorInvalidPropertyUpdateSentMessage);
        }
    }

    /** The one property of the item or folder that an update carries, that of its path. */
    static XmlElement value(XmlElement update, String element) {
        List<XmlElement> values = update.children().size() < 2
                ? List.of()
                : update.children().get(1).children();
        if (values.size() != 1) {
            throw new EwsError(ResponseCode.ErrorIncorrectUpdatePropertyCount);
        }
        if (!values.get(0).name().equals(element)) {
            throw new EwsError(ResponseCode.ErrorUpdatePropertyMismatch);
        }
        return values.get(0);
    }

    private static ItemContent set(ItemContent content, PropertyDefinition property, XmlElement value) {
        if (!property.isEntry()) {
            return ItemReader.set(content, value);
        }
        if (value.children().size() != 1) {
            throw new EwsError(ResponseCode.ErrorIncorrectUpdatePropertyCount);
        }
        XmlElement entry = value.children().get(0);
        boolean meant = entry.attribute("Key").filter(property.key()::equals).isPresent()
                && property.part()
                        .map(part -> entry.children().size() == 1
                                && entry.child(part).isPresent())
                        .orElse(true);
        if (!meant) {
            throw new EwsError(ResponseCode.ErrorUpdatePropertyMismatch);
        }
        ValueRules.check(content.kind(), value);
        return ElementView.entry(property, entry)
                .map(given -> content.with(property.uri(), given))
                .orElse(content);
    }

    private static ItemContent extended(ItemContent content, PropertyPath path, XmlElement update) {
        if (update.name().equals("AppendToItemField")) {
            throw new EwsError(ResponseCode.ErrorInvalidPropertyAppend);
        }
        if (update.name().equals("SetItemField")) {
            XmlElement value = value(update, "ExtendedProperty");
            if (!PropertyPath.read(value.children().get(0)).uri().equals(path.uri())) {
                throw new EwsError(ResponseCode.ErrorUpdatePropertyMismatch);
            }
            return ItemReader.set(content, value);
        }
        ItemContent without = ExtendedProperties.without(content, path);
        return path.definition(content.kind().element())
                .map(property -> {
                    // What EWS cannot set but MAPI can, MAPI can delete.
                    if (property.rules().set() != ChangeRule.NO || property.isDerived()) {
                        require(property.rules().delete(), content, ResponseCode.ErrorInvalidPropertyDelete, path);
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
        boolean html = value.attribute("BodyType").orElse("Text").equals("HTML");
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
            default ->
                StructuredPart.is(property)
                        ? StructuredPart.with(content, property, Optional.empty())
                        : property.isEntry()
                                ? content.withoutValues(List.of(property.uri()))
                                : content.without(property.element());
        };
    }

    private static ItemContent withoutMember(ItemContent content, String key) {
        List<XmlElement> left = content.property("Members").map(XmlElement::children).orElse(List.of()).stream()
                .filter(member -> !member.attribute("Key").equals(Optional.of(key)))
                .toList();
        return left.isEmpty() ? content.without("Members") : content.with(t("Members", left));
    }
}
