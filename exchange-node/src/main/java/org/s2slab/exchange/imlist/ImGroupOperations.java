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
import org.s2slab.store.Database;

/** The EWS operations on the groups of an IM list. */
public record ImGroupOperations(Database database, ImGroupStore groups, AddressBook book) {
    public List<EwsOperation> all() {
        return List.of(
                ImRequestReader.operation("AddImGroup", this::add),
                ImRequestReader.operation("SetImGroup", this::rename),
                ImRequestReader.operation("RemoveImGroup", asked -> remove(asked, ImGroup.Type.USER_GROUP)),
                ImRequestReader.operation("AddDistributionGroupToImList", this::addDistributionGroup),
                ImRequestReader.ofItem(
                        "RemoveDistributionGroupFromImList", asked -> remove(asked, ImGroup.Type.DISTRIBUTION_GROUP)));
    }

    private Future<EwsPayload> add(ImRequestReader asked) {
        String name = asked.text("DisplayName");
        return shown(asked, database.write(tx -> groups.add(tx, asked.mailbox(), name)));
    }

    private Future<EwsPayload> rename(ImRequestReader asked) {
        String group = asked.group();
        String name = asked.text("NewDisplayName");
        return database.change(tx -> groups.rename(tx, asked.mailbox(), group, name))
                .map(EwsPayload.NONE);
    }

    private Future<EwsPayload> remove(ImRequestReader asked, ImGroup.Type type) {
        String group = asked.group();
        return database.change(tx -> groups.remove(tx, asked.mailbox(), group, type))
                .map(EwsPayload.NONE);
    }

    /** Adds a distribution group. The schema requires a display name; without one, the group's name is used. */
    private Future<EwsPayload> addDistributionGroup(ImRequestReader asked) {
        String address = asked.text("SmtpAddress");
        DistributionGroup group = book.groupAt(address)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidImDistributionGroupSmtpAddress));
        String name = asked.optionalText("DisplayName").orElse(group.name());
        return shown(asked, database.write(tx -> groups.addDistributionGroup(tx, asked.mailbox(), address, name)));
    }

    private static Future<EwsPayload> shown(ImRequestReader asked, Future<ImGroup> change) {
        return change.map(group -> xml -> new ImListWriter(asked.mailbox(), xml).group(EwsNames.MESSAGES, group));
    }
}
