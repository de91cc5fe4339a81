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
 * The operations of the service description of Exchange 2013 SP1, one row each ({@code operations.tsv}): since when the
 * product has it, which SOAP headers it reads, and what this server does. An operation that this server does not have is
 * refused with a response code of the product.
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
     * An operation.
     *
     * @param since the first schema version that has it; under an older one it is refused
     * @param headers the first letters of the SOAP headers in {@link ServiceDescription}
     * @param refusal the code of every response, or null for an operation that this server performs
     * @param content the content of every response as XML, also of a refusal where the schema requires it; empty where
     *     the content depends on the request or there is none
     * @param note why it refuses, or why its content is the same for everybody
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

    /** The operations whose responses are the same for every request. */
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

    /** Some requests may name a mailbox: nobody has access to that of another. */
    private static @Nullable EwsError error(Row row, EwsRequest request) {
        boolean others = request.operation()
                .childText("MailboxSmtpAddress")
                .filter(address -> !request.mailbox().hasAddress(address.strip()))
                .isPresent();
        ResponseCode code = others ? ResponseCode.ErrorAccessDenied : row.refusal();
        return code == null ? null : new EwsError(code);
    }
}
