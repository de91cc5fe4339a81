package org.s2slab.exchange.items;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.CalendarItemTimeZones;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.ews.RequestSchema;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mime.MimeContentWriter;
import org.s2slab.exchange.permissions.PrivacyRules;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.exchange.views.StoredItemView;
import org.s2slab.store.StatementFailure;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Validates an uploaded item. The client can upload any data, but readers of the item get its values as XML. */
final class UploadedItemValidator {
    private static final Logger LOG = LoggerFactory.getLogger(UploadedItemValidator.class);

    private static final Instant FIRST = Instant.parse("1601-01-01T00:00:00Z");
    private static final Instant YEAR_1 = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("4501-01-01T00:00:00Z");

    private static final RequestSchema SCHEMA = new RequestSchema();

    /** The maximum number of nested item levels. An id stores the number in one byte. */
    private static final int LEVELS = 200;

    /** The valid names in structured values: of elements, attributes, text and mixed content. */
    private static final Pattern NAME = Pattern.compile("@?[A-Za-z][A-Za-z0-9]*|\\*?");

    private UploadedItemValidator() {}

    /**
     * Returns the item if the schema permits it.
     *
     * @throws EwsError ErrorCorruptData for any other item
     */
    static ItemWithAttachments checked(ItemWithAttachments whole) {
        ResponseCode.ErrorCorruptData.throwIf(
                whole.attachments().stream().anyMatch(attachment -> attachment.levels() > LEVELS));
        whole.attachments().stream()
                .flatMap(attachment -> Stream.ofNullable(attachment.item()))
                .forEach(UploadedItemValidator::checked);
        try {
            check(whole.content());
        } catch (EwsFault | EwsError | ClassCastException | IllegalArgumentException | DateTimeException e) {
            throw new EwsError(ResponseCode.ErrorCorruptData);
        }
        return whole;
    }

    /**
     * Reads a stored item as GetItem does, with its attachments and its MIME content.
     *
     * @throws EwsError ErrorCorruptData if this fails; the transaction is then rolled back
     */
    static void readBack(MailboxTransaction transaction, Item item) {
        AttachmentStore store = transaction.stores().attachments();
        PrivacyRules open = new PrivacyRules(MailboxRights.own(transaction.mailbox()));
        try {
            List<Attachment> attachments = store.of(transaction.tx(), item);
            Buffer mime = MimeContentWriter.of(transaction.tx(), store, item, open);
            ObjectProperties shown =
                    StoredItemView.of(transaction.mailbox(), item, attachments, mime, ResponseShape.ALL);
            shown.write(new XmlWriter().open(EwsNames.TYPES, "Items"), ResponseShape.ALL);
            PropertyTable.EXCHANGE.of(item.content().kind()).forEach(property -> shown.texts(property.uri()));
        } catch (StatementFailure failure) {
            throw failure; // The database failed, whatever the data.
        } catch (RuntimeException failure) {
            LOG.warn("An uploaded item cannot be read and is refused", failure);
            throw new EwsError(ResponseCode.ErrorCorruptData);
        }
    }

    /** Checks that times are in the range of [MS-OXOCAL] 2.2.1.44.1, and a series starts at its first occurrence. */
    private static void checkTimes(ItemContent content) {
        ResponseCode.ErrorCorruptData.throwIf(
                Stream.of(content.received(), content.sent(), content.starts(), content.ends())
                                .filter(Objects::nonNull)
                                .anyMatch(time -> time.isBefore(FIRST) || time.isAfter(LAST))
                        || times(content.values().values())
                                .anyMatch(time -> time.isBefore(YEAR_1) || !time.isBefore(YEAR_10000)));
        ItemRules.requireSpan(content);
        boolean recurs = content.kind() == ItemKind.CALENDAR_ITEM
                && content.property(Series.RECURRENCE).isPresent();
        ItemContent begun = recurs ? Series.begun(content) : content;
        ResponseCode.ErrorCorruptData.throwIf(
                recurs && (Series.expansion(content).isEmpty() || !Objects.equals(content.starts(), begun.starts())));
    }

    /** All times in values and in the fields of structured values. */
    private static Stream<Instant> times(Collection<?> values) {
        return values.stream()
                .flatMap(value -> value instanceof Instant time
                        ? Stream.of(time)
                        : value instanceof Map<?, ?> fields
                                ? times(fields.values())
                                : value instanceof List<?> several ? times(several) : Stream.empty());
    }

    private static void check(ItemContent content) {
        checkTimes(content);
        ResponseCode.ErrorCorruptData.throwIf(!content.values().entrySet().stream()
                .allMatch(value -> isKnown(value.getKey()) && isNamed(value.getValue())));
        List<XmlElement> elements = PropertyTable.EXCHANGE.of(content.kind()).stream()
                .filter(PropertyDefinition::isElement)
                .flatMap(property -> content.property(property.element()).stream())
                .toList();
        String request = new XmlWriter()
                .open(EwsNames.SOAP, "Envelope")
                .open(EwsNames.SOAP, "Body")
                .open(EwsNames.MESSAGES, "CreateItem")
                .open(EwsNames.MESSAGES, "Items")
                .copy(
                        EwsNames.TYPES,
                        XmlElement.of(EwsNames.TYPES, content.kind().element(), elements))
                .close()
                .close()
                .close()
                .close()
                .document();
        SCHEMA.read(request.getBytes(StandardCharsets.UTF_8)).requireValid();
        CalendarItemTimeZones.of(content);
    }

    private static boolean isKnown(String key) {
        return key.startsWith(PropertyValueCodec.OPAQUE)
                || key.startsWith(PropertyValueCodec.ELEMENT)
                || !PropertyTable.EXCHANGE.byUri(key).isEmpty();
    }

    private static boolean isNamed(Object value) {
        if (value instanceof List<?> several) {
            return several.stream().allMatch(UploadedItemValidator::isNamed);
        }
        return !(value instanceof Map<?, ?> fields)
                || fields.entrySet().stream()
                        .allMatch(
                                field -> NAME.matcher((String) field.getKey()).matches() && isNamed(field.getValue()));
    }
}
