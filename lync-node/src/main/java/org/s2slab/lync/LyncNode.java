package org.s2slab.lync;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.config.NodeConfig;
import org.s2slab.ews.EwsClient;
import org.s2slab.lync.archiving.ArchivingSettingsStore;
import org.s2slab.lync.contacts.ContactFeature;
import org.s2slab.lync.conversations.ConversationFeature;
import org.s2slab.lync.exchange.ConfiguredMailboxLocator;
import org.s2slab.lync.exchange.LyncFailureMapping;
import org.s2slab.lync.meetings.MeetingFeature;
import org.s2slab.lync.oauth.OAuthConfigurationStore;
import org.s2slab.lync.oauth.OAuthFeature;
import org.s2slab.lync.policy.UserServicesPolicyStore;
import org.s2slab.lync.users.UserStore;
import org.s2slab.node.Node;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.node.NodeMain;
import org.s2slab.node.ProductVerticle;
import org.s2slab.store.Database;

/** The Lync Server role: users, their contact lists and conversations, and online meetings. */
public final class LyncNode extends ProductVerticle {
    private final LyncConfig config;
    private final NodeEnvironment environment;

    public LyncNode(LyncConfig config, NodeEnvironment environment) {
        this.config = config;
        this.environment = environment;
    }

    public static void main(String[] args) {
        NodeMain.run(args, LyncConfig.class, LyncNode::new);
    }

    @Override
    public Future<?> start() {
        NodeConfig common = config.node();
        List<String> sipDomains = config.allSipDomains();
        Database database = Database.of(vertx, common, "db/common", "db/lync").overwritingDeleted();
        var oauth = new OAuthConfigurationStore(database, config.defaultRealm());
        var users =
                new UserStore(database, common.accounts(), () -> oauth.current().realm());
        var self = new LyncServiceIdentity(oauth::current, common.network().hosts());
        Node node = runsOn(new Node(vertx, common, new LyncDialect(), environment, database, self, users))
                .signsUnless(LyncServiceIdentity::objection);
        node.signingKeys().ofOrganization();

        var policies = new UserServicesPolicyStore(database);
        var archiving = new ArchivingSettingsStore(database);
        var mailboxes = new ConfiguredMailboxLocator(node.partnerClient(), oauth::current);
        var exchange = new EwsClient(node.partnerClient(), mailboxes, new LyncFailureMapping());
        var people = new UserFeature(node, users, policies, archiving, sipDomains);
        var writer = people.writer();
        return node.start(
                new OAuthFeature(node, oauth, sipDomains),
                people,
                new ContactFeature(
                        node, users, writer, policies, exchange, mailboxes::configured, config.defaultSipDomain()),
                new ConversationFeature(node, users, writer, archiving, exchange, sipDomains),
                new MeetingFeature(node, users));
    }
}
