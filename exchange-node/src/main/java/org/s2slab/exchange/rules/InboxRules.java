package org.s2slab.exchange.rules;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
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
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The inbox rules of mailboxes: the operations GetInboxRules and UpdateInboxRules (MS-OXWSRULES), and their run. */
public record InboxRules(ItemStore items, FolderStore folders, IdGenerator ids) {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;

    public List<EwsOperation> operations() {
        return List.of(EwsOperation.of("GetInboxRules", this::read), EwsOperation.of("UpdateInboxRules", this::update));
    }

    /**
     * Runs the rules of a mailbox on a message that arrives there, after what is always done with its conversation.
     *
     * @param conversation the key of its conversation
     * @param mime the same as a message of RFC 822
     */
    public Future<RuleOutcome> run(
            SqlClient client, Mailbox mailbox, ItemWithAttachments item, String conversation, Supplier<Buffer> mime) {
        ArrivingMail mail = new ArrivingMail(mailbox, item, () -> mime.get().toString(StandardCharsets.ISO_8859_1));
        return InboxRuleStore.get(client, mailbox)
                .compose(rules -> InboxRuleStore.always(client, mailbox, conversation)
                        .map(always -> Stream.concat(always.stream(), rules.stream())
                                .filter(InboxRules::isEnabled)
                                .toList()))
                .compose(rules -> known(client, mailbox, rules).map(known -> {
                    RuleOutcome outcome = new RuleOutcome(item.content(), known);
                    rules.stream().filter(mail::concerns).forEach(outcome::apply);
                    return outcome;
                }));
    }

    private static boolean isEnabled(XmlElement rule) {
        return XmlElement.isTrueText(rule.childText("IsEnabled", "true"));
    }

    /**
     * Notes an action that is always done with the messages of a conversation; no longer where it is empty.
     *
     * @param name of the conversation action
     * @param action of an inbox rule
     */
    public Future<Void> always(
            SqlConnection connection, Mailbox mailbox, String conversation, String name, Optional<XmlElement> action) {
        return InboxRuleStore.always(
                connection,
                mailbox,
                conversation,
                name,
                action.map(one -> t("Rule", List.of(t("Actions", List.of(one))))));
    }

    private Future<Set<String>> known(SqlClient client, Mailbox mailbox, List<XmlElement> rules) {
        return rules.isEmpty()
                ? Future.succeededFuture(Set.of())
                : folders.all(client, mailbox)
                        .map(all -> all.stream().map(MailFolder::key).collect(Collectors.toSet()));
    }

    private Future<EwsResponse> read(EwsRequest request) {
        Mailbox mailbox = own(request);
        return InboxRuleStore.get(items.client(), mailbox)
                .compose(rules -> known(items.client(), mailbox, rules)
                        .map(known -> EwsResponse.single(xml -> xml.element(M, "OutlookRuleBlobExists", "false")
                                .list(M, "InboxRules", rules, rule -> write(xml, rule, known)))));
    }

    /** A rule whose folder is gone is in error: it does nothing with that folder. */
    private static void write(XmlWriter xml, XmlElement rule, Set<String> known) {
        boolean broken = rule.childrenOf("Actions").stream()
                .flatMap(action -> RuleOutcome.folder(action).stream())
                .anyMatch(folder -> !known.contains(folder));
        List<XmlElement> parts = new ArrayList<>(rule.children());
        if (broken) {
            parts.add(4, t("IsInError", "true"));
        }
        xml.copy(T, RuleField.canonical(t(rule.name(), parts), ""));
    }

    private Future<EwsResponse> update(EwsRequest request) {
        Mailbox mailbox = own(request);
        return items.write(connection -> InboxRuleStore.get(connection, mailbox)
                .compose(rules -> folders.all(connection, mailbox).compose(all -> {
                    Set<String> known = all.stream().map(MailFolder::key).collect(Collectors.toSet());
                    RuleUpdate update = new RuleUpdate(mailbox, known, ids, rules);
                    request.operation()
                            .child("Operations")
                            .orElseThrow()
                            .children()
                            .forEach(update::apply);
                    return update.faults().isEmpty()
                            ? InboxRuleStore.set(connection, mailbox, update.rules())
                                    .map(EwsResponse.DONE)
                            : Future.succeededFuture(refused(update.faults()));
                })));
    }

    private static EwsResponse refused(List<RuleUpdate.Fault> faults) {
        EwsPayload errors = xml -> {
            xml.open(M, "RuleOperationErrors");
            faults.stream()
                    .collect(Collectors.groupingBy(RuleUpdate.Fault::operation))
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

    /** A mailbox that the request names must be the one in which it acts. */
    private static Mailbox own(EwsRequest request) {
        Optional<XmlElement> address = request.operation().child("MailboxSmtpAddress");
        return address.isEmpty() ? request.mailbox() : request.mailboxAt(address);
    }
}
