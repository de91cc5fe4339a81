package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.outofoffice.OutOfOfficeOperations;
import org.s2slab.exchange.outofoffice.OutOfOfficeStore;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * The operations GetMailTips (what a sender should know of recipients) and GetServiceConfiguration (what the server
 * offers to a client at its start); MS-OXWSMAILTIPS.
 *
 * @param domains the domains of the organization
 */
public record MailTipsOperations(AddressBook book, OutOfOfficeStore absences, Supplier<List<String>> domains) {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;
    private static final String SIZE = Integer.toString(NewItem.LARGEST);

    /** These operations, and those on automatic replies. */
    public static List<EwsOperation> withAbsences(
            AddressBook book, OutOfOfficeStore absences, Supplier<List<String>> domains) {
        MailTipsOperations tips = new MailTipsOperations(book, absences, domains);
        return Stream.concat(
                        new OutOfOfficeOperations(absences).all().stream(),
                        Stream.of(
                                EwsOperation.of("GetMailTips", tips::tips),
                                EwsOperation.of("GetServiceConfiguration", tips::configuration)))
                .toList();
    }

    private Future<EwsResponse> tips(EwsRequest request) {
        XmlElement operation = request.operation();
        List<String> asked = words(operation.childText("MailTipsRequested").orElse(""));
        List<XmlElement> recipients =
                operation.child("Recipients").map(XmlElement::children).orElse(List.of());
        return WorkSequence.list(recipients, recipient -> tips(recipient, asked))
                .map(all -> EwsResponse.single(xml -> {
                    xml.open(M, "ResponseMessages");
                    for (EwsPayload one : all) {
                        xml.open(M, "MailTipsResponseMessageType");
                        EwsMessage.outcome(xml, null);
                        one.write(xml);
                        xml.close();
                    }
                    xml.close();
                }));
    }

    private Future<EwsPayload> tips(XmlElement recipient, List<String> asked) {
        String address = recipient.childText("EmailAddress").orElse("").strip();
        List<Mailbox> reached = book.reachedBy(address);
        boolean group = book.groupAt(address).isPresent();
        Future<String> absent =
                group || reached.isEmpty() ? Future.succeededFuture("") : absences.reply(reached.get(0));
        return absent.map(reply -> xml -> {
            xml.open(M, "MailTips").copy(T, recipient(recipient)).element(T, "PendingMailTips", "");
            Tips tips = new Tips(xml, asked);
            if (tips.wants("OutOfOfficeMessage")) {
                xml.open(T, "OutOfOffice").open(T, "ReplyBody").element(T, "Message", reply);
                xml.close().close();
            }
            tips.write("MailboxFullStatus", "MailboxFull", "false");
            tips.write("CustomMailTip", "CustomMailTip", "");
            tips.write("TotalMemberCount", "TotalMemberCount", Integer.toString(reached.size()));
            tips.write("ExternalMemberCount", "ExternalMemberCount", "0");
            tips.write("MaxMessageSize", "MaxMessageSize", SIZE);
            tips.write("DeliveryRestriction", "DeliveryRestricted", "false");
            tips.write("ModerationStatus", "IsModerated", "false");
            // No mail leaves the organization, so an address outside of it is not reached either.
            tips.write("InvalidRecipient", "InvalidRecipient", Boolean.toString(!group && reached.isEmpty()));
            xml.close();
        });
    }

    private static XmlElement recipient(XmlElement given) {
        return new XmlElement(
                given.namespace(), "RecipientAddress", given.attributes(), given.children(), "", given.place());
    }

    /** The tips that a request wants. */
    private record Tips(XmlWriter xml, List<String> asked) {
        boolean wants(String tip) {
            return asked.contains("All") || asked.contains(tip);
        }

        void write(String tip, String element, String value) {
            if (wants(tip)) {
                xml.element(T, element, value);
            }
        }
    }

    private Future<EwsResponse> configuration(EwsRequest request) {
        List<String> asked = request.operation().child("RequestedConfiguration").stream()
                .flatMap(list -> list.children().stream())
                .flatMap(name -> words(name.text()).stream())
                .toList();
        return Future.succeededFuture(EwsResponse.single(xml -> {
            xml.open(M, "ResponseMessages").open(M, "ServiceConfigurationResponseMessageType");
            EwsMessage.outcome(xml, null);
            if (asked.contains("MailTips")) {
                mailTips(xml);
            }
            if (asked.contains("UnifiedMessagingConfiguration")) {
                xml.open(M, "UnifiedMessagingConfiguration")
                        .element(T, "UmEnabled", "false")
                        .element(T, "PlayOnPhoneDialString", "")
                        .element(T, "PlayOnPhoneEnabled", "false")
                        .close();
            }
            if (asked.contains("ProtectionRules")) {
                xml.open(M, "ProtectionRulesConfiguration").attribute("RefreshInterval", "24");
                xml.open(T, "Rules").close();
                domains(xml);
                xml.close();
            }
            if (asked.contains("PolicyNudges")) {
                xml.open(M, "PolicyNudgeRulesConfiguration").close();
            }
            xml.close().close();
        }));
    }

    private void mailTips(XmlWriter xml) {
        xml.open(M, "MailTipsConfiguration")
                .element(T, "MailTipsEnabled", "true")
                .element(T, "MaxRecipientsPerGetMailTipsRequest", "50")
                .element(T, "MaxMessageSize", SIZE)
                .element(T, "LargeAudienceThreshold", "25")
                .element(T, "ShowExternalRecipientCount", "false");
        domains(xml);
        xml.element(T, "PolicyTipsEnabled", "false")
                .element(T, "LargeAudienceCap", "1000")
                .close();
    }

    private void domains(XmlWriter xml) {
        xml.open(T, "InternalDomains");
        for (String domain : domains.get()) {
            xml.open(T, "Domain")
                    .attribute("Name", domain)
                    .attribute("IncludeSubdomains", "false")
                    .close();
        }
        xml.close();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).toList();
    }
}
