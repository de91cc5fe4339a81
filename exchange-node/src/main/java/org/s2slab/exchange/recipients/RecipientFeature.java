package org.s2slab.exchange.recipients;

import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.ediscovery.EDiscoveryFeature;
import org.s2slab.exchange.ediscovery.HoldAndRetentionCmdlets;
import org.s2slab.exchange.ediscovery.MailboxSearchCmdlets;
import org.s2slab.exchange.organization.ExchangeOrganization;
import org.s2slab.exchange.organization.MailboxServers;
import org.s2slab.exchange.organization.ManagedFolder;
import org.s2slab.exchange.organization.ManagedFolderCmdlets;
import org.s2slab.exchange.outofoffice.AutoReplyCmdlets;
import org.s2slab.exchange.outofoffice.OutOfOfficeStore;
import org.s2slab.exchange.permissions.CalendarProcessing;
import org.s2slab.exchange.permissions.FolderPermissionCmdlets;
import org.s2slab.exchange.permissions.MailboxPermissionCmdlets;
import org.s2slab.exchange.rbac.AccessPolicyCmdlets;
import org.s2slab.exchange.rbac.ApplicationAuthorization;
import org.s2slab.exchange.rbac.ApplicationRoleCmdlets;
import org.s2slab.exchange.rules.JunkCmdlets;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;

/** Combines accounts, groups, roles, and the cmdlets for mailboxes. */
public final class RecipientFeature extends Feature {
    public RecipientFeature(
            Node node,
            ExchangeOrganization organisation,
            ItemStores stores,
            RoleAssignmentStore roles,
            ApplicationAuthorization applications,
            CalendarProcessing processing,
            OutOfOfficeStore absences,
            EDiscoveryFeature discovery) {
        var groups = applications.book().groups();
        node.authorizationServers().admit(applications::hasRole);
        boolean isOnline = node.config().online() != null;
        var rooms = processing.rooms();
        var mailboxes = stores.permissions().mailboxes();
        organisation.whenChanged(node.epoch()::advance);
        mailboxes.whenChanged(node.epoch()::advance);
        onLoad(organisation::load);
        onLoad(() -> mailboxes.load(node.config().accounts()));
        onLoad(roles::load);
        onLoad(groups::load);
        onLoad(rooms::load);
        onLoad(applications::load);
        var servers = MailboxServers.of(node.config(), mailboxes);
        var preservation = discovery.preservation();
        var retention = new HoldAndRetentionCmdlets(mailboxes, preservation, discovery.assistant());
        var searches = new MailboxSearchCmdlets(discovery.holds(), mailboxes);
        var database = absences.database();
        var managed = ManagedFolder.table(database);
        onLoad(managed::load);
        cmdlets(
                new MailboxCmdlets(servers, mailboxes, retention, rooms, stores.permissions()).all(),
                new MailboxDatabaseCmdlets(servers).all(),
                new FolderPermissionCmdlets(stores.permissions(), stores.folders()).all(),
                processing.all(),
                new MailboxPermissionCmdlets(stores.permissions()).all(),
                retention.all(),
                searches.all(),
                new DistributionGroupCmdlets(groups, mailboxes, organisation, rooms).all(),
                new AutoReplyCmdlets(absences, mailboxes).all(),
                new ManagedFolderCmdlets(managed).all(),
                new JunkCmdlets(absences.database(), mailboxes).all(),
                new RoleAssignmentCmdlets(roles, mailboxes, applications, isOnline).all(),
                new RoleGroupCmdlets(roles, mailboxes).all(),
                new ApplicationRoleCmdlets(applications, isOnline).all(),
                new AccessPolicyCmdlets(applications, isOnline).all());
    }
}
