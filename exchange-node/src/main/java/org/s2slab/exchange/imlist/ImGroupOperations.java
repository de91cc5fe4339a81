package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.DistributionGroup;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;

/** The EWS operations on the groups of an IM list. */
public record ImGroupOperations(ImGroupStore groups, AddressBook book) {
    public List<EwsOperation> all() {
        return List.of(
                ImRequestReader.operation(
                        "AddImGroup", asked -> shown(asked, groups.add(asked.mailbox(), asked.text("DisplayName")))),
                ImRequestReader.operation(
                        "SetImGroup",
                        asked -> groups.rename(asked.mailbox(), asked.group(), asked.text("NewDisplayName"))
                                .map(EwsPayload.NONE)),
                ImRequestReader.operation("RemoveImGroup", asked -> remove(asked, ImGroup.Type.USER_GROUP)),
                ImRequestReader.operation("AddDistributionGroupToImList", this::addDistributionGroup),
                ImRequestReader.ofItem(
                        "RemoveDistributionGroupFromImList", asked -> remove(asked, ImGroup.Type.DISTRIBUTION_GROUP)));
    }

    private Future<EwsPayload> remove(ImRequestReader asked, ImGroup.Type type) {
        return groups.remove(asked.mailbox(), asked.group(), type).map(EwsPayload.NONE);
    }

    /** The schema wants a display name, the documentation's own sample has none: then it is the name of the group. */
    private Future<EwsPayload> addDistributionGroup(ImRequestReader asked) {
        String address = asked.text("SmtpAddress");
        DistributionGroup group = book.groupAt(address)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidImDistributionGroupSmtpAddress));
        String name = asked.optionalText("DisplayName").orElse(group.name());
        return shown(asked, groups.addDistributionGroup(asked.mailbox(), address, name));
    }

    private static Future<EwsPayload> shown(ImRequestReader asked, Future<ImGroup> change) {
        return change.map(group -> xml -> new ImListWriter(asked.mailbox(), xml).group(EwsNames.MESSAGES, group));
    }
}
