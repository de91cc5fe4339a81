package org.s2slab.exchange.values;

import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** A change of one property in a request, such as {@code SetItemField} or {@code AppendToFolderField}. */
public record PropertyChange(Kind kind, PropertyPath path, XmlElement update) {
    /** How an update changes a property. */
    public enum Kind {
        SET(ResponseCode.ErrorInvalidPropertySet),
        APPEND(ResponseCode.ErrorInvalidPropertyAppend),
        DELETE(ResponseCode.ErrorInvalidPropertyDelete);

        /** The response code if a property does not allow this kind of change. */
        private final ResponseCode refusal;

        Kind(ResponseCode refusal) {
            this.refusal = refusal;
        }
    }

    /** Reads a SetItemField, AppendToItemField or DeleteItemField element, or the same for a folder. */
    public static PropertyChange read(XmlElement update) {
        Kind kind = update.name().startsWith("Set")
                ? Kind.SET
                : update.name().startsWith("Append") ? Kind.APPEND : Kind.DELETE;
        return new PropertyChange(kind, PropertyPath.read(update.children().get(0)), update);
    }

    /** Whether an update sets the property with a field URI. */
    public static boolean sets(XmlElement update, String uri) {
        PropertyChange change = read(update);
        return change.kind == Kind.SET && change.path.uri().equals(uri);
    }

    /**
     * The rule of the property table for this change.
     *
     * @throws EwsError if the table does not allow the change
     */
    public ChangeRule rule(PropertyDefinition property) {
        ChangeRule rule = switch (kind) {
            case SET -> property.rules().set();
            case APPEND -> property.rules().append();
            case DELETE -> property.rules().delete();
        };
        kind.refusal.throwIf(rule == ChangeRule.NO, kind.refusal.sentence() + " (" + path.uri() + ")");
        return rule;
    }

    /** The new value. The update must contain exactly one property: the property of the path. */
    public XmlElement value(String element) {
        List<XmlElement> values = update.children().size() < 2
                ? List.of()
                : update.children().get(1).children();
        ResponseCode.ErrorIncorrectUpdatePropertyCount.throwIf(values.size() != 1);
        ResponseCode.ErrorUpdatePropertyMismatch.throwIf(!values.get(0).name().equals(element));
        return values.get(0);
    }

    /** The new value of an extended property; empty if the property is deleted. */
    public Optional<XmlElement> extendedValue() {
        ResponseCode.ErrorInvalidPropertyAppend.throwIf(kind == Kind.APPEND);
        Optional<XmlElement> value = kind == Kind.SET ? Optional.of(value("ExtendedProperty")) : Optional.empty();
        ResponseCode.ErrorUpdatePropertyMismatch.throwIf(value.filter(given ->
                        !PropertyPath.read(given.children().get(0)).uri().equals(path.uri()))
                .isPresent());
        return value;
    }
}
