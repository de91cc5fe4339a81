package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import java.util.List;
import java.util.regex.Pattern;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.validation.UserDirectory;

/** The EWS operations on the groups of an IM list. */
public record ImGroupOperations(ImGroupStore groups, MailboxDirectory mailboxes) {
    private static final Pattern SMTP_ADDRESS = Pattern.compile("[^\\s@<>]+@[^\\s@<>.]+(\\.[^\\s@<>.]+)*");

    public List<EwsOperation> all() {
        return List.of(
                EwsOperation.of("AddImGroup", this::add),
                EwsOperation.of("SetImGroup", this::rename),
                EwsOperation.of("RemoveImGroup", this::remove),
                EwsOperation.of("AddDistributionGroupToImList", this::addDistributionGroup),
                EwsOperation.of("RemoveDistributionGroupFromImList", this::removeDistributionGroup));
    }

    private Future<EwsResponse> add(EwsRequest request) {
        String name = new ImRequestReader(request).text("DisplayName");
        return answering(groups.add(request.mailbox(), name)).map(group -> answer(request, group));
    }

    private Future<EwsResponse> rename(EwsRequest request) {
        ImRequestReader asked = new ImRequestReader(request);
        return answering(groups.rename(request.mailbox(), asked.group(), asked.text("NewDisplayName")))
                .map(EwsResponse.DONE);
    }

    private Future<EwsResponse> remove(EwsRequest request) {
        String group = new ImRequestReader(request).group();
        return answering(groups.remove(request.mailbox(), group, ImGroup.Type.USER_GROUP))
                .map(EwsResponse.DONE);
    }

    /** The schema wants a display name, the documentation's own sample has none: then the address stands for it. */
    private Future<EwsResponse> addDistributionGroup(EwsRequest request) {
        ImRequestReader asked = new ImRequestReader(request);
        String address = asked.text("SmtpAddress");
        boolean person = !mailboxes.find(UserDirectory.Kind.SMTP, address).isEmpty();
        if (person || !SMTP_ADDRESS.matcher(address).matches()) {
            return Future.failedFuture(new EwsError(ResponseCode.ErrorInvalidImDistributionGroupSmtpAddress));
        }
        String name = asked.optionalText("DisplayName").orElse(address);
        return answering(groups.addDistributionGroup(request.mailbox(), address, name))
                .map(group -> answer(request, group));
    }

    private Future<EwsResponse> removeDistributionGroup(EwsRequest request) {
        String group = new ImRequestReader(request).group();
        return ImRequestReader.answering(
                        groups.remove(request.mailbox(), group, ImGroup.Type.DISTRIBUTION_GROUP),
                        ResponseCode.ErrorItemNotFound,
                        ResponseCode.ErrorItemNotFound)
                .map(EwsResponse.DONE);
    }

    private static <T> Future<T> answering(Future<T> change) {
        return ImRequestReader.answering(
                change, ResponseCode.ErrorInvalidImContactId, ResponseCode.ErrorInvalidImGroupId);
    }

    private static EwsResponse answer(EwsRequest request, ImGroup group) {
        return EwsResponse.single(xml -> new ImListWriter(request.mailbox(), xml).group(EwsNames.MESSAGES, group));
    }
}
