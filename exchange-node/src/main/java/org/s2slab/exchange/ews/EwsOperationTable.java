package org.s2slab.exchange.ews;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.ews.EwsSchemaTable;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.responsecode.ServerVersion;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/**
 * The operations of the service description of Exchange 2013 SP1, one row per operation ({@code operations.tsv}). A row
 * contains the first version with the operation, its SOAP headers, and the behavior of this server. An unsupported
 * operation is refused with a response code of the product.
 */
public final class EwsOperationTable {
    private static final Map<String, Row> ROWS = ResourceTable.rows("/ews/operations.tsv").stream()
            .map(cells -> new Row(
                    cells[0],
                    ServerVersion.valueOf(cells[1]),
                    cells[2],
                    cells[3].isEmpty() ? null : ResponseCode.valueOf(cells[3]),
                    cells[4],
                    cells[5]))
            .collect(Collectors.toUnmodifiableMap(Row::name, Function.identity()));

    private static final String CONTENT = "<content xmlns:m=\"" + EwsNames.MESSAGES.uri() + "\" xmlns:t=\""
            + EwsNames.TYPES.uri() + "\">%s</content>";

    private EwsOperationTable() {}

    /**
     * One operation.
     *
     * @param since the first schema version with the operation; requests of older versions are refused
     * @param headers the first letters of the SOAP headers in {@link ServiceDescription}
     * @param refusal the code of every response, or null for an operation that this server performs
     * @param content the XML content of every response, also of a refusal if the schema requires content; empty if the
     *     content depends on the request or does not exist
     * @param note the reason for the refusal, or for the constant content
     */
    public record Row(
            String name,
            ServerVersion since,
            String headers,
            @Nullable ResponseCode refusal,
            String content,
            String note) {
        /** Whether the table alone determines the response. */
        public boolean isConstant() {
            return refusal != null || !content.isEmpty();
        }

        private EwsPayload payload() {
            List<XmlElement> elements = XmlReader.read(
                            CONTENT.formatted(content).getBytes(StandardCharsets.UTF_8))
                    .children();
            return xml -> elements.forEach(element -> xml.copy(element, EwsNames.MESSAGES, EwsNames.TYPES));
        }
    }

    /** All operations, by name. */
    public static List<Row> rows() {
        return ROWS.values().stream().sorted(Comparator.comparing(Row::name)).toList();
    }

    /** The row of an operation by its request element. */
    static Row row(String name) {
        return Objects.requireNonNull(ROWS.get(name.replaceFirst("Request$", "")), name);
    }

    /** The operations with the same response to every request. */
    static List<EwsOperation> constants() {
        return ROWS.values().stream()
                .filter(Row::isConstant)
                .map(row -> EwsOperation.of(row.name(), request -> answer(row, request)))
                .toList();
    }

    private static Future<EwsResponse> answer(Row row, EwsRequest request) {
        EwsMessage message = new EwsMessage(error(row, request), row.payload());
        return Future.succeededFuture(
                EwsSchemaTable.listsMessages(row.name())
                        ? EwsResponse.listed(List.of(message))
                        : EwsResponse.single(message));
    }

    /** The error of a constant operation. A request that names another user's mailbox gets ErrorAccessDenied. */
    private static @Nullable EwsError error(Row row, EwsRequest request) {
        boolean others = request.operation()
                .childText("MailboxSmtpAddress")
                .filter(address -> !request.mailbox().hasAddress(address.strip()))
                .isPresent();
        ResponseCode code = others ? ResponseCode.ErrorAccessDenied : row.refusal();
        return code == null ? null : new EwsError(code);
    }
}
