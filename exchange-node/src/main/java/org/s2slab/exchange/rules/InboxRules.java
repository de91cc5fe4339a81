package org.s2slab.exchange.rules;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The inbox rules of mailboxes: GetInboxRules and UpdateInboxRules (MS-OXWSRULES), and the execution of rules. */
public record InboxRules(Database database, FolderStore folders, IdGenerator ids) {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;

    public List<EwsOperation> operations() {
        return List.of(EwsOperation.of("GetInboxRules", this::read), EwsOperation.of("UpdateInboxRules", this::update));
    }

    /**
     * Runs the permanent actions of the conversation and then the rules of a mailbox on an arriving message.
     *
     * @param conversation the key of its conversation
     * @param mime the message in RFC 822 form
     */
    public InboxRuleOutcome run(
            ReadTransaction rx, Mailbox mailbox, ItemWithAttachments item, String conversation, Supplier<Buffer> mime) {
        ArrivingMail mail = new ArrivingMail(mailbox, item, () -> mime.get().toString(StandardCharsets.ISO_8859_1));
        List<XmlElement> rules = Stream.of(
                        InboxRuleStore.always(rx, mailbox, conversation), InboxRuleStore.get(rx, mailbox))
                .flatMap(List::stream)
                .filter(InboxRules::isEnabled)
                .toList();
        InboxRuleOutcome outcome =
                new InboxRuleOutcome(item.content(), rules.isEmpty() ? Set.of() : folders(rx, mailbox));
        rules.stream().filter(mail::concerns).forEach(outcome::apply);
        return outcome;
    }

    private static boolean isEnabled(XmlElement rule) {
        return XmlElement.isTrueText(rule.childText("IsEnabled", "true"));
    }

    /**
     * Stores a permanent action of a conversation. An empty action removes it.
     *
     * @param name the name of the conversation action
     * @param action the action of an inbox rule
     */
    public void always(
            WriteTransaction tx, Mailbox mailbox, String conversation, String name, Optional<XmlElement> action) {
        InboxRuleStore.always(
                tx, mailbox, conversation, name, action.map(one -> t("Rule", List.of(t("Actions", List.of(one))))));
    }

    private Set<String> folders(ReadTransaction rx, Mailbox mailbox) {
        return folders.all(rx, mailbox).stream().map(MailFolder::key).collect(Collectors.toSet());
    }

    private Future<EwsResponse> read(EwsRequest request) {
        Mailbox mailbox = own(request);
        return database.read(rx -> {
            List<XmlElement> rules = InboxRuleStore.get(rx, mailbox);
            Set<String> known = folders(rx, mailbox);
            return EwsResponse.single(xml -> xml.element(M, "OutlookRuleBlobExists", "false")
                    .list(M, "InboxRules", rules, rule -> write(xml, rule, known)));
        });
    }

    /** Writes a rule. A rule with a deleted folder is marked as in error. It does nothing with that folder. */
    private static void write(XmlWriter xml, XmlElement rule, Set<String> known) {
        boolean broken = rule.childrenOf("Actions").stream()
                .flatMap(action -> InboxRuleOutcome.folder(action).stream())
                .anyMatch(folder -> !known.contains(folder));
        List<XmlElement> parts = new ArrayList<>(rule.children());
        if (broken) {
            parts.add(4, t("IsInError", "true"));
        }
        xml.copy(T, InboxRuleField.canonical(t(rule.name(), parts), ""));
    }

    private Future<EwsResponse> update(EwsRequest request) {
        Mailbox mailbox = own(request);
        List<XmlElement> changes =
                request.operation().child("Operations").orElseThrow().children();
        return database.write(tx -> {
            InboxRuleUpdate update =
                    new InboxRuleUpdate(mailbox, folders(tx, mailbox), ids, InboxRuleStore.get(tx, mailbox));
            changes.forEach(update::apply);
            if (!update.faults().isEmpty()) {
                return refused(update.faults());
            }
            InboxRuleStore.set(tx, mailbox, update.rules());
            return EwsResponse.DONE;
        });
    }

    private static EwsResponse refused(List<InboxRuleUpdate.Fault> faults) {
        EwsPayload errors = xml -> {
            xml.open(M, "RuleOperationErrors");
            faults.stream()
                    .collect(Collectors.groupingBy(InboxRuleUpdate.Fault::operation))
                    .forEach((operation, ofOperation) -> {
                        xml.open(T, "RuleOperationError")
                                .element(T, "OperationIndex", operation)
                                .open(T, "ValidationErrors");
                        ofOperation.forEach(fault -> xml.open(T, "Error")
                                .element(T, "FieldURI", fault.field())
                                .element(T, "ErrorCode", fault.code())
                                .element(T, "ErrorMessage", fault.field() + ": " + fault.code())
                                .element(T, "FieldValue", fault.value())
                                .close());
                        xml.close().close();
                    });
            xml.close();
        };
        return EwsResponse.single(new EwsMessage(new EwsError(ResponseCode.ErrorInboxRulesValidationError), errors));
    }

    /** The mailbox in which the request acts. Refuses a request that names another mailbox. */
    private static Mailbox own(EwsRequest request) {
        Optional<XmlElement> address = request.operation().child("MailboxSmtpAddress");
        return address.isEmpty() ? request.mailbox() : request.mailboxAt(address);
    }
}
