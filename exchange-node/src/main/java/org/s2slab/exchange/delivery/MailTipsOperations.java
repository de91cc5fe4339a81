package org.s2slab.exchange.delivery;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.availability.RemoteAvailability;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.mime.NewItem;
import org.s2slab.exchange.outofoffice.OutOfOfficeOperations;
import org.s2slab.exchange.outofoffice.OutOfOfficeStore;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.node.WorkSequence;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * The operations GetMailTips (information about recipients for a sender) and GetServiceConfiguration (the services for
 * a client at its start); MS-OXWSMAILTIPS.
 *
 * @param domains the domains of the organization
 * @param shown whether the organization has mail tips
 * @param elsewhere reads the automatic replies of mailboxes on other servers
 */
public record MailTipsOperations(
        AddressBook book,
        OutOfOfficeStore absences,
        Supplier<List<String>> domains,
        BooleanSupplier shown,
        RemoteAvailability elsewhere) {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;
    private static final List<String[]> ROWS = ResourceTable.rows("/ews/mail-tips.tsv");

    /** All operations on mail tips and automatic replies. */
    public static List<EwsOperation> all(
            AddressBook book,
            OutOfOfficeStore absences,
            Supplier<List<String>> domains,
            BooleanSupplier shown,
            RemoteAvailability elsewhere) {
        MailTipsOperations tips = new MailTipsOperations(book, absences, domains, shown, elsewhere);
        return Stream.concat(
                        new OutOfOfficeOperations(absences).all().stream(),
                        Stream.of(
                                EwsOperation.of("GetMailTips", false, tips::tips),
                                EwsOperation.of("GetServiceConfiguration", tips::configuration)))
                .toList();
    }

    private Future<EwsResponse> tips(EwsRequest request) {
        if (!shown.getAsBoolean()) {
            throw new EwsError(ResponseCode.ErrorMailTipsDisabled);
        }
        XmlElement operation = request.operation();
        List<String> asked = words(operation.childText("MailTipsRequested", ""));
        List<XmlElement> recipients = operation.childrenOf("Recipients");
        return WorkSequence.list(
                        recipients, recipient -> EwsMessage.of(tips(request, recipient, asked), EwsPayload.NONE))
                .map(all -> EwsResponse.single(xml -> xml.listIfAny(
                        M, "ResponseMessages", all, one -> one.write(xml, "MailTipsResponseMessageType"))));
    }

    private Future<EwsPayload> tips(EwsRequest request, XmlElement recipient, List<String> asked) {
        String address = recipient.childText("EmailAddress", "").strip();
        List<Mailbox> reached = book.reachedBy(address);
        boolean group = book.groupAt(address).isPresent();
        boolean isUnknown = !group && reached.isEmpty();
        Optional<Future<String>> remote = isUnknown && (asked.contains("All") || asked.contains("OutOfOfficeMessage"))
                ? elsewhere.automaticReply(address, request.mailbox(), request.context())
                : Optional.empty();
        Future<String> reply = remote.orElseGet(() -> group || isUnknown
                ? Future.succeededFuture("")
                : absences.database().read(rx -> absences.reply(rx, reached.get(0))));
        // The lab does not send mail to other organizations, so an external address counts as unknown.
        return reply.map(text -> tips(
                recipient,
                asked,
                Map.of(
                        "=reply",
                        t("OutOfOffice", t("ReplyBody", t("Message", text))),
                        "=members",
                        t("TotalMemberCount", reached.size()),
                        "=unknown",
                        t("InvalidRecipient", isUnknown && remote.isEmpty()))));
    }

    private EwsPayload tips(XmlElement recipient, List<String> asked, Map<String, XmlElement> known) {
        return xml -> {
            xml.open(M, "MailTips")
                    .copy(T, t("RecipientAddress", recipient.children()))
                    .element(T, "PendingMailTips", "");
            ROWS.stream()
                    .filter(row -> row[1].isEmpty() && (asked.contains("All") || asked.contains(row[0])))
                    .forEach(row -> write(xml, row, known));
            xml.close();
        };
    }

    private void write(XmlWriter xml, String[] row, Map<String, XmlElement> known) {
        if (row[2].startsWith("@")) {
            xml.attribute(row[2].substring(1), row[3]);
        } else if (row[3].equals("=domains")) {
            xml.copy(
                    T,
                    t(
                            row[2],
                            domains.get().stream()
                                    .map(domain ->
                                            t("Domain", "").with("Name", domain).with("IncludeSubdomains", "false"))
                                    .toList()));
        } else if (row[3].equals("=shown")) {
            xml.element(T, row[2], Boolean.toString(shown.getAsBoolean()));
        } else if (row[3].equals("=size")) {
            xml.element(T, row[2], Integer.toString(NewItem.LARGEST));
        } else if (known.containsKey(row[3])) {
            xml.copy(T, known.get(row[3]));
        } else if (!row[2].isEmpty()) {
            xml.element(T, row[2], row[3]);
        }
    }

    private Future<EwsResponse> configuration(EwsRequest request) {
        List<String> asked = request.operation().childrenOf("RequestedConfiguration").stream()
                .flatMap(name -> words(name.text()).stream())
                .toList();
        Map<String, List<String[]>> byHolder = ROWS.stream()
                .filter(row -> !row[1].isEmpty() && asked.contains(row[0]))
                .collect(Collectors.groupingBy(row -> row[1], LinkedHashMap::new, Collectors.toList()));
        return Future.succeededFuture(EwsResponse.single(xml -> {
            EwsPayload holders = out ->
                    byHolder.forEach((holder, rows) -> out.list(M, holder, rows, row -> write(out, row, Map.of())));
            EwsMessage.success(holders)
                    .write(xml.open(M, "ResponseMessages"), "ServiceConfigurationResponseMessageType")
                    .close();
        }));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).toList();
    }
}
